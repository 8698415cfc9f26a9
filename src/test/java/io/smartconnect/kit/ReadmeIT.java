package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types the commands of README.md in order, in a fresh copy of the repository. Ports and the build apart, they run as they are
 * written: the build and the installation of programs have happened before the test, and a command that runs until Ctrl-C ends
 * when the next such command begins.
 */
class ReadmeIT {

    private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
    private static final Pattern CONFIGURATION = Pattern.compile("(?ms)^Write `(\\S+)`.*?^```hocon\n(.*?)^```$");

    /** Commands that only prepare the machine. */
    private static final List<String> PREPARATION =
            List.of("mvn -q -DskipTests package", "apt-get install -y prometheus prometheus-alertmanager");

    /** Commands that run until Ctrl-C, and the output of their success. */
    private static final Map<String, String> ENDLESS = Map.of(
            "bin/smart-connect-exporter demo", "Stop with Ctrl-C",
            "bin/smart-connect-stack", "Prometheus +http://.*/alerts$",
            "bin/smart-connect-exporter --config.file=exporter.conf", "msg=starting");

    private static final String PRELUDE = """
            set -euo pipefail
            endless=
            stop() {
              if [[ -n $endless ]]; then kill "$endless"; wait "$endless" || true; fi
              endless=
            }
            trap stop EXIT
            # Starts a command in the background and waits for its success and for the exporter.
            start() {
              stop
              : >endless.log # the background command may open it later than tail
              $2 >>endless.log 2>&1 </dev/null &
              endless=$!
              timeout 120 grep -qE "$1" <(tail -n +1 -f --pid=$endless endless.log) || { cat endless.log; exit 1; }
              curl -s -o /dev/null --retry 60 --retry-delay 1 --retry-all-errors --fail localhost:10052/-/ready
            }
            """;

    @TempDir
    private Path copy;

    private final List<Integer> ports = Ports.free(3);

    @Test
    void commandsOfTheReadme_workAsTyped() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        copyRepository();
        writeConfiguration(readme);
        Path script = Files.writeString(copy.resolve("typed"), typed(readme));
        Path input = Files.writeString(copy.resolve("input"), "secret\n");
        Path output = copy.resolve("output");
        ProcessBuilder bash = new ProcessBuilder("bash", script.toString())
                .directory(copy.toFile())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment().putAll(environment());
        try (TestProcess typing = new TestProcess(bash.start(), output)) {
            assertThat(typing.process().waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(typing.process().exitValue()).as(typing.text()).isZero();
            assertThat(typing.text())
                    .contains("smartconnect_task_lag_messages{", "orders-archive", "is good: 1 target");
        }
    }

    @Test
    void endlessAndPreparingCommands_areInTheReadme() throws IOException {
        assertThat(commands(Files.readString(Path.of("README.md"))))
                .containsAll(PREPARATION)
                .containsAll(ENDLESS.keySet());
    }

    private static Stream<String> lines(String readme) {
        return COMMANDS.matcher(readme)
                .results()
                .flatMap(block -> block.group(1).lines());
    }

    private static List<String> commands(String readme) {
        return lines(readme).toList();
    }

    private String typed(String readme) {
        String script = lines(readme)
                .filter(command -> !PREPARATION.contains(command))
                .map(command -> Optional.ofNullable(ENDLESS.get(command))
                        .map(success -> "start '" + success + "' '" + command + "'")
                        .orElse(command))
                .collect(Collectors.joining("\n", PRELUDE, "\n"));
        return script.replace("10052", ports.get(0).toString());
    }

    /** Without variables of the test's own account, and with a proxy that refuses every request to the real cloud. */
    private Map<String, String> environment() {
        return Map.of(
                "SMART_CONNECT_LISTEN_ADDRESS",
                "127.0.0.1:" + ports.get(0),
                "EXPORTER_PORT",
                ports.get(0).toString(),
                "PROMETHEUS_PORT",
                ports.get(1).toString(),
                "ALERTMANAGER_PORT",
                ports.get(2).toString(),
                "HTTPS_PROXY",
                "http://127.0.0.1:1",
                "NO_PROXY",
                "localhost,127.0.0.1");
    }

    private void copyRepository() throws Exception {
        for (String folder : List.of("bin", "config", "docs")) {
            assertThat(new ProcessBuilder("cp", "-R", folder, copy.toString())
                            .start()
                            .waitFor())
                    .isZero();
        }
        Path jar = Path.of(Objects.requireNonNull(System.getProperty("jar"))).toAbsolutePath();
        Files.createSymbolicLink(copy.resolve("target"), Objects.requireNonNull(jar.getParent()));
    }

    private void writeConfiguration(String readme) throws IOException {
        MatchResult file = CONFIGURATION.matcher(readme).results().findFirst().orElseThrow();
        Files.writeString(copy.resolve(file.group(1)), file.group(2));
    }
}
