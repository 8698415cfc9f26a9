package io.smartconnect.exporter.health.trend;

import io.smartconnect.exporter.lag.OffsetHistory;
import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The growth of the lag time of a partition. Between two deliveries, the lag time grows by a second per second; a delivery takes it
 * back to a level that grows more slowly.
 *
 * @param growth seconds per second, over whole deliveries; above 0, at most 1
 * @param periodSeconds time between two deliveries; 0 if they are too frequent to be seen
 * @param deliverySeconds time until the next delivery; at least 0
 */
public record LagTimeTrend(double growth, double periodSeconds, double deliverySeconds) {

    /** The trend while nothing is transferred. */
    public static final LagTimeTrend STANDSTILL = new LagTimeTrend(1, 0, 0);

    /** Growth below it would take days to matter, and may be noise. */
    private static final double LEAST_GROWTH = 0.01;

    /** Sample distances. A lag time that is shorter after a transfer may be that of messages which arrived between two polls. */
    private static final int YOUNG = 2;

    /**
     * The trend over {@code samples}, at least two; absent unless the lag time grew by more than measurement explains.
     *
     * @param deliverSeconds the deliver interval; 0 if unknown
     * @param lagSeconds the lag time at the last sample
     */
    public static Optional<LagTimeTrend> of(
            OffsetSamples samples, OffsetHistory history, double deliverSeconds, double lagSeconds) {
        TransferStretch stretch = new TransferStretch(samples, deliverSeconds);
        boolean isYoung = lagSeconds - stretch.secondsSince() <= YOUNG * stretch.sampleSeconds();
        return isYoung || !stretch.isKnown() ? Optional.empty() : over(stretch, history);
    }

    private static Optional<LagTimeTrend> over(TransferStretch stretch, OffsetHistory history) {
        OptionalDouble produced = stretch.producedSeconds(history);
        if (produced.isEmpty()) {
            return Optional.empty();
        }
        double grown = stretch.seconds() - produced.getAsDouble();
        double growth = Math.min(1, grown / stretch.seconds());
        return growth >= LEAST_GROWTH && grown > stretch.error()
                ? Optional.of(new LagTimeTrend(growth, stretch.period(), stretch.untilNext()))
                : Optional.empty();
    }

    /** Seconds until a lag time that is now {@code lagSeconds} passes {@code objectiveSeconds}; 0 once it has. */
    public double secondsUntil(double objectiveSeconds, double lagSeconds) {
        double left = Math.max(0, objectiveSeconds - lagSeconds);
        double beyondPeak = left - deliverySeconds;
        if (periodSeconds == 0) {
            return left / growth;
        }
        if (beyondPeak <= 0) {
            return left;
        }
        double deliveries = Math.ceil(beyondPeak / (growth * periodSeconds));
        double peakSeconds = deliverySeconds + deliveries * periodSeconds;
        return peakSeconds - (deliveries * growth * periodSeconds - beyondPeak);
    }
}
