package io.smartconnect.simulator.api;

import static io.smartconnect.simulator.http.SimulatedErrorException.cloudEyeBadRequest;

import io.smartconnect.simulator.http.SimulatedRequest;
import io.smartconnect.simulator.http.SimulatedResponse;
import io.smartconnect.simulator.metric.MetricStore;
import io.smartconnect.simulator.metric.ReplicationMetric;
import io.smartconnect.simulator.metric.ReplicationSeries;
import io.smartconnect.simulator.scenario.CloudEyeSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The API of Cloud Eye for the metrics of Kafka replications: the list here, the points in {@link CloudEyeQueries}. */
record CloudEyeApi(SimulatedCloud cloud, CloudEyeSettings settings) {

    static final String NAMESPACE = "SYS.DMS";

    private static final int MAX_LIMIT = 1_000;

    /** A metric in the list. */
    private record ListedMetric(ReplicationSeries series, ReplicationMetric metric) {

        String marker() {
            return NAMESPACE + "." + metric.metricName() + "." + String.join(",", series.dimensions(":"));
        }

        JsonObject json() {
            return new JsonObject()
                    .put("namespace", NAMESPACE)
                    .put("dimensions", series.dimensions())
                    .put("metric_name", metric.metricName())
                    .put("unit", metric.unit());
        }
    }

    /** True if the cloud has this operation. */
    boolean has(SimulatedRequest call) {
        return switch (call.operation()) {
            case QUERY_CLOUD_EYE_V2 -> settings.v2();
            case QUERY_CLOUD_EYE -> settings.v1();
            default -> settings.v1() || settings.v2();
        };
    }

    SimulatedResponse answer(SimulatedRequest call) {
        MetricStore store = new MetricStore(cloud.startMillis(), cloud.now().toEpochMilli(), settings.delay());
        List<ReplicationSeries> series = cloud.instances().stream()
                .flatMap(instance ->
                        instance.tasksInCloudEye().stream().flatMap(task -> ReplicationSeries.of(instance.id(), task)))
                .toList();
        CloudEyeQueries queries = new CloudEyeQueries(series, store, settings.batchLimit());
        return switch (call.operation()) {
            case QUERY_CLOUD_EYE -> queries.version1(call);
            case QUERY_CLOUD_EYE_V2 -> queries.version2(call);
            default -> list(call, series.stream().filter(store::lists));
        };
    }

    private static SimulatedResponse list(SimulatedRequest call, Stream<ReplicationSeries> series) {
        List<ListedMetric> matching = series.flatMap(
                        each -> Arrays.stream(ReplicationMetric.values()).map(metric -> new ListedMetric(each, metric)))
                .filter(listed -> matches(call, listed))
                .toList();
        List<ListedMetric> page = matching.stream()
                .skip(call.parameter("start")
                        .map(marker -> after(marker, matching))
                        .orElse(0))
                .limit(call.parameter("limit").map(CloudEyeApi::limit).orElse(MAX_LIMIT))
                .toList();
        JsonObject metaData = new JsonObject()
                .put("count", page.size())
                .put("marker", page.isEmpty() ? "" : page.get(page.size() - 1).marker())
                .put("total", matching.size());
        JsonArray metrics = new JsonArray(page.stream().map(ListedMetric::json).toList());
        return SimulatedResponse.json(
                200,
                new JsonObject()
                        .put("metrics", metrics)
                        .put("meta_data", metaData)
                        .encode());
    }

    private static boolean matches(SimulatedRequest call, ListedMetric listed) {
        List<String> dimensions = listed.series.dimensions(",");
        return call.parameter("namespace").map(NAMESPACE::equals).orElse(true)
                && call.parameter("metric_name")
                        .map(listed.metric.metricName()::equals)
                        .orElse(true)
                && Stream.of("dim.0", "dim.1", "dim.2", "dim.3")
                        .flatMap(name -> call.parameter(name).stream())
                        .allMatch(dimensions::contains);
    }

    private static int after(String marker, List<ListedMetric> all) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).marker().equals(marker)) {
                return i + 1;
            }
        }
        throw cloudEyeBadRequest("start is not a marker");
    }

    private static int limit(String text) {
        int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw cloudEyeBadRequest("limit must be 1 to " + MAX_LIMIT);
        }
        return limit;
    }
}
