package io.smartconnect.simulator.metric;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The points that Cloud Eye shows at one time: one a minute, some time late, for two days, from ten minutes after the creation
 * of a task.
 *
 * @param start the scenario's start, in milliseconds since 1970
 * @param now the time, in milliseconds since 1970
 * @param delay time from a point to the response that first has it
 */
public record MetricStore(long start, long now, Duration delay) {

    private static final Duration FIRST_POINT = Duration.ofMinutes(10);
    private static final Duration KEPT = Duration.ofDays(2);
    private static final Duration LINGER = Duration.ofHours(3);

    /** True if the list of metrics has a series: it lingers for three hours after the deletion of its task. */
    public boolean lists(ReplicationSeries series) {
        long last = series.task().deleted().orElse(now - start);
        return first(series) <= start + last && last > now - start - LINGER.toMillis() && series.isStarted(last);
    }

    /** The raw points of a metric from one time to another, both included, in milliseconds since 1970. */
    public List<DataPoint> points(ReplicationSeries series, ReplicationMetric metric, long from, long to) {
        long first = Math.max(from, Math.max(first(series), now - KEPT.toMillis()));
        return ReplicationSeries.minutes(first, Math.min(to, now - delay.toMillis()))
                .boxed()
                .flatMap(time -> point(series, metric, time))
                .toList();
    }

    private static long first(ReplicationSeries series) {
        return series.task().created().plus(FIRST_POINT).toEpochMilli();
    }

    private Stream<DataPoint> point(ReplicationSeries series, ReplicationMetric metric, long time) {
        return series.value(metric, time - start).stream().mapToObj(value -> new DataPoint(time, value));
    }
}
