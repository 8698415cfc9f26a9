package io.smartconnect.exporter.cloud.eye;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.json.JsonFields;
import io.smartconnect.exporter.cloud.json.JsonStream;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.fuzz.FuzzTarget;
import io.smartconnect.fuzz.Sound;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The answers of Cloud Eye: the list of series, and the points by API v1 and v2. */
public final class EyeFuzzTargets {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final QueryWindow WINDOW = new QueryWindow(NOW.minusSeconds(600), NOW);
    private static final List<TaskSeries> ASKED =
            List.of(new TaskSeries("i", "mirror"), new TaskSeries("i", "mirror_source_0"));

    /** All targets by name. */
    public static final Map<String, FuzzTarget> ALL = Map.of(
            "eye-series", EyeFuzzTargets::series,
            "eye-points-v1", EyeFuzzTargets::batch,
            "eye-points-v2", EyeFuzzTargets::pages);

    private EyeFuzzTargets() {}

    private static void series(byte[] bytes) {
        SeriesPages pages = new SeriesPages();
        decode(bytes, pages::add);
        Sound.require(pages.query().chars().allMatch(letter -> letter > ' ' && letter < 0x7F), "a query is ASCII");
        pages.series().forEach(EyeFuzzTargets::check);
    }

    private static void batch(byte[] bytes) {
        PointCollector points = new PointCollector(() -> NOW);
        Future<?> ended = new BatchQuery(ASKED, WINDOW, new BatchSize(500), points, (body, decoder) -> {
                    try {
                        return Future.succeededFuture(decoder.apply(fields(bytes)));
                    } catch (DecodeException noObject) {
                        return Future.failedFuture(CloudFailure.of(FailureReason.BAD_RESPONSE, "no object"));
                    }
                })
                .run();
        Sound.require(ended.isComplete(), "the query ends");
        points.points().forEach(EyeFuzzTargets::check);
    }

    private static void pages(byte[] bytes) {
        PointCollector points = new PointCollector(() -> NOW);
        decode(bytes, new MetricPages(EyeMetric.DELAY, WINDOW, points)::add);
        points.points().forEach(EyeFuzzTargets::check);
    }

    private static void decode(byte[] bytes, Consumer<JsonFields> page) {
        try {
            page.accept(fields(bytes));
        } catch (DecodeException noPage) {
            return;
        }
    }

    private static JsonFields fields(byte[] bytes) {
        return new JsonFields(JsonStream.object(Buffer.buffer(bytes)), field -> {});
    }

    private static void check(CloudEyePoint point) {
        check(point.series());
        Sound.require(point.value() >= 0 && Double.isFinite(point.value()), "a value is finite and not negative");
        Sound.require(!point.time().isAfter(NOW.plusSeconds(60)), "a point is not in the future");
    }

    private static void check(TaskSeries series) {
        Sound.labels(List.of(series.instanceId(), series.task()));
        Sound.require(!series.instanceId().isEmpty() && !series.task().isEmpty(), "a series has both dimensions");
    }
}
