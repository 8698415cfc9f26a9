package io.smartconnect.exporter.poll.state;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.Future;
import java.util.Locale;

/**
 * The memory for the state of all instances, which all polls of the process share: 7/8 of the heap, since response bodies have the
 * rest. Each entity counts with a fixed size, that of full histories. Use it on one Vert.x context only.
 */
public final class StateBudget {

    /** KiB of an instance. */
    static final int OF_INSTANCE = 16;

    /** KiB of a task without its partitions. */
    static final int OF_TASK = 16;

    /** KiB of the tracker of a partition. */
    static final int OF_TRACKER = 1;

    /** KiB of a history of end offsets, which tasks share. */
    static final int OF_HISTORY = 1;

    /** KiB that a new partition of a task may need. */
    static final int OF_PARTITION = OF_TRACKER + OF_HISTORY;

    /** Retention times of topics in one KiB. */
    static final int TOPICS_OF_A_KIB = 4;

    private final long most;
    private long taken;
    private boolean exhausted;

    /** A budget of {@code most} KiB. */
    public StateBudget(long most) {
        this.most = most;
    }

    /** The budget for a heap of this size. */
    public static StateBudget ofHeap(long heapBytes) {
        return new StateBudget((heapBytes / 8 * 7) >> 10);
    }

    /** The state of one more instance. */
    public StateShare share() {
        return new StateShare(this);
    }

    /** Fails with {@code bad_response} if there is no memory for {@code instances} more. */
    public Future<Void> checkRoomFor(long instances) {
        return check(OF_INSTANCE * instances);
    }

    /** Returns true once after state could not be kept. */
    public boolean wasExhausted() {
        boolean was = exhausted;
        exhausted = false;
        return was;
    }

    /** Takes {@code more} KiB, or fails with {@code bad_response}. */
    Future<Void> take(long more) {
        return check(more).onSuccess(enough -> taken += more);
    }

    /** Takes {@code now} KiB in place of {@code before}. */
    void replace(long before, long now) {
        taken += now - before;
    }

    private Future<Void> check(long more) {
        if (more <= 0 || taken + more <= most) {
            return Future.succeededFuture();
        }
        exhausted = true;
        String rule = String.format(
                Locale.ROOT, "the state of all instances must have at most %,d KiB; found %,d", most, taken + more);
        return Future.failedFuture(CloudFailure.of(FailureReason.BAD_RESPONSE, rule));
    }
}
