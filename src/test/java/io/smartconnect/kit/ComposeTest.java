package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.Build;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the files of the container stack to each other, to the documents and to the version of the build. */
class ComposeTest {

    private static final Pattern BIND_MOUNT = Pattern.compile("^ +- \\./(\\S+?):(\\S+?):ro$");
    private static final Pattern IMAGE = Pattern.compile("^ +image: (\\S+)$");
    private static final Pattern PORTS = Pattern.compile("^ +ports: \\[\"(.+)\"]$");
    private static final Pattern SERVICE = Pattern.compile("^  ([a-z]+):$");
    private static final Pattern PASSED_ON = Pattern.compile("^ +([A-Z_]+):$");
    private static final Pattern DOCUMENTED = Pattern.compile("^\\| `((?:SMART_CONNECT|HUAWEICLOUD_SDK)_\\w+)` \\|.*");

    private final String compose = read("docker-compose.yml");
    private final String dockerfile = read("Dockerfile");

    @Test
    void mountedPaths_areInTheRepository() {
        assertThat(found(compose, BIND_MOUNT))
                .hasSize(4)
                .allSatisfy(path -> assertThat(Path.of(path)).isDirectory());
    }

    @Test
    void images_havePinnedTags() {
        assertThat(found(compose, IMAGE))
                .hasSize(3)
                .contains("smart-connect-exporter:" + Build.current().version())
                .allMatch(image -> image.matches("[^:]+:v?\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void imageLabel_namesTheVersionOfTheBuild() {
        assertThat(dockerfile).contains("image.version=\"" + Build.current().version() + "\"");
    }

    @Test
    void image_runsTheJarWithoutAShell_asANumericUser() {
        assertThat(dockerfile).contains("USER 65532:65532\n", "EXPOSE 10052\n", "ENTRYPOINT [\"java\", ", "\"-jar\", ");
    }

    @Test
    void image_runsTheJvmAsTheLauncherDoes_exceptForItsHeap() {
        assertThat(List.of(dockerfile, read("bin/smart-connect-exporter")))
                .allSatisfy(text -> assertThat(text)
                        .contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"));
    }

    @Test
    void ports_areOnTheLoopbackAddress() {
        assertThat(found(compose, PORTS)).hasSize(3).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void services_areHardened() {
        assertThat(found(compose, SERVICE)).containsSequence("exporter", "prometheus", "grafana");
        assertThat(compose.split("<<: \\*hardened", -1)).hasSize(4);
        assertThat(compose.split("\n    user: \"\\d+:\\d+\"\n", -1)).hasSize(4);
        assertThat(compose.split("\n    mem_limit: ", -1)).hasSize(4);
        assertThat(compose).contains("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true");
    }

    /** All but the address to listen at, which the ports and the scrape depend on. */
    @Test
    void exporter_getsTheDocumentedVariables() {
        List<String> documented = found(read("docs/configuration.md"), DOCUMENTED).stream()
                .filter(name -> !name.equals("SMART_CONNECT_LISTEN_ADDRESS"))
                .toList();
        assertThat(found(compose, PASSED_ON)).containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void grafana_findsTheDashboardsWhereTheyAreMounted() {
        String path = "/etc/smart-connect/dashboards";
        assertThat(compose).contains("./dashboards:" + path + ":ro", path + "/smart-connect-overview.json");
        assertThat(read("config/grafana/dashboards/files.yml")).contains("path: " + path + "\n");
        assertThat(read("config/grafana/datasources/prometheus.yml")).contains("url: http://prometheus:9090\n");
    }

    @Test
    void prometheus_scrapesTheExporterByItsName() {
        assertThat(read("config/prometheus/prometheus.yml")).contains("targets: [\"exporter:10052\"]");
    }

    @Test
    void prometheus_acceptsItsConfiguration() throws Exception {
        Process promtool = new ProcessBuilder("promtool", "check", "config", "config/prometheus/prometheus.yml")
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor()).as(said).isZero();
    }

    private static List<String> found(String text, Pattern pattern) {
        return text.lines()
                .map(pattern::matcher)
                .flatMap(line -> line.find() ? Stream.of(line.group(1)) : Stream.empty())
                .toList();
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new AssertionError(path + " can't be read", e);
        }
    }
}
