package io.smartconnect.exporter.snapshot;

import java.util.EnumMap;
import java.util.Map;

/**
 * Counts failures by {@link FailureReason}; immutable.
 *
 * @param counts the count of each reason; none for a reason without a failure
 */
public record FailureCounts(Map<FailureReason, Long> counts) {

    /** No failure of any kind yet. */
    public static final FailureCounts NONE = new FailureCounts(Map.of());

    public FailureCounts {
        counts = Map.copyOf(counts);
    }

    /** These counts and one more of {@code reason}. */
    public FailureCounts plus(FailureReason reason) {
        Map<FailureReason, Long> more = new EnumMap<>(FailureReason.class);
        more.putAll(counts);
        more.merge(reason, 1L, Long::sum);
        return new FailureCounts(more);
    }

    /** The number of failures with {@code reason}. */
    public long count(FailureReason reason) {
        return counts.getOrDefault(reason, 0L);
    }
}
