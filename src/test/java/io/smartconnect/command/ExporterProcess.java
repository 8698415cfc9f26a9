package io.smartconnect.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged jar as a process of its own. */
final class ExporterProcess implements AutoCloseable {

    private static final Pattern LISTENING =
            Pattern.compile("listening.* ?address\"?[=:]\"?([^\"\\s]+):([0-9]+)[\"\\n]");

    private final Program program;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Program.PATIENCE)
            .build();

    private ExporterProcess(Program program) {
        this.program = program;
    }

    /** Starts the jar on the Java that runs the tests, with an empty environment. */
    static ExporterProcess start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    static ExporterProcess start(Map<String, String> environment, String... arguments) throws IOException {
        return start(Path.of(System.getProperty("java.home")), environment, arguments);
    }

    /** Starts a process that SIGHUP reaches, also if that of the tests ignores it, as under nohup. */
    static ExporterProcess startForHangUp(String... arguments) throws IOException {
        List<String> starter = new ArrayList<>(List.of("env", "--default-signal=HUP"));
        starter.addAll(jar(Path.of(System.getProperty("java.home"))));
        return start(starter, Map.of(), arguments);
    }

    /** With the content of a file as its standard input. */
    static ExporterProcess start(Map<String, String> environment, Path input, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(jar(Path.of(System.getProperty("java.home"))));
        command.addAll(List.of(arguments));
        return new ExporterProcess(Program.start(command, environment, input));
    }

    /** In a JVM that starts soon, since tests start many. */
    static ExporterProcess start(Path javaHome, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(jar(javaHome), environment, arguments);
    }

    private static List<String> jar(Path javaHome) {
        return List.of(
                javaHome.resolve("bin/java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("jar"));
    }

    /** Starts it by another command than the jar's own. */
    static ExporterProcess start(List<String> starter, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(starter);
        command.addAll(List.of(arguments));
        return new ExporterProcess(Program.start(command, environment));
    }

    /** The environment that makes {@code simulator} the one target, and the daemon listen on a free port. */
    static Map<String, String> targeting(Simulator simulator) {
        Map<String, String> environment = new LinkedHashMap<>(DemoCommand.environment(simulator));
        environment.put("SMART_CONNECT_LISTEN_ADDRESS", "127.0.0.1:0");
        return environment;
    }

    Program program() {
        return program;
    }

    /** The warnings and errors that it logged, without Vert.x's about a blocked thread, which a busy machine causes. */
    List<String> complaints() {
        return lines().stream()
                .filter(line -> line.contains("level=warn") || line.contains("level=error"))
                .toList();
    }

    /** All lines on standard error but those warnings of Vert.x. */
    List<String> lines() {
        return program.err()
                .lines()
                .filter(line -> !line.contains("BlockedThreadChecker"))
                .toList();
    }

    /** Waits until it listens. */
    int port() {
        return Integer.parseInt(listening().group(2));
    }

    /** Waits until it listens; the address as it is logged. */
    String host() {
        return listening().group(1);
    }

    private Matcher listening() {
        Matcher matcher = LISTENING.matcher("");
        await().atMost(Program.PATIENCE)
                .failFast(() -> assertThat(program.isAlive()).as(program.err()).isTrue())
                .until(() -> matcher.reset(program.err()).find());
        return matcher;
    }

    /** Waits until it listens. */
    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Program.PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
        } catch (IOException e) {
            throw new AssertionError("GET " + path + ": " + e + "\n" + program.err(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until every target has been polled once. */
    ExporterProcess ready() {
        await().atMost(Program.PATIENCE)
                .untilAsserted(() -> assertThat(get("/-/ready").statusCode()).isEqualTo(200));
        return this;
    }

    ScrapedSamples metrics(String... headers) {
        HttpResponse<String> response = get("/metrics", headers);
        assertThat(response.statusCode()).isEqualTo(200);
        return new ScrapedSamples(response.body());
    }

    @Override
    public void close() {
        program.close();
    }
}
