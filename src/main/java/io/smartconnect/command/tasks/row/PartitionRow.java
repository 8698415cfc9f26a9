package io.smartconnect.command.tasks.row;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A partition in the table of {@code tasks show}. Unknown texts are empty.
 *
 * @param status the cloud's word
 * @param health the word of the JSON API
 * @param reason of the health, in one sentence
 */
public record PartitionRow(
        String topic,
        OptionalLong partition,
        String status,
        String health,
        String reason,
        RowLag lag,
        OptionalLong startOffset,
        OptionalLong transferredOffset,
        OptionalLong endOffset,
        OptionalDouble retentionMarginSeconds) {}
