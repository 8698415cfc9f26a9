package io.smartconnect.exporter.snapshot;

import java.util.OptionalLong;

/**
 * Numbers of tasks in the answer of a listing.
 *
 * @param reported {@code total_number}
 * @param max {@code max_tasks}
 * @param quota {@code quota_tasks}
 */
public record TaskQuota(OptionalLong reported, OptionalLong max, OptionalLong quota) {}
