package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.web.ConfiguredServer;
import io.smartconnect.exporter.web.TestAuthority;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands and the health check against an exporter that demands a client certificate and a password. */
@Timeout(60)
class SecuredExporterTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    private ConfiguredServer server;

    @BeforeEach
    void start() throws Exception {
        TestAuthority authority = new TestAuthority();
        authority.write(directory.resolve("authority.crt"));
        TestAuthority.write(authority.server(), directory, "server");
        TestAuthority.write(authority.client("operator"), directory, "client");
        Files.writeString(directory.resolve("password"), "secret\n");
        server = new ConfiguredServer(directory, """
                tls_server_config:
                  cert_file: server.crt
                  key_file: server.key
                  client_auth_type: RequireAndVerifyClientCert
                  client_ca_file: authority.crt
                """ + ConfiguredServer.user("operator", "secret", 4));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tasks_areListed() {
        assertThat(list(flags())).as(err.toString()).isZero();
        assertThat(out.toString()).contains("TASK");
    }

    @Test
    void refusals_areReported() {
        assertThat(list(flags().subList(0, 3))).isEqualTo(1);
        assertThat(err.toString()).contains("HTTP status 401; check --exporter.username and --exporter.password-file");
        assertThat(list(flags().subList(0, 1))).isEqualTo(1);
        assertThat(list(List.of())).isEqualTo(1);
    }

    @Test
    void incompleteFlags_areWrongUsage() {
        assertThat(list(List.of("--exporter.username=x"))).isEqualTo(2);
        assertThat(list(List.of("--exporter.cert-file=" + directory.resolve("client.crt"))))
                .isEqualTo(2);
        assertThat(list(List.of("--exporter.ca-file=" + directory.resolve("none"))))
                .isEqualTo(2);
        assertThat(err.toString()).contains("need each other", "none must be a readable file with PEM certificates");
        assertThat(run(List.of("tasks", "list", "--exporter.username=x"))).isEqualTo(2);
        assertThat(err.toString()).contains("need --exporter.url");
    }

    @Test
    void healthCheck_succeeds() {
        String address = "127.0.0.1:" + server.port();
        List<String> ready = new ArrayList<>(flags());
        ready.add("--exporter.path=/-/ready");

        assertThat(HealthCheck.failure(address, flags(), LIMIT)).isEmpty();
        assertThat(HealthCheck.failure(address, ready, LIMIT)).isEmpty();
        assertThat(HealthCheck.failure(address, flags().subList(0, 3), LIMIT))
                .hasValueSatisfying(reason -> assertThat(reason).endsWith("/-/healthy: HTTP status 401"));
        assertThat(HealthCheck.failure(address, List.of(), LIMIT)).isNotEqualTo(Optional.empty());
    }

    private List<String> flags() {
        return List.of(
                "--exporter.ca-file=" + directory.resolve("authority.crt"),
                "--exporter.cert-file=" + directory.resolve("client.crt"),
                "--exporter.key-file=" + directory.resolve("client.key"),
                "--exporter.username=operator",
                "--exporter.password-file=" + directory.resolve("password"));
    }

    private int list(List<String> flags) {
        List<String> arguments =
                new ArrayList<>(List.of("tasks", "list", "--exporter.url=https://127.0.0.1:" + server.port()));
        arguments.addAll(flags);
        return run(arguments);
    }

    private int run(List<String> arguments) {
        String[] given = arguments.toArray(String[]::new);
        return Main.commandLine(given)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(given);
    }
}
