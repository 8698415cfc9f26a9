package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.scenario.Scenario;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two ways to reload the configuration of the packaged program. */
class ReloadIT {

    @TempDir
    private Path directory;

    private Path configure(Simulator cloud, String name) throws IOException {
        return Files.writeString(directory.resolve("exporter.conf"), """
                smart-connect-exporter {
                  targets = [{
                    name = "%s", endpoint = "%s", project-id = "%s"
                    credentials { access-key = "%s", secret-key = "%s" }
                  }]
                  web.listen-address = "127.0.0.1:0"
                }
                """.formatted(
                        name, cloud.url(), cloud.projectId(), cloud.accessKey(), cloud.secretKey()));
    }

    private static void awaitTarget(ExporterProcess exporter, String name) {
        await().atMost(Program.PATIENCE)
                .until(() ->
                        exporter.get("/metrics").body().contains("smartconnect_target_up{target=\"" + name + "\"} 1"));
    }

    private static HttpResponse<String> post(ExporterProcess exporter) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(exporter.uri("/-/reload"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void hangUp_andPost_reload() throws Exception {
        try (Simulator cloud = Simulator.start(Scenario.named("quiet"));
                ExporterProcess exporter = ExporterProcess.startForHangUp(
                        "--config.file=" + configure(cloud, "first"), "--web.enable-lifecycle")) {
            exporter.ready();

            configure(cloud, "second");
            exporter.program().hangUp();
            awaitTarget(exporter, "second");

            configure(cloud, "third");
            HttpResponse<String> answer = post(exporter);
            assertThat(answer.body()).isEqualTo("reloaded\n");
            awaitTarget(exporter, "third");

            exporter.program().terminate();
            assertThat(exporter.program().status()).isZero();
            assertThat(exporter.complaints()).isEmpty();
        }
    }

    @Test
    void post_isForbidden_withoutTheFlag() throws Exception {
        try (Simulator cloud = Simulator.start(Scenario.named("quiet"));
                ExporterProcess exporter = ExporterProcess.start("--config.file=" + configure(cloud, "first"))) {
            HttpResponse<String> answer = post(exporter);

            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }
}
