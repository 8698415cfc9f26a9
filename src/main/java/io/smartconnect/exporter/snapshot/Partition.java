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
 * @param progress what watching it over several polls tells; absent as the cloud answers it
 */
public record Partition(
        long id,
        Optional<String> status,
        OptionalLong logEndOffset,
        OptionalLong lastTransferOffset,
        OptionalLong reportedLag,
        Optional<PartitionProgress> progress) {

    /** A partition as the cloud answers it. */
    public Partition(
            long id,
            Optional<String> status,
            OptionalLong logEndOffset,
            OptionalLong lastTransferOffset,
            OptionalLong reportedLag) {
        this(id, status, logEndOffset, lastTransferOffset, reportedLag, Optional.empty());
    }

    /** This partition with what watching it tells. */
    public Partition with(PartitionProgress known) {
        return new Partition(id, status, logEndOffset, lastTransferOffset, reportedLag, Optional.of(known));
    }

    /** Age of the oldest untransferred message; absent while that is not known. */
    public Optional<Age> age() {
        return progress.flatMap(PartitionProgress::age);
    }

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
