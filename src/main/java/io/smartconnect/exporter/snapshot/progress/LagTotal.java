package io.smartconnect.exporter.snapshot.progress;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The lag and lag time of several partitions together, from one pass over them. The sum is exact: it can't overflow. */
public final class LagTotal {

    private static final BigInteger LARGEST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    /** The sum is {@code carried} and {@code sum}: longs are added for as long as they can be. */
    private BigInteger carried = BigInteger.ZERO;

    private long sum;
    private long knownPartitions;
    private long unknownPartitions;
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

    /** Untransferred messages of the partitions whose lag is known; absent if there is none. */
    public Optional<BigInteger> messages() {
        return isKnown() ? Optional.of(carried.add(BigInteger.valueOf(sum))) : Optional.empty();
    }

    /** Like {@link #messages}, but at most the largest long. */
    public OptionalLong messagesAsLong() {
        return messages()
                .map(messages -> OptionalLong.of(messages.min(LARGEST_LONG).longValue()))
                .orElseGet(OptionalLong::empty);
    }

    /** True if the lag of at least one partition is known. */
    public boolean isKnown() {
        return knownPartitions > 0;
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
                seconds = Math.max(seconds, lagTime.get().seconds());
                isLowerBound |= lagTime.get().isLowerBound();
            }
        }
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
