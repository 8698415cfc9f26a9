package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The health check of the container image, as a process next to the packaged exporter. */
class HealthCheckIT {

    @TempDir
    Path directory;

    private Program check(String address, String... flags) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("jar"), HealthCheck.class.getName()));
        return Program.start(command, Map.of("SMART_CONNECT_LISTEN_ADDRESS", address));
    }

    @Test
    void exporter_isHealthyAsLongAsItRuns() throws IOException {
        try (ExporterProcess demo = ExporterProcess.start("demo", "--web.listen-address=127.0.0.1:0")) {
            String address = "127.0.0.1:" + demo.port();
            try (Program healthy = check(address)) {
                assertThat(healthy.status()).as(healthy.err()).isZero();
                assertThat(healthy.err()).isEmpty();
            }
            demo.program().terminate();
            assertThat(demo.program().status()).isZero();

            try (Program unhealthy = check(address)) {
                assertThat(unhealthy.status()).isEqualTo(1);
                assertThat(unhealthy.err()).startsWith("unhealthy: " + address + ": ");
            }
        }
    }

    @Test
    void check_loadsNothingThatMakesTheExporterBig() throws IOException {
        Path log = directory.resolve("classes.log");
        try (Program refused = check("127.0.0.1:1", "-Xlog:class+load:file=" + log)) {
            assertThat(refused.status()).isEqualTo(1);
        }

        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains(" io.smartconnect."))
                .noneMatch(line -> line.matches(".* (io\\.vertx|io\\.netty|picocli|com\\.typesafe|ch\\.qos)\\..*"));
    }
}
