package io.smartconnect.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as processes whose surroundings fail: standard output and error, files, memory. */
class ProcessTest {

    private static final Pattern LISTENING = Pattern.compile("listening.* address=127\\.0\\.0\\.1:([0-9]+)");

    /** With so many unreachable targets, the log of the first polls is longer than a pipe. */
    private static final int TARGETS = 400;

    @TempDir
    Path directory;

    @Test
    void logThatNobodyReads_neitherStopsPollsNorDelaysSigterm() throws Exception {
        Process serve =
                new ProcessBuilder(command(List.of(), "serve", "--config.file=" + unreachableTargets())).start();
        try (BufferedReader log = serve.errorReader(UTF_8)) {
            int port = port(log);

            await().atMost(Program.PATIENCE).untilAsserted(() -> {
                assertThat(get(port, "/-/ready").statusCode()).isEqualTo(200);
                assertThat(get(port, "/-/healthy").statusCode()).isEqualTo(200);
            });
            assertThat(get(port, "/metrics").body())
                    .contains("smartconnect_target_failures_total{target=\"t399\",reason=\"unreachable\"} ")
                    .contains("smartconnect_exporter_log_events_dropped_total ");

            serve.destroy();
            assertThat(serve.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(serve.exitValue()).isZero();
        } finally {
            serve.destroyForcibly();
        }
    }

    private Path unreachableTargets() throws IOException {
        String targets = IntStream.range(0, TARGETS)
                .mapToObj(number -> "{ name = t%d, endpoint = \"http://127.0.0.1:1\", project-id = p%d, credentials {"
                                .formatted(number, number)
                        + " access-key = AKEXAMPLE0123456789A, secret-key = planted } }")
                .collect(Collectors.joining("\n", "[", "]"));
        return Files.writeString(
                directory.resolve("exporter.conf"),
                "smart-connect-exporter { web.listen-address = \"127.0.0.1:0\", api.max-retries = 0, targets = "
                        + targets + " }");
    }

    private static int port(BufferedReader log) throws IOException {
        while (true) {
            Matcher matcher = LISTENING.matcher(String.valueOf(log.readLine()));
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .timeout(Program.PATIENCE)
                                .build(),
                        HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    @Test
    void unwritableTemporaryFolder_isNotNeeded() throws IOException {
        List<String> flags = List.of("-Djava.io.tmpdir=/proc/none");
        try (Program once = program(
                flags, "once", "--config.file=" + file("smart-connect-exporter.targets = [" + deadEnd() + "]"))) {
            assertThat(once.status()).isEqualTo(1);
            assertThat(once.out()).contains("smartconnect_target_up{target=\"tested\"} 0\n");
        }
    }

    /** Without a selector, Vert.x does not start, as with {@code ulimit -n 16}. */
    @Test
    void startThatFails_isStatus1_andOneLine() throws IOException {
        String file = "--config.file="
                + file("smart-connect-exporter { web.listen-address = \"127.0.0.1:0\", targets = [" + deadEnd()
                        + "] }");
        List<String> flags = List.of("-Djava.nio.channels.spi.SelectorProvider=none");
        try (Program serve = program(flags, "serve", "--log.level=error", file)) {
            assertThat(serve.status()).isEqualTo(1);
            assertThat(serve.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("smart-connect-exporter: the event loops do not start: ");
        }
    }

    @Test
    void outputThatCanNotBeWritten_isStatus1() throws IOException {
        for (String arguments : List.of("--help", "completion bash", "simulator --version")) {
            assertThat(shell("\"$@\" > /dev/full", arguments.split(" ")))
                    .as(arguments)
                    .isEqualTo(new ProgramResult(
                            1, "", "smart-connect-exporter: standard output: No space left on device\n"));
        }
    }

    @Test
    void onceThatCanNotPrint_isStatus1() throws IOException {
        String file = "--config.file=" + file("smart-connect-exporter.targets = [" + deadEnd() + "]");

        assertThat(shell("\"$@\" > /dev/full", "once", "--log.level=error", file)
                        .err())
                .endsWith("smart-connect-exporter: standard output: No space left on device\n");
    }

    @Test
    void readerThatHasEnoughOutput_isNoFailure() throws IOException {
        assertThat(shell("\"$@\" | head -n 1", "completion", "bash")).satisfies(result -> {
            assertThat(result.status()).isZero();
            assertThat(result.out()).hasLineCount(1);
            assertThat(result.err()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "thread", "event loop", "worker"})
    void errorOfTheVirtualMachine_isStatus3_whoeverMeetsIt(String place) throws IOException {
        try (Program program = Program.start(java(OutOfMemoryProgram.class, List.of("-Xmx32m"), place), Map.of())) {
            assertThat(program.status()).isEqualTo(3);
            assertThat(program.err())
                    .isEqualTo("smart-connect-exporter: out of memory: it needs a larger heap (docs/sizing.md)\n");
        }
    }

    private static ProgramResult shell(String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(command(List.of(), arguments));
        try (Program program = Program.start(command, Map.of())) {
            return new ProgramResult(program.status(), program.out(), program.err());
        }
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("exporter.conf"), content);
    }

    private static String deadEnd() {
        return "{ name = tested, endpoint = \"http://127.0.0.1:1\", project-id = p, credentials {"
                + " access-key = AKEXAMPLE0123456789A, secret-key = planted } }";
    }

    private static Program program(List<String> flags, String... arguments) throws IOException {
        return Program.start(command(flags, arguments), Map.of());
    }

    /** Runs the classes under test, not the jar. */
    private static List<String> command(List<String> flags, String... arguments) {
        return java(Main.class, flags, arguments);
    }

    private static List<String> java(Class<?> main, List<String> flags, String... arguments) {
        return Stream.of(
                        List.of(Path.of(System.getProperty("java.home"), "bin/java")
                                .toString()),
                        List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        flags,
                        List.of("-cp", System.getProperty("java.class.path"), main.getName()),
                        List.of(arguments))
                .flatMap(List::stream)
                .toList();
    }
}
