package io.smartconnect.exporter.health.trend;

import io.smartconnect.exporter.lag.OffsetHistory;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The time from the first to the last transfer that the samples of a partition show. If they show only one of a dump, it begins with
 * the delivery before it, a deliver interval earlier.
 */
final class TransferStretch {

    /**
     * As a multiple of {@link #gap}, the most by which deliver intervals may differ from the observed stretch. As a multiple of the deliver
     * interval, the gap from which on deliveries are not seen one by one.
     */
    private static final double TOLERANCE = 1.5;

    /** As a multiple of {@link #gap}. The number of longer deliver intervals in the stretch is certain. */
    private static final double CERTAIN = 2;

    /** The production time of a message is known to the time between two messages, at both ends of the stretch. */
    private static final double MESSAGES = 2;

    private static final double MILLIS = 1_000;

    private final OffsetSamples samples;
    private final double deliverSeconds;
    private final double distance;
    private final int first;
    private final int last;

    /** The longer of the times between the samples around the first and around the last transfer, in seconds. */
    private final double gap;

    /** The stretch in at least two {@code samples}. A {@code deliverSeconds} of 0 is an unknown deliver interval. */
    TransferStretch(OffsetSamples samples, double deliverSeconds) {
        this.samples = samples;
        this.deliverSeconds = deliverSeconds;
        int newest = samples.size() - 1;
        distance = seconds(0, newest) / newest;
        int found = newest;
        while (found > 0 && !isTransfer(found)) {
            found--;
        }
        last = found;
        found = 1;
        while (found < last && !isTransfer(found)) {
            found++;
        }
        first = found;
        gap = last == 0 ? 0 : Math.max(seconds(first - 1, first), seconds(last - 1, last));
    }

    /** True if the samples show enough transfers. */
    boolean isKnown() {
        return first < last || (last > 0 && seesDeliveries());
    }

    /** Mean distance of two samples, in seconds. */
    double sampleSeconds() {
        return distance;
    }

    /** Length in seconds. The deliver interval is more exact than polls, if it explains their transfers. */
    double seconds() {
        return isRegular() ? intervals() * deliverSeconds : observed();
    }

    /** Seconds between two transfers; 0 if there is one at each sample. */
    double period() {
        return seesDeliveries() ? seconds() / intervals() : 0;
    }

    /** Seconds from the last sample to the next transfer; at least 0. The last one came halfway between two samples. */
    double untilNext() {
        double sinceLast = secondsSince() + seconds(last - 1, last) / 2;
        return seesDeliveries() ? Math.max(0, period() - sinceLast) : 0;
    }

    /**
     * Seconds by which the lag time may seem to grow although it does not: twice the time between two messages, and the error of the time
     * between transfers.
     */
    double error() {
        double messages = (double) (samples.lastTransferOffset(last) - samples.lastTransferOffset(from()));
        return MESSAGES * seconds() / messages + transferError();
    }

    private double transferError() {
        if (isRegular()) {
            return deliverSeconds > CERTAIN * gap ? 0 : deliverSeconds;
        }
        return Math.min(deliverSeconds, gap);
    }

    /** Seconds over which the messages of the stretch were produced; absent if that is older than {@code history}. */
    OptionalDouble producedSeconds(OffsetHistory history) {
        OptionalDouble since = producedAt(from(), history);
        OptionalDouble until = producedAt(last, history);
        return since.isPresent() && until.isPresent()
                ? OptionalDouble.of(until.getAsDouble() - since.getAsDouble())
                : OptionalDouble.empty();
    }

    /** Seconds from the sample that shows the last transfer to the last sample. */
    double secondsSince() {
        return seconds(last, samples.size() - 1);
    }

    /** In seconds after the first sample. */
    private OptionalDouble producedAt(int index, OffsetHistory history) {
        OptionalDouble age = age(index, history);
        return age.isPresent() ? OptionalDouble.of(seconds(0, index) - age.getAsDouble()) : age;
    }

    private OptionalDouble age(int index, OffsetHistory history) {
        Optional<LagTime> age = history.age(samples.lastTransferOffset(index), samples.time(index));
        return age.isPresent() && !age.get().isLowerBound()
                ? OptionalDouble.of(age.get().seconds())
                : OptionalDouble.empty();
    }

    private boolean isTransfer(int index) {
        return samples.lastTransferOffset(index) > samples.lastTransferOffset(index - 1);
    }

    private int from() {
        return first < last ? first : 0;
    }

    /** True if the deliver interval is long enough to limit the time between two transfers better than the samples do. */
    private boolean seesDeliveries() {
        return deliverSeconds * TOLERANCE > gap;
    }

    private double observed() {
        return first < last ? seconds(first, last) : deliverSeconds;
    }

    /** Number of deliver intervals in the stretch. */
    private double intervals() {
        return Math.max(1, Math.rint(observed() / deliverSeconds));
    }

    private boolean isRegular() {
        return seesDeliveries() && Math.abs(intervals() * deliverSeconds - observed()) <= TOLERANCE * gap;
    }

    private double seconds(int from, int to) {
        return (double) (samples.time(to) - samples.time(from)) / MILLIS;
    }
}
