package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake has one exit status, whatever the command. Only {@code check-config} fails because of a value. */
class ExitStatusTest {

    /** Wrong usage of any command. The names in capitals stand for files. */
    private static final String USAGE = """
            --nope
            --config.file=MISSING
            --config.file=DIRECTORY
            --config.file=EMPTY
            --config.file=GOOD --log.level=loud
            --config.file=VALUES --log.level=loud
            """;

    private static final String CONFIGURATION = """
            smart-connect-exporter {
              targets = [{
                region = eu-west-101, project-id = "0123456789abcdef0123456789abcdef"
                credentials { access-key = AKEXAMPLE0123456789A, secret-key = planted }
              }]
              %s
            }
            """;

    private static final Pattern FILE = Pattern.compile("\\b[A-Z]{4,}\\b");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private Map<String, Path> files;

    @BeforeEach
    void writeFiles() throws IOException {
        files = Map.of(
                "MISSING", directory.resolve("missing"),
                "DIRECTORY", directory,
                "EMPTY", file("empty.conf", ""),
                "GOOD", file("good.conf", CONFIGURATION.formatted("")),
                "VALUES", file("values.conf", CONFIGURATION.formatted("poll.interval = 1s")),
                "SYNTAX", file("syntax.conf", "smart-connect-exporter {"),
                "BADWEB", file("web.yml", "nonsense: true"));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    static Stream<String> usage() {
        return USAGE.lines()
                .flatMap(flags -> Stream.of("", "serve", "once", "check-config", "check-config --online", "tasks list")
                        .map(command -> (command + " " + flags).strip()));
    }

    @ParameterizedTest
    @MethodSource("usage")
    void wrongUsage_hasStatus2(String line) {
        assertThat(run(line)).isEqualTo(2);

        assertThat(err.toString()).isNotEmpty().doesNotContain("\tat ", "planted");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            check-config --config.file=GOOD                             | 0
            check-config --config.file=VALUES                           | 1
            check-config --config.file=SYNTAX                           | 1
            check-config --config.file=GOOD --web.config.file=BADWEB    | 1
            check-config --config.file=GOOD --web.config.file=MISSING   | 2
            check-config                                                | 2
            serve --config.file=VALUES                                  | 2
            serve --config.file=SYNTAX                                  | 2
            serve --config.file=GOOD --web.config.file=BADWEB           | 2
            serve --config.file=GOOD --web.config.file=MISSING          | 2
            serve                                                       | 2
            once --config.file=VALUES                                   | 2
            once --config.file=SYNTAX                                   | 2
            once                                                        | 2
            demo --log.level=loud                                       | 2
            demo --web.config.file=BADWEB                               | 2
            demo extra                                                  | 2
            tasks                                                       | 2
            tasks list                                                  | 2
            tasks list --config.file=VALUES                             | 2
            tasks list --exporter.url=http://127.0.0.1:1                | 1
            tasks list --exporter.url=http://127.0.0.1:1 --exporter.ca-file=MISSING | 2
            tasks show                                                  | 2
            tasks show orders --exporter.url=http://127.0.0.1:1         | 1
            tasks modify orders                                         | 2
            tasks pause                                                 | 2
            tasks pause orders --config.file=MISSING                    | 2
            tasks resume orders --config.file=VALUES                    | 2
            tasks restart orders                                        | 2
            simulator --scenario=nope                                   | 2
            simulator --port=x                                          | 2
            completion                                                  | 2
            completion fish                                             | 2
            completion bash                                             | 0
            --help                                                      | 0
            --version                                                   | 0
            frobnicate                                                  | 2
            """)
    void mistake_hasOneStatus(String line, int status) {
        assertThat(run(line)).isEqualTo(status);

        assertThat(err.toString()).doesNotContain("\tat ", "planted");
    }

    private int run(String line) {
        String replaced = FILE.matcher(line)
                .replaceAll(
                        name -> Objects.requireNonNull(files.get(name.group())).toString());
        String[] arguments = replaced.isEmpty() ? new String[0] : replaced.split(" ");
        return Main.commandLine(arguments)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
