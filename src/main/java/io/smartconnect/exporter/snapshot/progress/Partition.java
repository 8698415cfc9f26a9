package io.smartconnect.exporter.snapshot.progress;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A row of {@link Partitions}: one source partition of a dump task, from one answer of the cloud. */
public final class Partition {

    private final Partitions columns;
    private final int index;

    Partition(Partitions columns, int index) {
        this.columns = columns;
        this.index = index;
    }

    /**
     * A single partition without a lag time. A negative number is unknown.
     *
     * @param id the partition's number
     * @param status its status as the cloud reports it; any text
     * @param logEndOffset end offset
     * @param lastTransferOffset transferred offset: the next one to transfer
     * @param reportedLag the number of untransferred messages that the cloud reports
     */
    public Partition(
            long id,
            Optional<String> status,
            OptionalLong logEndOffset,
            OptionalLong lastTransferOffset,
            OptionalLong reportedLag) {
        PartitionsBuilder row = new PartitionsBuilder();
        row.add(
                id,
                status.orElse(null),
                logEndOffset.orElse(-1),
                lastTransferOffset.orElse(-1),
                reportedLag.orElse(-1));
        this.columns = row.build();
        this.index = 0;
    }

    /** This partition with another lag time, and without a start offset and a retention margin. */
    public Partition with(Optional<LagTime> lagTime) {
        PartitionsBuilder row = new PartitionsBuilder();
        row.add(this);
        return row.build().withLagTimes(List.of(lagTime)).get(0);
    }

    /** Its number. */
    public long id() {
        return columns.id(index);
    }

    /** Its status as the cloud reports it; any text. */
    public Optional<String> status() {
        return columns.status(index);
    }

    /** Its end offset. */
    public OptionalLong logEndOffset() {
        return columns.logEndOffset(index);
    }

    /** Its transferred offset: the next one to transfer. */
    public OptionalLong lastTransferOffset() {
        return columns.lastTransferOffset(index);
    }

    /** The number of untransferred messages that the cloud reports. */
    public OptionalLong reportedLag() {
        return columns.reportedLag(index);
    }

    /** Age of the oldest untransferred message; absent while it is not known. */
    public Optional<LagTime> lagTime() {
        return columns.lagTime(index);
    }

    /**
     * Untransferred messages: the difference of the offsets, never negative. If an offset is missing, the number that the cloud
     * reports, which may be from another instant.
     */
    public OptionalLong lag() {
        return columns.lag(index);
    }

    /** The oldest offset that still exists. */
    public OptionalLong logStartOffset() {
        return columns.logStartOffset(index);
    }

    /** Time until its oldest untransferred message is deleted; 0 once it is; absent if no message waits or it is not known. */
    public OptionalDouble retentionMarginSeconds() {
        return columns.retentionMarginSeconds(index);
    }

    Partitions columns() {
        return columns;
    }

    int index() {
        return index;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Partition row
                && id() == row.id()
                && status().equals(row.status())
                && logEndOffset().equals(row.logEndOffset())
                && lastTransferOffset().equals(row.lastTransferOffset())
                && reportedLag().equals(row.reportedLag())
                && lagTime().equals(row.lagTime())
                && logStartOffset().equals(row.logStartOffset())
                && retentionMarginSeconds().equals(row.retentionMarginSeconds());
    }

    @Override
    public int hashCode() {
        return Objects.hash(id(), status(), logEndOffset(), lastTransferOffset(), reportedLag(), lagTime());
    }

    @Override
    public String toString() {
        return "Partition[" + id() + ", " + status() + ", " + logEndOffset() + ", " + lastTransferOffset() + ", "
                + reportedLag() + ", " + lagTime() + "]";
    }
}
