package io.smartconnect.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeIT {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    /** An address without a listener. */
    private static final String DEAD_END = "http://127.0.0.1:1";

    private static final String LOGFMT =
            "[a-z_]+=([^ \"]+|\"([^\"\\\\]|\\\\.)*\")( [a-z_]+=([^ \"]+|\"([^\"\\\\]|\\\\.)*\"))*";

    @TempDir
    Path directory;

    @Test
    void serve_isTheDefault_andReadsItsFile() throws IOException {
        try (Simulator simulator = Simulator.start(Scenario.named("quiet"));
                ExporterProcess exporter = ExporterProcess.start(
                        "--config.file=" + file(simulator.url().toString(), ""))) {
            exporter.ready();

            await().atMost(Program.PATIENCE).untilAsserted(() -> {
                assertThat(exporter.metrics().valueOf("smartconnect_target_up{target=\"tested\"}"))
                        .hasValue(1);
                assertThat(exporter.metrics().of("smartconnect_task_lag_messages"))
                        .isNotEmpty();
            });
            assertThat(exporter.program().out()).isEmpty();
            assertThat(exporter.program().err().lines()).isNotEmpty().allMatch(line -> line.matches(LOGFMT));
        }
    }

    @Test
    void serve_needsNoFile_whenTheEnvironmentNamesATarget() throws IOException {
        try (Simulator simulator = Simulator.start(Scenario.named("quiet"))) {
            Map<String, String> environment = new LinkedHashMap<>(ExporterProcess.targeting(simulator));
            environment.put("SMART_CONNECT_REGION", "eu-west-101");
            environment.put(
                    "SMART_CONNECT_INSTANCES",
                    simulator.scenario().instanceIds().get(0));
            try (ExporterProcess exporter = ExporterProcess.start(environment, "serve", "--log.format=json")) {
                exporter.ready();

                await().atMost(Program.PATIENCE).untilAsserted(() -> {
                    assertThat(exporter.metrics().valueOf("smartconnect_target_up{target=\"eu-west-101\"}"))
                            .hasValue(1);
                    assertThat(exporter.metrics().values("smartconnect_up")).containsExactly(1.0);
                });
                assertThat(exporter.program().err().lines())
                        .isNotEmpty()
                        .allSatisfy(line -> assertThat(new JsonObject(line).fieldNames())
                                .startsWith("time", "level", "msg", "logger"));
            }
        }
    }

    @Test
    void serve_startsAndBecomesReady_whenTheCloudIsUnreachable() throws IOException {
        try (ExporterProcess exporter =
                ExporterProcess.start("serve", "--config.file=" + file(DEAD_END, "api { max-retries = 0 }"))) {
            exporter.ready();

            ScrapedSamples metrics = exporter.metrics();
            assertThat(metrics.valueOf("smartconnect_target_up{target=\"tested\"}"))
                    .hasValue(0);
            assertThat(metrics.valueOf("smartconnect_target_failures_total{target=\"tested\",reason=\"unreachable\"}"))
                    .hasValue(1);
            assertThat(exporter.get("/-/healthy").statusCode()).isEqualTo(200);
            assertThat(exporter.program().err()).contains("reason=unreachable").doesNotContain("stack=");
        }
    }

    @Test
    void serve_answersAtOnceAndStops_whileTheCloudHangs() throws IOException {
        try (Simulator simulator = Simulator.start(Scenario.named("quiet"))) {
            simulator.add(Fault.on().hang());
            try (ExporterProcess exporter = ExporterProcess.start(
                    "serve", "--config.file=" + file(simulator.url().toString(), "poll.interval = 1d"))) {
                exporter.port();
                await().atMost(Program.PATIENCE).until(() -> simulator.requestsInFlight() > 0);

                assertThat(exporter.metrics().of("smartconnect_exporter_build_info"))
                        .hasSize(1);
                assertThat(exporter.get("/-/healthy").statusCode()).isEqualTo(200);
                await().atMost(Program.PATIENCE).untilAsserted(() -> {
                    HttpResponse<String> ready = exporter.get("/-/ready");
                    assertThat(ready.statusCode()).isEqualTo(503);
                    assertThat(ready.body()).contains("tested");
                });
                assertThat(simulator.requestsInFlight()).isPositive();

                exporter.program().terminate();

                assertThat(exporter.program().statusWithin(LONGEST_STOP)).isZero();
            }
        }
    }

    @Test
    void flagBeatsFile_andFileBeatsEnvironment() throws IOException {
        Map<String, String> environment = Map.of("SMART_CONNECT_LISTEN_ADDRESS", "127.0.0.2:0");
        Path file = file(DEAD_END, "web { listen-address = \"127.0.0.3:0\", telemetry-path = /of-the-file }");
        try (ExporterProcess byFile = ExporterProcess.start(environment, "--config.file=" + file);
                ExporterProcess byFlag = ExporterProcess.start(
                        environment,
                        "--config.file=" + file,
                        "--web.listen-address=127.0.0.1:0",
                        "--web.telemetry-path=/of-the-flag")) {
            assertThat(byFile.host()).isEqualTo("127.0.0.3");
            assertThat(byFlag.host()).isEqualTo("127.0.0.1");
            assertThat(byFlag.get("/of-the-flag").statusCode()).isEqualTo(200);
            assertThat(byFlag.get("/of-the-file").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void environment_fillsWhatAFileLeavesOut() throws IOException {
        Path file = Files.writeString(directory.resolve("target.conf"), target(DEAD_END));
        try (ExporterProcess exporter =
                ExporterProcess.start(Map.of("SMART_CONNECT_LISTEN_ADDRESS", "127.0.0.2:0"), "--config.file=" + file)) {
            assertThat(exporter.host()).isEqualTo("127.0.0.2");
        }
    }

    @Test
    void answerInFlight_isFinished_whenTheDaemonIsStopped() throws IOException {
        try (Simulator simulator = Simulator.start(Scenario.large(1, 20, 250));
                ExporterProcess exporter = large(simulator);
                Socket slow = scrape(exporter)) {
            InputStream in = slow.getInputStream();
            String head = head(in);
            long length = Long.parseLong(head.replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));

            exporter.program().terminate();
            await().atMost(Program.PATIENCE)
                    .until(() -> exporter.program().err().contains("msg=stopping"));

            assertThat(in.readAllBytes()).hasSize((int) length);
            assertThat(exporter.program().statusWithin(LONGEST_STOP)).isZero();
            assertThat(exporter.program().err()).contains("msg=stopped");
        }
    }

    @Test
    void answerThatNobodyTakes_doesNotKeepTheDaemonFromStopping() throws IOException {
        try (Simulator simulator = Simulator.start(Scenario.large(1, 20, 250));
                ExporterProcess exporter = large(simulator);
                Socket stuck = scrape(exporter)) {
            head(stuck.getInputStream());

            exporter.program().terminate();

            assertThat(exporter.program().statusWithin(LONGEST_STOP)).isZero();
        }
    }

    @Test
    void oversizedHeaders_areRefused_andOthersServed() throws IOException {
        try (ExporterProcess exporter = ExporterProcess.start("--config.file=" + file(DEAD_END, ""))) {
            assertThat(exporter.get("/metrics", "X-Long", "x".repeat(20_000)).statusCode())
                    .isEqualTo(431);
            assertThat(exporter.get("/metrics").statusCode()).isEqualTo(200);
        }
    }

    /** With so many partitions that the body is larger than what the sockets buffer; they have all been read. */
    private ExporterProcess large(Simulator simulator) throws IOException {
        Path file = file(simulator.url().toString(), "poll.interval = 1d, api { max-requests-per-second = 1000 }");
        ExporterProcess exporter = ExporterProcess.start("--config.file=" + file);
        await().atMost(Program.PATIENCE)
                .until(() -> exporter.metrics()
                                .of("smartconnect_partition_lag_messages")
                                .size()
                        == 5_000);
        return exporter;
    }

    /** A client that takes its answer slowly. */
    private static Socket scrape(ExporterProcess exporter) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), exporter.port()));
        socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1));
        return socket;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private Path file(String endpoint, String settings) throws IOException {
        return Files.writeString(
                directory.resolve("exporter.conf"),
                "smart-connect-exporter { web.listen-address = \"127.0.0.1:0\", " + settings + " }\n"
                        + target(endpoint));
    }

    private static String target(String endpoint) {
        return """
                smart-connect-exporter.targets = [{
                  name = tested
                  endpoint = "%s"
                  project-id = "0123456789abcdef0123456789abcdef"
                  credentials { access-key = SIMULATEDACCESSKEY01, secret-key = "simulated-secret-key-0123456789abcdef" }
                }]
                """.formatted(endpoint);
    }
}
