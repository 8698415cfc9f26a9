package io.smartconnect.exporter.source;

import io.smartconnect.exporter.cloud.eye.CloudEyePoint;
import io.smartconnect.exporter.cloud.eye.EyeMetric;
import io.smartconnect.exporter.cloud.eye.TaskSeries;
import io.smartconnect.exporter.health.eye.CloudEyeSample;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;

/**
 * The samples of one replication, from the points of its series.
 *
 * @param instanceId its instance
 * @param taskId its id
 * @param samples oldest first, one for each minute that has a point
 */
public record CloudEyeTaskSamples(String instanceId, String taskId, List<CloudEyeSample> samples) {

    private static final double SECONDS_PER_MINUTE = 60;
    private static final double MILLIS = 1_000;

    public CloudEyeTaskSamples {
        samples = List.copyOf(samples);
    }

    /** The points of one minute: by metric, the value of each part. */
    private static final class Minute {
        private final Map<EyeMetric, Map<TaskSeries, Double>> values = new EnumMap<>(EyeMetric.class);
        private Instant time = Instant.MIN;

        void add(CloudEyePoint point) {
            values.computeIfAbsent(point.metric(), first -> new HashMap<>()).putIfAbsent(point.series(), point.value());
            time = point.time().isAfter(time) ? point.time() : time;
        }

        /** The value of all parts together; absent unless each part has one. */
        OptionalDouble together(EyeMetric metric, Set<TaskSeries> parts, DoubleBinaryOperator merge) {
            Map<TaskSeries, Double> known = values.getOrDefault(metric, Map.of());
            return known.keySet().equals(parts)
                    ? known.values().stream().mapToDouble(Double::doubleValue).reduce(merge)
                    : OptionalDouble.empty();
        }
    }

    /**
     * The samples of one task. Of a two-way task, the messages and rates of its parts are added; the largest delay and the worst status
     * count. A value is absent for a minute in which a part lacks it.
     *
     * @param parts the requested series
     * @param points of these series
     */
    static CloudEyeTaskSamples of(CloudEyeReplication task, Set<TaskSeries> parts, Collection<CloudEyePoint> points) {
        TreeMap<Instant, Minute> minutes = new TreeMap<>();
        points.forEach(
                point -> minutes.computeIfAbsent(point.time().truncatedTo(ChronoUnit.MINUTES), first -> new Minute())
                        .add(point));
        return new CloudEyeTaskSamples(
                task.instanceId(),
                task.taskId(),
                minutes.values().stream().map(minute -> sample(minute, parts)).toList());
    }

    private static CloudEyeSample sample(Minute minute, Set<TaskSeries> parts) {
        OptionalDouble status = minute.together(EyeMetric.STATUS, parts, Math::min);
        return new CloudEyeSample(
                minute.time,
                minute.together(EyeMetric.WAITING, parts, CloudEyeTaskSamples::sum),
                divided(minute.together(EyeMetric.RATE, parts, CloudEyeTaskSamples::sum), SECONDS_PER_MINUTE),
                divided(minute.together(EyeMetric.DELAY, parts, Math::max), MILLIS),
                status.isPresent() ? Optional.of(status.getAsDouble() > 0) : Optional.empty());
    }

    /** The sum, or the largest finite value if it is larger. */
    private static double sum(double one, double other) {
        return Math.min(one + other, Double.MAX_VALUE);
    }

    private static OptionalDouble divided(OptionalDouble value, double divisor) {
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() / divisor) : OptionalDouble.empty();
    }
}
