package io.smartconnect.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import io.smartconnect.exporter.config.reader.ConfigurationSources;
import io.smartconnect.exporter.config.reader.FlagValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares docs/configuration.md with the code, and loads the samples of all documents. */
class ConfigurationDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/configuration.md");
    private static final Pattern HEADING = Pattern.compile("#{2,} (?:`(?<path>smart-connect-exporter[\\w.-]*)`)?.*");
    private static final Pattern ROW = Pattern.compile("\\| (?<keys>[^|]+) \\| (?<usual>[^|]*)\\|.*");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern SAMPLE = Pattern.compile("^```hocon\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern SECRET_FILE = Pattern.compile("/run/secrets/[\\w-]+");

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "HUAWEICLOUD_SDK_PROJECT_ID", "0123456789abcdef0123456789abcdef",
            "HUAWEICLOUD_SDK_AK", "AKEXAMPLE0123456789A",
            "HUAWEICLOUD_SDK_SK", "planted");

    @TempDir
    Path directory;

    @Test
    void document_hasEveryKey_andNoOther() throws Exception {
        assertThat(documented().keySet()).isEqualTo(known());
    }

    @Test
    void document_hasEveryDefault_andNoOther() throws Exception {
        Map<String, String> literal = new TreeMap<>(documented());
        literal.values().removeIf(usual -> !usual.startsWith("`"));
        assertThat(literal.remove("smart-connect-exporter.targets.N.credentials.type"))
                .isEqualTo("`aksk`");

        Map<String, String> defaults = new TreeMap<>();
        Config reference = ConfigurationSources.reference().toConfig();
        reference
                .entrySet()
                .forEach(entry ->
                        defaults.put(entry.getKey(), "`" + entry.getValue().unwrapped() + "`"));

        assertThat(literal).isEqualTo(defaults);
    }

    @Test
    void document_namesEveryVariable() throws Exception {
        assertThat(ConfigurationSources.variables())
                .allSatisfy(name -> assertThat(DOCUMENT).content().contains("| `" + name + "` | "));
    }

    @Test
    void sampleFile_loads() throws Exception {
        assertThat(load(Path.of("config/smart-connect-exporter.conf")).targets())
                .hasSize(1);
    }

    @Test
    void samplesInDocuments_load() throws Exception {
        List<String> samples = new ArrayList<>();
        for (Path document : documents()) {
            SAMPLE.matcher(Files.readString(document))
                    .results()
                    .map(match -> match.group(1))
                    .forEach(samples::add);
        }

        assertThat(samples).hasSizeGreaterThanOrEqualTo(4).allSatisfy(sample -> load(withSecrets(sample)));
    }

    /** The key and the default of each row of the tables. */
    private static Map<String, String> documented() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        Optional<String> section = Optional.empty();
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher heading = HEADING.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                section = Optional.ofNullable(heading.group("path"));
            } else if (section.isPresent() && row.matches()) {
                String prefix = section.get() + ".";
                String usual = row.group("usual").strip();
                CODE.matcher(row.group("keys")).results().forEach(key -> documented.put(prefix + key.group(1), usual));
            }
        }
        return documented;
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>();
        ConfigurationKeys.all().keySet().stream()
                .map(path -> path.replaceAll("\\.0(?=\\.|$)", ".N"))
                .filter(path -> !path.endsWith(".N") && !path.contains(".source."))
                .forEach(path -> known.add("smart-connect-exporter." + path));
        return known;
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(Path.of(""));
                Stream<Path> below = Files.walk(Path.of("docs"))) {
            return Stream.concat(top, below)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        }
    }

    /** The sample as a file whose {@code /run/secrets} is a directory of this test. */
    private Path withSecrets(String sample) throws IOException {
        for (MatchResult secret : SECRET_FILE.matcher(sample).results().toList()) {
            Files.writeString(
                    directory.resolve(
                            Objects.requireNonNull(Path.of(secret.group()).getFileName())),
                    "planted\n");
        }
        return Files.writeString(
                directory.resolve("sample.conf"), sample.replace("/run/secrets", directory.toString()));
    }

    private static Settings load(Path file) throws ConfigurationException {
        return Configuration.load(Optional.of(file), ENVIRONMENT, FlagValues.NONE);
    }
}
