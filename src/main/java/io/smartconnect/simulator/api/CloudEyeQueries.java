package io.smartconnect.simulator.api;

import static io.smartconnect.simulator.http.SimulatedErrorException.cloudEyeBadRequest;
import static io.smartconnect.simulator.http.SimulatedErrorException.cloudEyeV2BadRequest;

import io.smartconnect.simulator.http.SimulatedRequest;
import io.smartconnect.simulator.http.SimulatedResponse;
import io.smartconnect.simulator.metric.CloudEyeAggregation;
import io.smartconnect.simulator.metric.DataPoint;
import io.smartconnect.simulator.metric.MetricStore;
import io.smartconnect.simulator.metric.ReplicationMetric;
import io.smartconnect.simulator.metric.ReplicationSeries;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cloud Eye's batch queries of both versions at one time.
 *
 * @param batchLimit the largest number of metrics in a query of version 1
 */
record CloudEyeQueries(List<ReplicationSeries> series, MetricStore store, int batchLimit) {

    /** The largest product of metrics and points in the time of a query of version 1. */
    private static final long MAX_POINTS = 3_000;

    private static final int MAX_BODY_BYTES = 512 * 1024;
    private static final long MAX_WINDOW_V2 = 5 * 60_000;

    SimulatedResponse version1(SimulatedRequest call) {
        if (call.body().length() > MAX_BODY_BYTES) {
            throw cloudEyeBadRequest("The request body must not exceed 512 KB.");
        }
        JsonObject query = body(call).orElseThrow(() -> cloudEyeBadRequest("The body is not JSON."));
        JsonArray metrics = query.getJsonArray("metrics", new JsonArray());
        if (metrics.isEmpty() || metrics.size() > batchLimit) {
            throw cloudEyeBadRequest("metrics must have 1 to " + batchLimit + " elements");
        }
        long to = query.getLong("to", 0L);
        long from = query.getLong("from", to);
        if (from >= to) {
            throw cloudEyeBadRequest("from must be earlier than to");
        }
        return SimulatedResponse.ok(new JsonObject().put("metrics", results(metrics, aggregation(query), from, to)));
    }

    private static CloudEyeAggregation aggregation(JsonObject query) {
        return Optional.ofNullable(query.getValue("period"))
                .filter(String.class::isInstance)
                .flatMap(period -> CloudEyeAggregation.of((String) period, query.getString("filter", "")))
                .orElseThrow(() -> cloudEyeBadRequest("period or filter is invalid"));
    }

    /** A query that is too large gets no error: its time begins later. */
    private JsonArray results(JsonArray metrics, CloudEyeAggregation aggregation, long asked, long to) {
        long from = Math.max(asked, to - MAX_POINTS * aggregation.periodMillis() / metrics.size());
        Map<Set<Object>, ReplicationSeries> byDimensions = series.stream()
                .collect(Collectors.toMap(
                        each -> each.dimensions().stream().collect(Collectors.toSet()),
                        Function.identity(),
                        (first, sameName) -> first));
        JsonArray results = new JsonArray();
        for (Object each : metrics) {
            JsonObject metric = (JsonObject) each;
            Set<Object> dimensions =
                    metric.getJsonArray("dimensions", new JsonArray()).stream().collect(Collectors.toSet());
            Optional<ReplicationMetric> known =
                    ReplicationMetric.named(metric.getString("metric_name", "")).filter(named -> isOurs(metric));
            List<DataPoint> points = Stream.ofNullable(byDimensions.get(dimensions))
                    .flatMap(found -> known.stream().flatMap(named -> store.points(found, named, from, to).stream()))
                    .toList();
            results.add(metric.copy()
                    .put("datapoints", json(aggregation.on(points), aggregation.filter()))
                    .put("unit", known.map(ReplicationMetric::unit).orElse("")));
        }
        return results;
    }

    private static JsonArray json(List<DataPoint> points, String filter) {
        return new JsonArray(points.stream()
                .map(point -> new JsonObject().put(filter, point.value()).put("timestamp", point.timestamp()))
                .toList());
    }

    SimulatedResponse version2(SimulatedRequest call) {
        JsonObject query = body(call).orElseThrow(() -> cloudEyeV2BadRequest("The body is not JSON."));
        long from = query.getLong("from", 0L);
        long to = query.getLong("to", 0L);
        int limit = query.getInteger("limit", 100);
        int offset = query.getInteger("offset", 0);
        if (from >= to || to - from > MAX_WINDOW_V2 || limit < 1 || limit > 1000 || offset < 0) {
            throw cloudEyeV2BadRequest("from, to, limit or offset is invalid");
        }
        String dimension = query.getString("metric_dimension", "");
        List<JsonObject> page = ReplicationMetric.named(query.getString("metric_name", ""))
                .filter(metric -> isOurs(query) && dimension.equals(ReplicationSeries.DIMENSIONS))
                .stream()
                .flatMap(metric -> series.stream().flatMap(each -> points(each, metric, from, to)))
                .skip(offset)
                .limit(limit)
                .toList();
        return SimulatedResponse.ok(new JsonObject()
                .put("namespace", query.getValue("namespace"))
                .put("metric_name", query.getValue("metric_name"))
                .put("metric_dimension", dimension)
                .put("data_points", new JsonArray(page)));
    }

    private Stream<JsonObject> points(ReplicationSeries each, ReplicationMetric metric, long from, long to) {
        return store.points(each, metric, from, to).stream()
                .map(point -> new JsonObject()
                        .put("dimensions", withOrigins(each.dimensions()))
                        .put("timestamp", point.timestamp())
                        .put("value", point.value())
                        .put("unit", metric.unit()));
    }

    private static JsonArray withOrigins(JsonArray dimensions) {
        for (int i = 0; i < dimensions.size(); i++) {
            JsonObject dimension = dimensions.getJsonObject(i);
            dimension.put("origin_value", dimension.getString("value"));
        }
        return dimensions;
    }

    private static boolean isOurs(JsonObject metric) {
        return metric.getString("namespace", "").equals(CloudEyeApi.NAMESPACE);
    }

    private static Optional<JsonObject> body(SimulatedRequest call) {
        try {
            return Optional.of(new JsonObject(call.body()));
        } catch (DecodeException notAnObject) {
            return Optional.empty();
        }
    }
}
