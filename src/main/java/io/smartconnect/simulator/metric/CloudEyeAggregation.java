package io.smartconnect.simulator.metric;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The aggregation that a query of version 1 asks for.
 *
 * @param periodMillis the time between two points
 * @param filter {@code average}, {@code max}, {@code min} or {@code sum}
 */
public record CloudEyeAggregation(long periodMillis, String filter) {

    private static final List<String> PERIODS = List.of("1", "300", "1200", "3600", "14400", "86400");
    private static final List<String> FILTERS = List.of("average", "max", "min", "sum");

    /** The aggregation with these parameters, if they are valid; period 1 stands for raw points, one a minute. */
    public static Optional<CloudEyeAggregation> of(String period, String filter) {
        if (!PERIODS.contains(period) || !FILTERS.contains(filter)) {
            return Optional.empty();
        }
        long millis = period.equals("1") ? ReplicationSeries.MINUTE : Long.parseLong(period) * 1000;
        return Optional.of(new CloudEyeAggregation(millis, filter));
    }

    /** The aggregated points of raw ones. */
    public List<DataPoint> on(List<DataPoint> raw) {
        Map<Long, DoubleSummaryStatistics> periods = raw.stream()
                .collect(Collectors.groupingBy(
                        point -> Math.floorDiv(point.timestamp(), periodMillis) * periodMillis,
                        TreeMap::new,
                        Collectors.summarizingDouble(DataPoint::value)));
        return periods.entrySet().stream()
                .map(period -> new DataPoint(period.getKey(), value(period.getValue())))
                .toList();
    }

    private double value(DoubleSummaryStatistics period) {
        return switch (filter) {
            case "max" -> period.getMax();
            case "min" -> period.getMin();
            case "sum" -> period.getSum();
            default -> period.getAverage();
        };
    }
}
