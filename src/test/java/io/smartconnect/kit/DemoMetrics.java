package io.smartconnect.kit;

import io.smartconnect.exporter.BuildInfo;
import io.smartconnect.exporter.Exporter;
import io.smartconnect.exporter.config.Configuration;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.config.reader.FlagValues;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The exposition about the demo's cloud after one poll. */
record DemoMetrics(String text) {

    private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    static DemoMetrics poll() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (Simulator simulator = Simulator.start(Scenario.named("demo"))) {
            Exporter exporter = new Exporter(vertx, settings(simulator), BuildInfo.current());
            return new DemoMetrics(exporter.once()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS)
                    .text());
        } finally {
            vertx.close();
        }
    }

    private static Settings settings(Simulator simulator) throws Exception {
        Map<String, String> environment = Map.of(
                "SMART_CONNECT_REGION", "demo",
                "SMART_CONNECT_ENDPOINT", simulator.url().toString(),
                "SMART_CONNECT_CLOUD_EYE_ENDPOINT", simulator.url().toString(),
                "HUAWEICLOUD_SDK_PROJECT_ID", simulator.projectId(),
                "HUAWEICLOUD_SDK_AK", simulator.accessKey(),
                "HUAWEICLOUD_SDK_SK", simulator.secretKey());
        return Configuration.load(Optional.empty(), environment, FlagValues.NONE);
    }

    /** Names of the labels that the samples of each name have. */
    Map<String, Set<String>> labels() {
        Map<String, Set<String>> labels = new TreeMap<>();
        SAMPLE.matcher(text)
                .results()
                .forEach(sample -> labels.computeIfAbsent(sample.group(1), name -> new TreeSet<>())
                        .addAll(names(sample)));
        return labels;
    }

    private static Set<String> names(MatchResult sample) {
        Set<String> names = new TreeSet<>();
        if (sample.group(2) != null) {
            LABEL.matcher(sample.group(2)).results().forEach(label -> names.add(label.group(1)));
        }
        return names;
    }
}
