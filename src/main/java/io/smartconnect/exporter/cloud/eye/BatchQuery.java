package io.smartconnect.exporter.cloud.eye;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.json.JsonFields;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A query of all metrics of given series by API v1, batch by batch. A batch that fails loses its points only. */
final class BatchQuery {

    /** The cloud moves {@code from} silently if there are more points. */
    private static final long MOST_POINTS = 3_000;

    /** Below the 512 KB that the cloud accepts. */
    private static final int LONGEST_BODY = 500_000;

    /** Refused batches after which the query stops. */
    private static final int MOST_REFUSALS = 20;

    /** Batches without a usable response after which the query stops. */
    private static final int MOST_FAILURES = 3;

    /** Reasons that hold for all batches. */
    private static final Set<FailureReason> HOPELESS =
            EnumSet.of(FailureReason.AUTH, FailureReason.DENIED, FailureReason.NOT_FOUND, FailureReason.THROTTLED);

    private static final String ITEMS = "metrics";

    private record Wanted(TaskSeries series, EyeMetric metric) {

        JsonObject json() {
            return new JsonObject()
                    .put("namespace", QueryWindow.NAMESPACE)
                    .put("metric_name", metric.metricName())
                    .put("dimensions", series.dimensions());
        }

        /** An upper limit of the bytes of the JSON: each character has at most six. */
        int length() {
            return 300 + 6 * (series.instanceId().length() + series.task().length());
        }
    }

    /** Sends a body and decodes the response. */
    @FunctionalInterface
    interface BatchSender {
        Future<Integer> send(Buffer body, Function<JsonFields, Integer> decoder);
    }

    private final List<Wanted> wanted = new ArrayList<>();
    private final QueryWindow window;
    private final BatchSize size;
    private final PointCollector points;
    private final BatchSender sender;
    private int done;
    private int accepted;
    private int refusals;
    private int failures;
    private @Nullable CloudFailure firstFailure;
    private @Nullable CloudFailure firstLoss;

    BatchQuery(
            Collection<TaskSeries> series,
            QueryWindow window,
            BatchSize size,
            PointCollector points,
            BatchSender sender) {
        for (TaskSeries each : series) {
            for (EyeMetric metric : EyeMetric.values()) {
                wanted.add(new Wanted(each, metric));
            }
        }
        this.window = window;
        this.size = size;
        this.points = points;
        this.sender = sender;
    }

    /** Sends all batches, one after the other. Returns the first failure that lost points; fails if all batches fail. */
    Future<Optional<CloudFailure>> run() {
        if (done < wanted.size() && !isHopeless()) {
            List<Wanted> batch = next();
            return sender.send(body(batch), response -> read(response, Set.copyOf(batch)))
                    .compose(read -> accept(batch.size()), thrown -> fail(batch.size(), CloudFailure.from(thrown)))
                    .compose(next -> run());
        }
        return accepted > 0 || firstFailure == null
                ? Future.succeededFuture(Optional.ofNullable(done < wanted.size() ? firstFailure : firstLoss))
                : Future.failedFuture(firstFailure);
    }

    private boolean isHopeless() {
        return refusals >= MOST_REFUSALS || failures >= MOST_FAILURES;
    }

    private List<Wanted> next() {
        long most = Math.max(1, Math.min(size.limit(), MOST_POINTS / window.minutes()));
        int end = done + 1;
        int length = wanted.get(done).length();
        while (end < wanted.size()
                && end - done < most
                && length + wanted.get(end).length() <= LONGEST_BODY) {
            length += wanted.get(end).length();
            end++;
        }
        return wanted.subList(done, end);
    }

    private Buffer body(List<Wanted> batch) {
        JsonArray metrics = new JsonArray();
        batch.forEach(metric -> metrics.add(metric.json()));
        return new JsonObject()
                .put(ITEMS, metrics)
                .put("from", window.from().toEpochMilli())
                .put("to", window.to().toEpochMilli())
                .put("period", "1")
                .put("filter", "average")
                .toBuffer();
    }

    /** Reads the points that were asked for; other series and metrics are ignored. */
    private int read(JsonFields response, Set<Wanted> asked) {
        response.requireArray(ITEMS);
        int before = points.size();
        for (JsonFields item : response.objects(ITEMS)) {
            EyeMetric.named(item.text("metric_name"))
                    .flatMap(metric -> TaskSeries.of(item).map(series -> new Wanted(series, metric)))
                    .filter(asked::contains)
                    .ifPresent(found -> item.objects("datapoints")
                            .forEach(point -> points.add(found.series, found.metric, point, "average")));
        }
        return points.size() - before;
    }

    private Future<Void> accept(int batch) {
        size.accepted(batch);
        accepted++;
        done += batch;
        return Future.succeededFuture();
    }

    /** Tries a refused batch again in smaller ones; any other failed batch is given up. A bug fails the query. */
    private Future<Void> fail(int batch, CloudFailure failure) {
        if (failure.reason() == FailureReason.INTERNAL) {
            return Future.failedFuture(failure);
        }
        firstFailure = firstFailure == null ? failure : firstFailure;
        boolean isRefused = failure.status().orElse(0) == 400;
        if (isRefused) {
            size.refused(batch);
            refusals++;
        } else {
            failures += HOPELESS.contains(failure.reason()) ? MOST_FAILURES : 1;
        }
        if (!isRefused || batch == 1) {
            firstLoss = firstLoss == null ? failure : firstLoss;
            done += batch;
        }
        return Future.succeededFuture();
    }
}
