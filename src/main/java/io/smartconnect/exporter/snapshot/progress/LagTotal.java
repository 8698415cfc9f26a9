package io.smartconnect.exporter.snapshot.progress;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The lag and lag time of several partitions together: summed in one pass, exactly, or as a source reports it for a whole task. */
public final class LagTotal {

    private static final BigInteger LARGEST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    /** The sum is {@code carried} and {@code sum}: longs are added for as long as they can be. */
    private BigInteger carried = BigInteger.ZERO;

    private long sum;

    /** The part of a message that an average contains; below 1. */
    private double fraction;

    private long knownPartitions;
    private long unknownPartitions;
    private boolean isReported;
    private double seconds = -1;
    private boolean isLowerBound;

    private LagTotal() {}

    /** The total of all partitions of these topics. */
    public static LagTotal of(List<Topic> topics) {
        LagTotal total = new LagTotal();
        topics.forEach(topic -> total.add(topic.partitions()));
        return total;
    }

    /** The total of these partitions. */
    public static LagTotal of(Partitions partitions) {
        LagTotal total = new LagTotal();
        total.add(partitions);
        return total;
    }

    /** The total that a source reports, which can be an average over some time. */
    public static LagTotal reported(OptionalDouble messages, Optional<LagTime> lagTime) {
        LagTotal total = new LagTotal();
        messages.ifPresent(total::report);
        lagTime.ifPresent(total::add);
        return total;
    }

    /** Untransferred messages of the partitions whose lag is known, rounded up; absent if there is none. */
    public Optional<BigInteger> messages() {
        return whole().map(whole -> fraction > 0 ? whole.add(BigInteger.ONE) : whole);
    }

    /** Like {@link #messages}, but not rounded up. */
    public OptionalDouble messagesAsDouble() {
        return whole().stream()
                .mapToDouble(whole -> whole.doubleValue() + fraction)
                .findFirst();
    }

    private Optional<BigInteger> whole() {
        return isKnown() ? Optional.of(carried.add(BigInteger.valueOf(sum))) : Optional.empty();
    }

    /** Like {@link #messages}, but at most the largest long. */
    public OptionalLong messagesAsLong() {
        return messages()
                .map(messages -> OptionalLong.of(messages.min(LARGEST_LONG).longValue()))
                .orElseGet(OptionalLong::empty);
    }

    /** True if the lag is reported, or known for at least one partition. */
    public boolean isKnown() {
        return isReported || knownPartitions > 0;
    }

    /** Number of partitions whose lag is not known. */
    public long unknownPartitions() {
        return unknownPartitions;
    }

    /** The longest known lag time; a lower bound if any known lag time is one; absent if none is known. */
    public Optional<LagTime> lagTime() {
        return seconds < 0 ? Optional.empty() : Optional.of(new LagTime(seconds, isLowerBound));
    }

    private void add(Partitions partitions) {
        for (int i = 0; i < partitions.size(); i++) {
            add(partitions.lag(i));
            Optional<LagTime> lagTime = partitions.lagTime(i);
            if (lagTime.isPresent()) {
                add(lagTime.get());
            }
        }
    }

    private void add(LagTime lagTime) {
        seconds = Math.max(seconds, lagTime.seconds());
        isLowerBound |= lagTime.isLowerBound();
    }

    private void report(double messages) {
        isReported = true;
        carried = new BigDecimal(messages).toBigInteger();
        fraction = messages - Math.floor(messages);
    }

    private void add(OptionalLong lag) {
        if (lag.isEmpty()) {
            unknownPartitions++;
            return;
        }
        knownPartitions++;
        if (sum > Long.MAX_VALUE - lag.getAsLong()) {
            carried = carried.add(BigInteger.valueOf(sum));
            sum = 0;
        }
        sum += lag.getAsLong();
    }
}
