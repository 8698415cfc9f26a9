package io.smartconnect.exporter.snapshot;

import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The number of tasks of one instance in one API, and its two limits, as a listing reports them.
 *
 * @param reported {@code total_number}: tasks that exist
 * @param max {@code max_tasks}: the number that the instance supports
 * @param quota {@code quota_tasks}: the quota of the instance
 */
public record TaskQuota(OptionalLong reported, OptionalLong max, OptionalLong quota) {

    /** The smaller limit. The cloud reports an unknown one as 0. */
    public OptionalLong limit() {
        return LongStream.concat(max.stream(), quota.stream())
                .filter(limit -> limit > 0)
                .min();
    }
}
