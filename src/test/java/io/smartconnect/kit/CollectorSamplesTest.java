package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples for the OpenTelemetry Collector and Grafana Alloy, without these programs, which Debian does not have. */
class CollectorSamplesTest {

    private static final Path OPEN_TELEMETRY = Path.of("config/otel-collector.yaml");
    private static final Path ALLOY = Path.of("config/alloy/config.alloy");

    @TempDir
    Path directory;

    /** The receiver's configuration is that of Prometheus, so promtool checks it. */
    @Test
    void openTelemetry_scrapesAsPrometheusDoes() throws Exception {
        JsonNode scraping = Yaml.file(OPEN_TELEMETRY).at("/receivers/prometheus/config");
        assertThat(scraping.at("/scrape_configs/0/job_name").asText()).isEqualTo("smart-connect");
        assertThat(scraping.at("/scrape_configs/0/static_configs/0/targets/0").asText())
                .isEqualTo("localhost:10052");

        Path configuration = Files.writeString(directory.resolve("prometheus.yml"), scraping.toString());
        FinishedCommand checked = FinishedCommand.run("promtool", "check", "config", configuration.toString());
        assertThat(checked.status()).as(checked::output).isZero();
    }

    @Test
    void openTelemetry_usesEveryComponent_andNoOther() {
        JsonNode sample = Yaml.file(OPEN_TELEMETRY);
        assertThat(names(sample)).containsExactlyInAnyOrder("receivers", "processors", "exporters", "service");
        sample.at("/service/pipelines").forEach(pipeline -> {
            for (String kind : List.of("receivers", "processors", "exporters")) {
                List<String> used = new ArrayList<>();
                pipeline.get(kind).forEach(name -> used.add(name.asText()));
                assertThat(used).as(kind).containsExactlyInAnyOrderElementsOf(names(sample.get(kind)));
            }
        });
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void alloy_forwardsToAComponentOfTheSample() throws Exception {
        String sample = Files.readString(ALLOY);
        List<String> components = found(sample, "(?m)^([a-z._]+) \"([a-z_]+)\" \\{$").stream()
                .map(block -> block.group(1) + "." + block.group(2))
                .toList();

        assertThat(components).containsExactly("prometheus.scrape.smart_connect", "prometheus.remote_write.default");
        assertThat(found(sample, "forward_to *= \\[([a-z._]+)\\.receiver\\]"))
                .extracting(match -> match.group(1))
                .containsExactly("prometheus.remote_write.default");
        assertThat(sample)
                .contains("job_name        = \"smart-connect\"", "__address__ = \"localhost:10052\"")
                .contains("/api/v1/write");
        assertThat(found(sample, "\\{")).hasSameSizeAs(found(sample, "\\}"));
    }

    private static List<MatchResult> found(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }
}
