package io.smartconnect.exporter.web.config;

import com.typesafe.config.ConfigUtil;
import io.smartconnect.exporter.config.reader.ConfigurationMistake;
import io.smartconnect.exporter.config.reader.ValueParser;
import io.smartconnect.exporter.web.auth.PasswordHash;
import io.smartconnect.exporter.web.tls.TlsSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** One reading of a web configuration file and of the files that it names. */
public final class WebConfigurationFile {

    private static final Map<String, ValueParser<String>> HEADERS = headerRules();
    private static final ValueParser<Boolean> SWITCH =
            new ValueParser<>("must be true or false", WebConfigurationFile::isTrue);

    private final Path file;
    private final FileReads files = new FileReads();
    private final YamlMistakes mistakes;
    private final WebConfiguration configuration;

    private WebConfigurationFile(Path file) {
        this.file = file;
        this.mistakes = new YamlMistakes(file);
        this.configuration = root().map(this::configuration).orElse(WebConfiguration.NONE);
    }

    /** Reads the file. Blocks. */
    public static WebConfigurationFile read(Path file) {
        return new WebConfigurationFile(file);
    }

    /** All mistakes by line, without secrets. */
    public List<ConfigurationMistake> mistakes() {
        return mistakes.sorted();
    }

    /** The content; usable only without mistakes. */
    public WebConfiguration configuration() {
        return configuration;
    }

    /** True if the file, and every file that it names, has the same content as in this reading. Blocks. */
    public boolean isUnchanged() {
        return files.isUnchanged();
    }

    private Optional<Node> root() {
        try {
            return root(new String(files.read(file), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException unreadable) {
            mistakes.add(
                    Optional.empty(),
                    "--web.config.file",
                    "must be a readable file of at most 1 MiB, and not empty",
                    ConfigUtil.quoteString(file.toString()));
            return Optional.empty();
        }
    }

    /** Never reports the library's messages: they quote the file, which holds secrets. */
    private Optional<Node> root(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel("web configuration")
                .setMaxAliasesForCollections(10)
                .build();
        try {
            return new Compose(settings).composeString(text);
        } catch (YamlEngineException broken) {
            Optional<Mark> mark =
                    broken instanceof MarkedYamlEngineException marked ? marked.getProblemMark() : Optional.empty();
            mistakes.add(mark, "syntax", "must be one document of YAML", "***");
        } catch (StackOverflowError nested) {
            mistakes.add(Optional.empty(), "syntax", "must not be nested so deeply", "***");
        }
        return Optional.empty();
    }

    private WebConfiguration configuration(Node node) {
        YamlMapping root = YamlMapping.of(node, mistakes);
        root.unsupported("rate_limit");
        Optional<TlsSettings> tls = new TlsReader(directory(), files).read(root.mapping("tls_server_config"));
        YamlMapping http = root.mapping("http_server_config");
        boolean http2 = http.get("http2", SWITCH).orElse(true);
        Map<String, String> headers = headers(http.mapping("headers"));
        http.unsupported("rate_limit");
        http.reportUnknownKeys();
        Map<String, PasswordHash> users = users(root.mapping("basic_auth_users"));
        root.reportUnknownKeys();
        return new WebConfiguration(tls, http2, headers, users);
    }

    private Path directory() {
        return Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    }

    private static Map<String, String> headers(YamlMapping section) {
        Map<String, String> headers = new LinkedHashMap<>();
        HEADERS.forEach((name, rule) -> section.get(name, rule).ifPresent(value -> headers.put(name, value)));
        section.reportUnknownKeys();
        return headers;
    }

    /** The headers that the exporter-toolkit allows, and their values. */
    private static Map<String, ValueParser<String>> headerRules() {
        ValueParser<String> any = ValueParser.text(
                "must be one line without control characters",
                text -> text.chars().allMatch(character -> character >= ' ' && character < 127));
        Map<String, ValueParser<String>> rules = new LinkedHashMap<>();
        rules.put("Strict-Transport-Security", any);
        rules.put("X-Content-Type-Options", oneOf("nosniff"));
        rules.put("X-Frame-Options", oneOf("deny", "sameorigin"));
        rules.put("X-XSS-Protection", any);
        rules.put("Content-Security-Policy", any);
        return rules;
    }

    private static ValueParser<String> oneOf(String... values) {
        return ValueParser.text("must be " + String.join(" or ", values), List.of(values)::contains);
    }

    private static Map<String, PasswordHash> users(YamlMapping section) {
        ValueParser<PasswordHash> rule = new ValueParser<>(PasswordHash.RULE, PasswordHash::new, hidden -> "***");
        Map<String, PasswordHash> users = new LinkedHashMap<>();
        for (String name : List.copyOf(section.keys())) {
            section.mandatory(name, rule).ifPresent(hash -> users.put(name, hash));
        }
        return users;
    }

    private static boolean isTrue(String text) {
        return switch (text) {
            case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON" -> true;
            case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
