package io.smartconnect.exporter.snapshot.progress;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One source partition of a dump task, as of one answer of the cloud: a row of {@link Partitions}. */
public final class Partition {

    private final Partitions columns;
    private final int index;

    Partition(Partitions columns, int index) {
        this.columns = columns;
        this.index = index;
    }

    /**
     * A partition by itself, without an age. A negative number is one that is not known.
     *
     * @param id the partition's number
     * @param status its status as the cloud says it; any text
     * @param logEndOffset end of the partition
     * @param lastTransferOffset next offset to transfer
     * @param reportedLag the cloud's own count of messages not yet transferred
     */
    public Partition(
            long id,
            Optional<String> status,
            OptionalLong logEndOffset,
            OptionalLong lastTransferOffset,
            OptionalLong reportedLag) {
        Partitions.Builder row = new Partitions.Builder();
        row.add(
                id,
                status.orElse(null),
                logEndOffset.orElse(-1),
                lastTransferOffset.orElse(-1),
                reportedLag.orElse(-1));
        this.columns = row.build();
        this.index = 0;
    }

    /** This partition with another age. */
    public Partition with(Optional<LagTime> age) {
        Partitions.Builder row = new Partitions.Builder();
        row.add(this, age);
        return row.build().get(0);
    }

    /** Its number. */
    public long id() {
        return columns.id(index);
    }

    /** Its status as the cloud says it; any text. */
    public Optional<String> status() {
        return columns.status(index);
    }

    /** Its end. */
    public OptionalLong logEndOffset() {
        return columns.logEndOffset(index);
    }

    /** The next offset to transfer. */
    public OptionalLong lastTransferOffset() {
        return columns.lastTransferOffset(index);
    }

    /** The cloud's own count of messages not yet transferred. */
    public OptionalLong reportedLag() {
        return columns.reportedLag(index);
    }

    /** Age of the oldest untransferred message; absent while that is not known. */
    public Optional<LagTime> age() {
        return columns.age(index);
    }

    /**
     * Messages not yet transferred: from the two offsets, never negative; the cloud's own number only when an
     * offset is missing, since it may be taken at another instant than they are.
     */
    public OptionalLong lag() {
        return columns.lag(index);
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
                && age().equals(row.age());
    }

    @Override
    public int hashCode() {
        return Objects.hash(id(), status(), logEndOffset(), lastTransferOffset(), reportedLag(), age());
    }

    @Override
    public String toString() {
        return "Partition[" + id() + ", " + status() + ", " + logEndOffset() + ", " + lastTransferOffset() + ", "
                + reportedLag() + ", " + age() + "]";
    }
}
