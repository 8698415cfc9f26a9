package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line up to the point where a command starts to work. */
class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_fitsOnOnePage() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString()).isEqualTo("""
                Usage: smart-connect-exporter [COMMAND] [OPTIONS]
                Prometheus exporter for the Smart Connect and dump tasks of DMS for Kafka.

                Options of serve, once and check-config:
                      --config.file=PATH                 Configuration file (HOCON). Default: the environment.
                      --web.enable-lifecycle             Let clients reload the configuration by POST /-/reload.
                      --shard=INDEX                      Shard of this process, from 0. Default: 0.
                      --total-shards=COUNT               Shards that share the instances. Default: 1.
                      --shard-from-hostname              Shard by the number that ends the host name.
                      --ha.lease=NAMESPACE/NAME          Kubernetes lease that serve must hold to poll.
                      --web.listen-address=[HOST]:PORT   Address to listen on; repeatable. Default: 0.0.0.0:10052.
                      --web.telemetry-path=PATH          Path of the metrics. Default: /metrics.
                      --web.max-requests=NUMBER          Scrapes answered at once; 0: no limit. Default: 40.
                      --web.config.file=PATH             TLS and passwords (YAML). Default: plain HTTP.
                      --log.level=LEVEL                  error, warn, info, debug or trace. Default: info.
                      --log.format=FORMAT                logfmt or json. Default: logfmt.
                  -h, --help                             Show this help message and exit.
                  -V, --version                          Print version information and exit.

                Commands:
                  serve         Polls the configured targets and serves their metrics (the default command).
                  demo          Serves the metrics of a simulated cloud; needs no account and no configuration.
                  once          Polls every target once and prints the metrics; exits with 1 if anything was down.
                  check-config  Prints every mistake in the configuration; exits with 1 if there is one.
                  tasks         Shows and changes tasks at the terminal.
                  simulator     Serves a simulated DMS for Kafka, Cloud Eye and IAM on the loopback address.
                  completion    Prints a completion script for commands and flags.

                Exit status:
                  0   success
                  1   failure
                  2   wrong usage, or a mistake in the configuration (check-config: 1 for the latter)
                  3   out of memory

                Without --config.file, environment variables describe a single target:
                  SMART_CONNECT_REGION or SMART_CONNECT_ENDPOINT
                  HUAWEICLOUD_SDK_PROJECT_ID, HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK
                  optionally HUAWEICLOUD_SDK_SECURITY_TOKEN, SMART_CONNECT_INSTANCES
                With or without a file: SMART_CONNECT_POLL_INTERVAL, SMART_CONNECT_LISTEN_ADDRESS,
                  SMART_CONNECT_HISTORY_FROM
                """);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void helpOfACommand_namesItsFlags() {
        assertThat(run("simulator", "--help")).isZero();

        assertThat(out.toString()).isEqualTo("""
                Usage: smart-connect-exporter simulator [OPTIONS]
                Serves a simulated DMS for Kafka, Cloud Eye and IAM on the loopback address.

                Options:
                      --port=PORT       Port. Default: a free one.
                      --scenario=NAME   Scenario: demo, large, otc, quiet, seeds. Default: demo.
                  -h, --help            Show this help message and exit.
                  -V, --version         Print version information and exit.
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo", "once", "check-config", "simulator", "training-run", "tasks list"})
    void everyCommand_hasHelpAndVersion(String command) {
        assertThat(run((command + " --help").split(" "))).isZero();
        assertThat(run((command + " --version").split(" "))).isZero();

        assertThat(out.toString())
                .contains("Usage: smart-connect-exporter " + command + " [OPTIONS]\n")
                .containsPattern(
                        "\nsmart-connect-exporter [0-9.]+\\S* \\(revision ([0-9a-f]+|unknown), java [^)]+\\)\n");
        assertThat(err.toString()).isEmpty();
    }

    /** The value of {@code --secret} names a file. */
    @Test
    void noFlag_takesASecret() {
        assertThat(commands(Main.withAllCommands())
                        .flatMap(command -> command.getCommandSpec().optionsMap().keySet().stream()))
                .contains("--config.file", "--port", "--from-file")
                .noneMatch(flag -> flag.matches(".*(key|secret|token|password|credential).*")
                        && !flag.equals("--secret")
                        && !flag.endsWith("-file"));
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(MainTest::commands));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --nope                           | there is no flag --nope                           | smart-connect-exporter
            serve --nope                     | there is no flag --nope                           | smart-connect-exporter serve
            tasks                            | tasks: must be followed by one of list, show, modify, pause, resume, restart | smart-connect-exporter tasks
            tasks pause                      | Missing required parameter: 'TASK'                | smart-connect-exporter tasks pause
            tasks list --helth=ok            | there is no flag --helth                          | smart-connect-exporter tasks list
            completion fish                  | SHELL: must be one of bash, zsh; found fish       | smart-connect-exporter completion
            frobnicate                       | there is no command or argument frobnicate        | smart-connect-exporter
            once twice                       | there is no command or argument twice             | smart-connect-exporter once
            @arguments                       | there is no command or argument @arguments        | smart-connect-exporter
            demo --config.file=x             | there is no flag --config.file                    | smart-connect-exporter demo
            --log.level=debug demo           | options must follow the command; found --log.level before demo | smart-connect-exporter
            --config.file=x check-config     | options must follow the command; found --config.file before check-config | smart-connect-exporter
            simulator --scenario=nope        | --scenario: must be one of demo, large, otc, quiet, seeds; found nope | smart-connect-exporter simulator
            simulator --port=65536           | --port: must be 0 to 65535; found 65536           | smart-connect-exporter simulator
            simulator --port=x               | Invalid value for option '--port': 'x' is not an int | smart-connect-exporter simulator
            once --log.level                 | Missing required parameter for option '--log.level' (LEVEL) | smart-connect-exporter once
            """)
    void wrongUsage_isReportedInTwoLines(String arguments, String complaint, String command) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);

        assertThat(err.toString())
                .isEqualTo("smart-connect-exporter: " + complaint + "\nTry '" + command + " --help'.\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void unknownFlag_isReportedWithoutItsValue() {
        assertThat(run("--secret-key=planted")).isEqualTo(2);
        assertThat(run("--secret-key", "planted")).isEqualTo(2);

        assertThat(err.toString()).contains("there is no flag --secret-key\n").doesNotContain("planted");
    }

    /** A user may write a secret in place of the name of its file. */
    @ParameterizedTest
    @ValueSource(strings = {"planted", "-planted"})
    void extraArgument_ofACommandWithSecrets_isNotRepeated(String stray) {
        assertThat(run("tasks", "modify", "orders", "--secret", "source_task.password", stray))
                .isEqualTo(2);

        assertThat(err.toString())
                .startsWith("smart-connect-exporter: there is one argument too many\n")
                .doesNotContain("planted");
    }

    @ParameterizedTest
    @CsvSource({"check-config, 1", "serve, 2", "once, 2"})
    void everyMistakeOfAFile_isReported(String command, int status, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("exporter.conf"), """
                smart-connect-exporter {
                  targets = [{
                    regin = "eu-west-101"
                    project-id = "0123456789abcdef0123456789abcdef"
                    credentials { access-key = AKEXAMPLE0123456789A, secret-key = planted, secret-kye = planted-too }
                  }]
                  poll { interval = 1s }
                }
                """);

        assertThat(run(command, "--config.file=" + file)).isEqualTo(status);

        assertThat(err.toString().lines())
                .anyMatch(line -> line.startsWith(file + ": 3: smart-connect-exporter.targets.0.regin: "))
                .anyMatch(
                        line -> line.startsWith(file + ": 5: smart-connect-exporter.targets.0.credentials.secret-kye: ")
                                && line.endsWith("found ***"))
                .anyMatch(line -> line.startsWith(file + ": 7: smart-connect-exporter.poll.interval: "))
                .noneMatch(line -> line.contains("planted") || line.startsWith("\tat "));
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check-config", "serve", "once"})
    void mistakesOfFileAndFlags_areReportedTogether(String command, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("exporter.conf"), "smart-connect-exporter.poll.interval = 1s");

        assertThat(run(command, "--config.file=" + file, "--log.level=loud")).isEqualTo(2);

        assertThat(err.toString().lines())
                .anyMatch(line -> line.startsWith(file + ": 1: smart-connect-exporter.poll.interval: "))
                .anyMatch(line -> line.startsWith("command line: --log.level: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check-config", "serve", "once"})
    void fileThatIsMissing_isNamed(String command) {
        assertThat(run(command, "--config.file=/nowhere/exporter.conf")).isEqualTo(2);

        assertThat(err.toString())
                .startsWith("/nowhere/exporter.conf: --config.file: must be a readable file")
                .hasLineCount(1);
    }

    @Test
    void goodConfiguration_isCalledGood(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("exporter.conf"), """
                smart-connect-exporter.targets = [{
                  region = "eu-west-101"
                  project-id = "0123456789abcdef0123456789abcdef"
                  credentials { access-key = AKEXAMPLE0123456789A, secret-key = planted }
                }]
                """);

        assertThat(run("check-config", "--config.file=" + file)).isZero();

        assertThat(out.toString()).isEqualTo("The configuration is good: 1 target.\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void onlineCheck_failsWithoutTheCloud(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("exporter.conf"), """
                smart-connect-exporter.targets = [{
                  name = tested
                  endpoint = "http://127.0.0.1:1"
                  project-id = "0123456789abcdef0123456789abcdef"
                  credentials { access-key = AKEXAMPLE0123456789A, secret-key = planted }
                }]
                """);

        assertThat(run("check-config", "--config.file=" + file, "--online")).isEqualTo(1);

        assertThat(out.toString())
                .startsWith("The configuration is good: 1 target.\n\ntested  http://127.0.0.1:1\n"
                        + "  list_instances          FAILED   unreachable: ")
                .endsWith("\n1 request failed.\n");
    }

    private int run(String... arguments) {
        return Main.commandLine(arguments)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
