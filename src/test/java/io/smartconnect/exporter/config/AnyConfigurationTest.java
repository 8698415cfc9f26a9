package io.smartconnect.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.config.reader.ConfigurationMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Any content of the file either loads or leads to mistakes, each on one line and none with a secret. */
class AnyConfigurationTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("VARIABLE", "pl4nted", "EMPTY", "");

    private Path directory = Path.of("");

    @BeforeProperty
    void createDirectory() throws IOException {
        directory = Files.createTempDirectory("any-configuration");
    }

    @AfterProperty
    void deleteDirectory() throws IOException {
        Files.deleteIfExists(directory.resolve("exporter.conf"));
        Files.delete(directory);
    }

    @Property(tries = 300)
    void fragments_loadOrAreReported(@ForAll("fragments") String content) throws IOException {
        assertThat(outcome(content)).allSatisfy(AnyConfigurationTest::isOneSafeLine);
    }

    @Property(tries = 300)
    void credentials_areNeverShown(@ForAll("credentials") String credentials) throws IOException {
        String content =
                "smart-connect-exporter { targets = [{ region = eu-de, credentials {\n" + credentials + "} }] }";

        assertThat(outcome(content)).isNotEmpty().allSatisfy(AnyConfigurationTest::isOneSafeLine);
    }

    @Provide
    Arbitrary<String> fragments() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        "=",
                        ":",
                        "+=",
                        ",",
                        "\n",
                        "\"",
                        "\\",
                        "'",
                        "(",
                        " ",
                        "#",
                        ".",
                        "$",
                        "\u2028",
                        "${?VARIABLE}",
                        "${VARIABLE}",
                        "${?EMPTY}",
                        "${NOWHERE}",
                        "${smart-connect-exporter.poll}",
                        "smart-connect-exporter",
                        "targets",
                        "poll",
                        "interval",
                        "credentials",
                        "secret-key",
                        "null",
                        "5s",
                        "1e999",
                        "\"pl4nted\"",
                        "include \"exporter.conf\"",
                        "smart-connect-exporter { poll {",
                        "secret-key = \"pl4nted\"")
                .list()
                .ofMaxSize(24)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> credentials() {
        Arbitrary<String> key =
                Arbitraries.of("access-key", "secret-key", "security-token", "token", "password", "pasword", "type.x");
        Arbitrary<String> value = Arbitraries.of(
                "longpl4nted",
                "\"AKpl4nted\\npl4nted\"",
                "[longpl4nted]",
                "{ longpl4nted = pl4nted }",
                "\"\"\"longpl4nted",
                "longpl4nted : pl4nted",
                "'longpl4nted' (pl4nted)",
                "long${NOWHERE}\"pl4nted\"",
                "\"longpl4nted",
                "\"longpl4nted ${?VARIABLE}\"",
                "${VARIABLE}\"\\n\"");
        return Combinators.combine(key, value)
                .as((name, text) -> name + " = " + text + "\n")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }

    private List<ConfigurationMistake> outcome(String content) throws IOException {
        try {
            SampleConfiguration.of(directory, content).with(ENVIRONMENT).load();
            return List.of();
        } catch (ConfigurationException mistaken) {
            assertThat(mistaken.mistakes()).isNotEmpty();
            return mistaken.mistakes();
        }
    }

    private static void isOneSafeLine(ConfigurationMistake mistake) {
        assertThat(mistake.found()).doesNotContain("pl4nted");
        assertThat(mistake.rule().replaceFirst("^\".*\" is no key here", "")).doesNotContain("pl4nted");
        assertThat(mistake.toString()).doesNotContain("\n", "\r", "\u2028");
    }
}
