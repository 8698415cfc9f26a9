package io.smartconnect.exporter.cloud.exchange;

/** The part of a {@link BodyBudget} that one call takes: for the body of each attempt, until it is decoded. */
public final class BodyReservation implements AutoCloseable {

    private final BodyBudget budget;
    private int length;

    /** Bytes of the shared memory; guarded by the budget, like the other two. */
    long taken;

    /** Bytes that this place needs next. */
    int wanted;

    /** Runs when a place that waits gets its bytes. */
    Runnable granted = () -> {};

    BodyReservation(BodyBudget budget) {
        this.budget = budget;
    }

    /** Takes {@code bytes} more; returns false if the body has to wait, and runs {@code later} when it can go on. */
    boolean take(int bytes, Runnable later) {
        length += bytes;
        return length <= BodyBudget.FREE_BYTES || budget.take(this, bytes, later);
    }

    /** The rule that a body breaks that waits until its time is up. */
    String rule() {
        return "the response bodies in progress must have at most " + (budget.whole() >> 20) + " MiB";
    }

    /** Returns everything that was taken. */
    @Override
    public void close() {
        length = 0;
        budget.release(this);
    }
}
