package io.smartconnect.exporter.web.page.chart;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * One axis of a chart, with ticks at round numbers.
 *
 * @param first the value at its beginning
 * @param last the value at its end, above {@code first}
 * @param step the distance of its ticks, which are multiples of it
 */
record ChartAxis(long first, long last, long step) {

    private static final int MOST_LAG_STEPS = 4;
    private static final int MOST_TIME_STEPS = 6;
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** The line of a larger lag, which is no real one, leaves the chart: the ticks of an axis are longs. */
    private static final double LARGEST_LAG = 4e18;

    private static final List<Duration> TIME_STEPS = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(20),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(2));

    /** From zero to the first tick that is not below {@code lag}. */
    static ChartAxis ofLag(double lag) {
        double most = Math.min(lag, LARGEST_LAG);
        long power = 1;
        while (most > power * 10.0 * MOST_LAG_STEPS) {
            power *= 10;
        }
        for (long digit : new long[] {1, 2, 5}) {
            if (most <= (double) power * digit * MOST_LAG_STEPS) {
                return ofLag(most, power * digit);
            }
        }
        return ofLag(most, power * 10);
    }

    private static ChartAxis ofLag(double most, long step) {
        return new ChartAxis(0, step * Math.max(1, (long) Math.ceil(most / step)), step);
    }

    /** From one time to another, in milliseconds since 1970. */
    static ChartAxis ofTime(long first, long last) {
        long step = TIME_STEPS.stream()
                .mapToLong(Duration::toMillis)
                .filter(each -> (last - first) / each <= MOST_TIME_STEPS)
                .findFirst()
                .orElse((last - first) / MOST_TIME_STEPS / DAY * DAY + DAY);
        return new ChartAxis(first, last, step);
    }

    /** Its ticks, ascending. */
    List<Long> ticks() {
        return LongStream.rangeClosed(-Math.floorDiv(-first, step), Math.floorDiv(last, step))
                .mapToObj(multiple -> multiple * step)
                .toList();
    }

    /** The place of a value: 0 at the beginning, 1 at the end. */
    double place(long value) {
        return (double) (value - first) / (last - first);
    }
}
