package io.smartconnect.exporter.snapshot;

import java.util.OptionalLong;

/**
 * The number of tasks of one instance in one API, and its two limits, as a listing reports them.
 *
 * @param reported {@code total_number}: tasks that exist
 * @param max {@code max_tasks}: the number that the instance supports
 * @param quota {@code quota_tasks}: the quota of the instance
 */
public record TaskQuota(OptionalLong reported, OptionalLong max, OptionalLong quota) {}
