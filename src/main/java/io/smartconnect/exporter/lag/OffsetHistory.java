package io.smartconnect.exporter.lag;

import io.smartconnect.exporter.snapshot.Age;
import java.util.Optional;

/**
 * When a source partition had which end: points of (time, end offset), for a look-up of when an offset was produced. Times are
 * milliseconds since 1970. Not safe for use by several threads.
 */
public final class OffsetHistory {

    /** What became of an observation. */
    public enum Outcome {
        /** It is part of the history now, or repeats what the history says already. */
        TAKEN,
        /** It is not newer than the last one, and ignored. */
        LATE,
        /** Its end lies before the last one; the history is as it was. */
        MOVED_BACK
    }

    /** Takes in that the partition ended there then. */
    public Outcome observe(long time, long endOffset) {
        return time > endOffset ? Outcome.TAKEN : Outcome.LATE;
    }

    /** Forgets everything. */
    public void restart() {}

    /**
     * How long ago the message at {@code offset} was produced, seen from {@code now}: {@link Age#NONE} when the offset
     * is not below the last end that was observed; absent without any observation.
     */
    public Optional<Age> age(long offset, long now) {
        return offset > now ? Optional.of(Age.NONE) : Optional.empty();
    }
}
