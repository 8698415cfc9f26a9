package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.exporter.web.ConfiguredServer;
import io.smartconnect.exporter.web.TestAuthority;
import io.smartconnect.kit.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real Prometheus as a client with a certificate and a password. */
@Timeout(120)
class SecuredPrometheusIT {

    private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @Test
    void prometheus_scrapes_byCertificateAndPassword() throws Exception {
        assertThat(PROMETHEUS).as("needed by this test").isExecutable();
        TestAuthority authority = new TestAuthority();
        authority.write(directory.resolve("authority.crt"));
        TestAuthority.write(authority.server(), directory, "server");
        TestAuthority.write(authority.client("prometheus.example.com"), directory, "client");
        int port = Ports.free();

        try (ConfiguredServer server =
                        new ConfiguredServer(directory, """
                        tls_server_config:
                          cert_file: server.crt
                          key_file: server.key
                          client_auth_type: RequireAndVerifyClientCert
                          client_ca_file: authority.crt
                          client_allowed_sans: [prometheus.example.com]
                        """ + ConfiguredServer.user("prometheus", "secret", 10));
                Program prometheus = prometheus(port, server.port())) {
            await().atMost(Program.PATIENCE)
                    .failFast(() -> assertThat(prometheus.isAlive())
                            .as(prometheus.err())
                            .isTrue())
                    .until(() -> targets(port).contains("\"health\":\"up\""));
        }
    }

    private Program prometheus(int port, int exporter) throws IOException {
        Path configuration = Files.writeString(directory.resolve("prometheus.yml"), """
                global: { scrape_interval: 1s, scrape_timeout: 1s }
                scrape_configs:
                  - job_name: smart-connect
                    scheme: https
                    tls_config: { ca_file: authority.crt, cert_file: client.crt, key_file: client.key }
                    basic_auth: { username: prometheus, password: secret }
                    static_configs: [{ targets: ["127.0.0.1:%d"] }]
                """.formatted(exporter));
        return Program.start(
                List.of(
                        PROMETHEUS.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port),
                Map.of());
    }

    private String targets(int port) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/targets"))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException notUp) {
            return "";
        }
    }
}
