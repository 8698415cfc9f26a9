package io.smartconnect.exporter.snapshot.task;

/**
 * Movements of the offsets of a task since it was first seen, over all its partitions.
 *
 * @param transferredMessages sum of all moves forward of the transferred offsets
 * @param producedMessages sum of all moves forward of the end offsets
 * @param rewinds polls that found a transferred or an end offset moved back
 */
public record OffsetCounters(long transferredMessages, long producedMessages, long rewinds) {}
