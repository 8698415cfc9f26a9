package io.smartconnect.exporter.snapshot;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One source partition of a dump task, as one answer of the cloud describes it.
 *
 * @param id the partition's number
 * @param status its status as the cloud says it; any text
 * @param logEndOffset end of the partition
 * @param lastTransferOffset next offset to transfer
 * @param reportedLag the cloud's own count of messages not yet transferred
 */
public record Partition(
        long id,
        Optional<String> status,
        OptionalLong logEndOffset,
        OptionalLong lastTransferOffset,
        OptionalLong reportedLag) {

    /**
     * Messages not yet transferred: from the two offsets, never negative; the cloud's own number only when an
     * offset is missing, since it may be taken at another instant than they are.
     */
    public OptionalLong lag() {
        if (logEndOffset.isPresent() && lastTransferOffset.isPresent()) {
            return OptionalLong.of(Math.max(0, logEndOffset.getAsLong() - lastTransferOffset.getAsLong()));
        }
        return reportedLag;
    }
}
