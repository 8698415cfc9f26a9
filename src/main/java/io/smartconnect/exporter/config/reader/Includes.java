package io.smartconnect.exporter.config.reader;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The reader of one configuration file and of its includes: only regular files, and limited in number, depth and length. */
final class Includes implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

    static final String RULE = "must be a readable file of at most 1 MiB";

    private static final long LARGEST_FILE = 1 << 20;
    private static final long MOST_BYTES = 4 << 20;
    private static final int MOST_FILES = 100;
    private static final int DEEPEST = 20;

    /** The endings that an include may omit. */
    private static final List<String> ENDINGS = List.of("", ".conf", ".json", ".properties");

    private final MistakeReport report;
    private final Deque<Path> open = new ArrayDeque<>();
    private int files;
    private long bytes;
    private boolean full;
    private boolean incomplete;

    Includes(MistakeReport report) {
        this.report = report;
    }

    /** Parses the file, which has no {@linkplain #obstacle obstacle}, with its includes. */
    Config parse(Path file) {
        return parse(file, ConfigParseOptions.defaults().setAllowMissing(false).setIncluder(this));
    }

    /** Returns true if an include is missing, so that keys of the file may be, too. */
    boolean isIncomplete() {
        return incomplete;
    }

    /** Why a file can't be read; empty if it can. */
    static Optional<String> obstacle(Path file) {
        if (!Files.exists(file)) {
            return Optional.of("nothing");
        }
        if (Files.isDirectory(file)) {
            return Optional.of("a directory");
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of("a pipe or a device");
        }
        if (!Files.isReadable(file)) {
            return Optional.of("a file without read permission");
        }
        return Optional.of(size(file)).filter(size -> size > LARGEST_FILE).map("%d bytes"::formatted);
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String name) {
        return name.matches("[A-Za-z][A-Za-z0-9+.-]+:/.*")
                ? refuse(name, "must name a file, no URL")
                : includeFile(context, name, parent().resolve(name));
    }

    /** A relative path starts at the working directory, as HOCON defines it. */
    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File file) {
        return includeFile(context, file.getPath(), file.toPath());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL url) {
        return refuse(url.toString(), "must name a file, no URL");
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String name) {
        return refuse(name, "must name a file, no class path");
    }

    private ConfigObject includeFile(ConfigIncludeContext context, String name, Path path) {
        Optional<Path> found = candidates(path).filter(Files::exists).findFirst();
        if (found.isEmpty()) {
            return context.parseOptions().getAllowMissing() ? empty() : refuse(name, "must name a readable file");
        }
        Optional<String> obstacle = obstacle(found.get());
        if (obstacle.isPresent()) {
            return refuse(name, RULE + " instead of " + obstacle.get());
        }
        return isWithinLimits(name, found.get())
                ? parse(found.get(), context.parseOptions()).root()
                : empty();
    }

    private boolean isWithinLimits(String name, Path file) {
        if (open.size() > DEEPEST) {
            refuse(name, "must not be nested deeper than " + DEEPEST + " files");
            return false;
        }
        if (files >= MOST_FILES || bytes + size(file) > MOST_BYTES) {
            if (!full) {
                refuse(name, "all includes must be at most %d files and 4 MiB".formatted(MOST_FILES));
            }
            full = true;
            return false;
        }
        files++;
        bytes += size(file);
        return true;
    }

    private Config parse(Path file, ConfigParseOptions options) {
        open.push(file);
        try {
            return ConfigFactory.parseFile(file.toAbsolutePath().toFile(), options);
        } finally {
            open.pop();
        }
    }

    private ConfigObject refuse(String name, String rule) {
        incomplete = true;
        Path file = open.element();
        report.add(new ConfigurationMistake(
                file.toAbsolutePath().toString(),
                line(file, name),
                "include",
                rule,
                ConfigUtil.quoteString(withoutUser(name))));
        return empty();
    }

    private static ConfigObject empty() {
        return ConfigFactory.empty().root();
    }

    private static String withoutUser(String url) {
        return url.replaceFirst("//[^/]*@", "//***@").replaceFirst("[?#].*", "?***");
    }

    /** The first line that includes {@code name}; the library passes none. */
    private static OptionalInt line(Path file, String name) {
        try {
            List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (int index = 0; index < lines.size(); index++) {
                if (lines.get(index).contains("include") && lines.get(index).contains(name)) {
                    return OptionalInt.of(index + 1);
                }
            }
        } catch (IOException gone) {
            return OptionalInt.empty();
        }
        return OptionalInt.empty();
    }

    private Path parent() {
        return Optional.ofNullable(open.element().toAbsolutePath().getParent()).orElse(Path.of(""));
    }

    private static Stream<Path> candidates(Path path) {
        return ENDINGS.stream().flatMap(ending -> {
            try {
                return Stream.of(Path.of(path + ending));
            } catch (InvalidPathException impossible) {
                return Stream.empty();
            }
        });
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }
}
