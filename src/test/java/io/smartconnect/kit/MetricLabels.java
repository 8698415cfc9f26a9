package io.smartconnect.kit;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartconnect.exporter.metrics.render.MetricsDocument;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The labels of every metric that an expression may use: the exporter's own from docs/metrics.md, which MetricsDocumentTest
 * compares with the code; those of the JVM from the demo; those that Prometheus adds; and those that the rules record.
 */
final class MetricLabels {

    private static final Pattern AGGREGATION = Pattern.compile("^\\w+ by \\(([^)]*)\\)");

    private static final Set<String> OF_ALERTS = Set.of(
            "alertname",
            "alertstate",
            "severity",
            "target",
            "region",
            "instance_id",
            "instance_name",
            "task_id",
            "task_name",
            "reason",
            "api",
            "status");

    private static final Map<String, Set<String>> OF_PROMETHEUS = Map.of(
            "up", Set.of(),
            "scrape_duration_seconds", Set.of(),
            "scrape_samples_scraped", Set.of(),
            "scrape_samples_post_metric_relabeling", Set.of(),
            "scrape_series_added", Set.of(),
            "ALERTS", OF_ALERTS,
            "ALERTS_FOR_STATE", OF_ALERTS);

    /** Metrics that the JVM exposes only after its first garbage collection, which the demo may lack. */
    private static final Map<String, Set<String>> OF_COLLECTIONS =
            Map.of("jvm_gc_pause_seconds_sum", Set.of("action", "cause", "gc"));

    private MetricLabels() {}

    /** The labels of each metric. */
    static Map<String, Set<String>> labels(DemoMetrics demo) throws IOException {
        Map<String, Set<String>> labels = new TreeMap<>(demo.labels());
        labels.putAll(OF_COLLECTIONS);
        labels.putAll(documented());
        labels.putAll(OF_PROMETHEUS);
        labels.replaceAll((metric, own) -> with(own, Set.of("job", "instance")));
        Rules.recordings().forEach(rule -> labels.put(rule.path("record").asText(), kept(rule)));
        return labels;
    }

    private static Map<String, Set<String>> documented() throws IOException {
        Map<String, Set<String>> documented = new TreeMap<>();
        MetricsDocument.families().forEach((name, family) -> {
            if (family.type().equals("histogram")) {
                documented.put(name + "_bucket", with(family.labels(), Set.of("le")));
                documented.put(name + "_sum", family.labels());
                documented.put(name + "_count", family.labels());
            } else {
                documented.put(name, family.labels());
            }
        });
        return documented;
    }

    /** The labels that a recording rule aggregates by; every recording rule begins with them. */
    private static Set<String> kept(JsonNode recording) {
        Matcher aggregation = AGGREGATION.matcher(recording.path("expr").asText());
        return aggregation.find() ? Set.of(aggregation.group(1).split(", ")) : Set.of();
    }

    private static Set<String> with(Set<String> some, Set<String> more) {
        return Stream.concat(some.stream(), more.stream()).collect(Collectors.toCollection(TreeSet::new));
    }
}
