package io.smartconnect.exporter.snapshot.task;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The risk that retention deletes messages of a task before it transfers them, and the loss so far.
 *
 * @param marginSeconds time until the oldest untransferred message of any partition is deleted; 0 once it is; absent if no message
 *     waits or the time is not known
 * @param expiredMessages messages that were deleted before they were transferred, each counted once, since the first reading of the
 *     start offsets; absent before it
 */
public record RetentionRisk(OptionalDouble marginSeconds, OptionalLong expiredMessages) {

    /** Nothing is known about the retention of the source topics. */
    public static final RetentionRisk UNKNOWN = new RetentionRisk(OptionalDouble.empty(), OptionalLong.empty());
}
