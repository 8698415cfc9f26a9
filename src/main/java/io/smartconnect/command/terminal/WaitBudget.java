package io.smartconnect.command.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long a command waits in all: for a cloud that throttles, and for a task to become what it should. */
public final class WaitBudget {

    /** The longest wait for a cloud that throttles; without {@code --wait} a command does not wait for it at all. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    private final PrintWriter err;
    private Duration left;

    /** So much patience; who waits is told on {@code err}. */
    public WaitBudget(Duration limit, PrintWriter err) {
        this.left = limit;
        this.err = err;
    }

    /** Waits since the cloud throttles; false, at once, if that is longer than there is patience for. */
    public boolean outlasts(Duration pause) {
        if (pause.compareTo(left) > 0) {
            return false;
        }
        err.println("The cloud throttles; waiting " + pause.toSeconds() + " s.");
        rest(pause);
        return true;
    }

    /** Waits, or for as long as there is patience; false when there is none. */
    public boolean rests(Duration pause) {
        if (left.isZero()) {
            return false;
        }
        rest(pause.compareTo(left) < 0 ? pause : left);
        return true;
    }

    private void rest(Duration pause) {
        left = left.minus(pause);
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a command", e);
        }
    }
}
