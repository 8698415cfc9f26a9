package io.smartconnect.exporter.cloud.eye;

import io.smartconnect.exporter.cloud.json.JsonFields;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** A collector of the points of several responses. Of points with the same series, metric and time, the first counts. */
final class PointCollector {

    /** The points of 10,000 tasks within 10 minutes. */
    static final int MOST_POINTS = 400_000;

    /** Differences between the clocks of the cloud and of this machine. */
    private static final Duration EARLY = Duration.ofMinutes(1);

    private static final String TIME = "timestamp";

    private final InstantSource clock;
    private final Map<TaskSeries, Map<EyeMetric, SortedMap<Instant, Double>>> values = new LinkedHashMap<>();
    private int size;
    private int repeated;

    PointCollector(InstantSource clock) {
        this.clock = clock;
    }

    /** The number of points. */
    int size() {
        return size;
    }

    /** The number of points that were there before. */
    int repeated() {
        return repeated;
    }

    /** True if no further point is added. */
    boolean isFull() {
        return size >= MOST_POINTS;
    }

    /** Adds a point whose value is at {@code valueKey}, unless it is unreadable or there are too many points. */
    void add(TaskSeries series, EyeMetric metric, JsonFields point, String valueKey) {
        OptionalDouble value = point.requiredDecimal(valueKey);
        OptionalLong time =
                point.requiredNumber(TIME, clock.instant().plus(EARLY).toEpochMilli());
        if (value.isEmpty() || time.isEmpty() || isFull()) {
            return;
        }
        boolean isNew = values.computeIfAbsent(series, first -> new EnumMap<>(EyeMetric.class))
                        .computeIfAbsent(metric, first -> new TreeMap<>())
                        .putIfAbsent(Instant.ofEpochMilli(time.getAsLong()), value.getAsDouble())
                == null;
        size += isNew ? 1 : 0;
        repeated += isNew ? 0 : 1;
    }

    /** All points; those of one series and metric are in order of time. */
    List<CloudEyePoint> points() {
        List<CloudEyePoint> points = new ArrayList<>(size);
        values.forEach((series, metrics) -> metrics.forEach((metric, times) ->
                times.forEach((time, value) -> points.add(new CloudEyePoint(series, metric, time, value)))));
        return points;
    }
}
