package io.smartconnect.simulator.api;

import static io.smartconnect.simulator.http.ApiErrorException.cloudEyeBadRequest;

import io.smartconnect.simulator.http.ApiErrorException;
import io.smartconnect.simulator.http.ApiRequest;
import io.smartconnect.simulator.http.ApiResponse;
import io.smartconnect.simulator.metric.Aggregation;
import io.smartconnect.simulator.metric.DataPoint;
import io.smartconnect.simulator.metric.MetricStore;
import io.smartconnect.simulator.metric.ReplicationMetric;
import io.smartconnect.simulator.metric.ReplicationSeries;
import io.smartconnect.simulator.scenario.CloudEyeSettings;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The API of Cloud Eye for the metrics of Kafka replications: the list, and the batch queries of both versions. */
record CloudEyeApi(SimulatedCloud cloud, CloudEyeSettings settings) {

    private static final String NAMESPACE = "SYS.DMS";
    private static final String INSTANCE = "kafka_instance_id";
    private static final String TASK = "connector_task";

    /** The largest product of metrics and points in the time of a query of version 1. */
    private static final long MAX_POINTS = 3_000;

    private static final int MAX_BODY_BYTES = 512 * 1024;
    private static final long MAX_WINDOW_V2 = 5 * 60_000;

    /** A metric in the list. */
    private record Listed(ReplicationSeries series, ReplicationMetric metric) {

        String marker() {
            return "%s.%s.%s:%s,%s:%s"
                    .formatted(
                            NAMESPACE,
                            metric.metricName(),
                            INSTANCE,
                            series.instanceId(),
                            TASK,
                            series.connectorTask());
        }

        JsonObject json() {
            return new JsonObject()
                    .put("namespace", NAMESPACE)
                    .put("dimensions", dimensions(series, false))
                    .put("metric_name", metric.metricName())
                    .put("unit", metric.unit());
        }
    }

    /** True if the cloud has this operation. */
    boolean has(ApiRequest call) {
        return switch (call.operation()) {
            case QUERY_CLOUD_EYE_V2 -> settings.v2();
            case QUERY_CLOUD_EYE -> settings.v1();
            default -> settings.v1() || settings.v2();
        };
    }

    ApiResponse answer(ApiRequest call) {
        return switch (call.operation()) {
            case LIST_CLOUD_EYE_METRICS -> list(call);
            case QUERY_CLOUD_EYE -> query(call);
            default -> queryV2(call);
        };
    }

    private ApiResponse list(ApiRequest call) {
        List<Listed> matching = series().filter(series -> store().shows(series))
                .flatMap(series -> Arrays.stream(ReplicationMetric.values()).map(metric -> new Listed(series, metric)))
                .filter(listed -> matches(call, listed))
                .toList();
        List<Listed> page = matching.stream()
                .skip(call.parameter("start")
                        .map(marker -> after(marker, matching))
                        .orElse(0))
                .limit(call.parameter("limit").map(CloudEyeApi::limit).orElse(1000))
                .toList();
        String marker = page.isEmpty() ? "" : page.get(page.size() - 1).marker();
        return ok(new JsonObject()
                .put("metrics", new JsonArray(page.stream().map(Listed::json).toList()))
                .put(
                        "meta_data",
                        new JsonObject()
                                .put("count", page.size())
                                .put("marker", marker)
                                .put("total", matching.size())));
    }

    private static boolean matches(ApiRequest call, Listed listed) {
        List<String> dimensions =
                List.of(INSTANCE + "," + listed.series.instanceId(), TASK + "," + listed.series.connectorTask());
        return call.parameter("namespace").map(NAMESPACE::equals).orElse(true)
                && call.parameter("metric_name")
                        .map(listed.metric.metricName()::equals)
                        .orElse(true)
                && Stream.of("dim.0", "dim.1", "dim.2", "dim.3")
                        .flatMap(name -> call.parameter(name).stream())
                        .allMatch(dimensions::contains);
    }

    private static int after(String marker, List<Listed> all) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).marker().equals(marker)) {
                return i + 1;
            }
        }
        throw cloudEyeBadRequest("start is not a marker");
    }

    private static int limit(String text) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 1000) {
            throw cloudEyeBadRequest("limit must be 1 to 1000");
        }
        return Integer.parseInt(text);
    }

    private ApiResponse query(ApiRequest call) {
        if (call.body().length() > MAX_BODY_BYTES) {
            throw cloudEyeBadRequest("The request body must not exceed 512 KB.");
        }
        JsonObject query = body(call).orElseThrow(() -> cloudEyeBadRequest("The body is not JSON."));
        JsonArray metrics = query.getJsonArray("metrics", new JsonArray());
        if (metrics.isEmpty() || metrics.size() > settings.batchLimit()) {
            throw cloudEyeBadRequest("metrics must have 1 to " + settings.batchLimit() + " elements");
        }
        Aggregation aggregation = Optional.ofNullable(query.getValue("period"))
                .filter(String.class::isInstance)
                .flatMap(period -> Aggregation.of((String) period, query.getString("filter", "")))
                .orElseThrow(() -> cloudEyeBadRequest("period or filter is invalid"));
        long to = query.getLong("to", 0L);
        long asked = query.getLong("from", to);
        if (asked >= to) {
            throw cloudEyeBadRequest("from must be earlier than to");
        }
        long from = Math.max(asked, to - MAX_POINTS * aggregation.periodMillis() / metrics.size());
        JsonArray results = new JsonArray();
        metrics.forEach(metric -> results.add(result((JsonObject) metric, aggregation, from, to)));
        return ok(new JsonObject().put("metrics", results));
    }

    private JsonObject result(JsonObject asked, Aggregation aggregation, long from, long to) {
        Optional<ReplicationMetric> metric = ReplicationMetric.named(asked.getString("metric_name", ""));
        JsonArray points = new JsonArray();
        metric.ifPresent(named -> series().filter(
                        series -> asked.getString("namespace", "").equals(NAMESPACE))
                .filter(series -> same(asked.getJsonArray("dimensions"), dimensions(series, false)))
                .flatMap(series -> aggregation.on(store().points(series, named, from, to)).stream())
                .forEach(point -> points.add(new JsonObject()
                        .put(aggregation.filter(), point.value())
                        .put("timestamp", point.timestamp()))));
        return new JsonObject()
                .put("namespace", asked.getValue("namespace"))
                .put("metric_name", asked.getValue("metric_name"))
                .put("dimensions", asked.getValue("dimensions"))
                .put("datapoints", points)
                .put("unit", metric.map(ReplicationMetric::unit).orElse(""));
    }

    /** True if both have the same dimensions in any order. */
    private static boolean same(JsonArray asked, JsonArray dimensions) {
        return asked != null
                && asked.size() == dimensions.size()
                && asked.stream().allMatch(dimensions::contains);
    }

    private ApiResponse queryV2(ApiRequest call) {
        JsonObject query =
                body(call).orElseThrow(() -> ApiErrorException.cloudEyeV2BadRequest("The body is not JSON."));
        long from = query.getLong("from", 0L);
        long to = query.getLong("to", 0L);
        int limit = query.getInteger("limit", 100);
        int offset = query.getInteger("offset", 0);
        if (from >= to || to - from > MAX_WINDOW_V2 || limit < 1 || limit > 1000 || offset < 0) {
            throw ApiErrorException.cloudEyeV2BadRequest("from, to, limit or offset is invalid");
        }
        String dimension = query.getString("metric_dimension", "");
        boolean known = query.getString("namespace", "").equals(NAMESPACE) && dimension.equals(INSTANCE + "," + TASK);
        Stream<JsonObject> points =
                ReplicationMetric.named(query.getString("metric_name", "")).filter(metric -> known).stream()
                        .flatMap(metric -> series().flatMap(series -> points(series, metric, from, to)));
        return ok(new JsonObject()
                .put("namespace", query.getValue("namespace"))
                .put("metric_name", query.getValue("metric_name"))
                .put("metric_dimension", dimension)
                .put(
                        "data_points",
                        new JsonArray(points.skip(offset).limit(limit).toList())));
    }

    private Stream<JsonObject> points(ReplicationSeries series, ReplicationMetric metric, long from, long to) {
        List<DataPoint> points = store().points(series, metric, from, to);
        return points.stream()
                .map(point -> new JsonObject()
                        .put("dimensions", dimensions(series, true))
                        .put("timestamp", point.timestamp())
                        .put("value", point.value())
                        .put("unit", metric.unit()));
    }

    private static JsonArray dimensions(ReplicationSeries series, boolean withOrigin) {
        return new JsonArray()
                .add(dimension(INSTANCE, series.instanceId(), withOrigin))
                .add(dimension(TASK, series.connectorTask(), withOrigin));
    }

    private static JsonObject dimension(String name, String value, boolean withOrigin) {
        JsonObject dimension = new JsonObject().put("name", name).put("value", value);
        return withOrigin ? dimension.put("origin_value", value) : dimension;
    }

    private Stream<ReplicationSeries> series() {
        return cloud.instances().stream()
                .flatMap(instance ->
                        instance.tasks().stream().flatMap(task -> ReplicationSeries.of(instance.id(), task)));
    }

    private MetricStore store() {
        return new MetricStore(cloud.startMillis(), cloud.now().toEpochMilli(), settings.delay());
    }

    private static Optional<JsonObject> body(ApiRequest call) {
        try {
            return Optional.of(new JsonObject(call.body()));
        } catch (DecodeException notAnObject) {
            return Optional.empty();
        }
    }

    private static ApiResponse ok(JsonObject body) {
        return ApiResponse.json(200, body.encode());
    }
}
