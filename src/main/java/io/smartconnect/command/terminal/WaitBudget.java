package io.smartconnect.command.terminal;

import io.smartconnect.exporter.text.HumanReadable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The time that a command may still wait, for a cloud that throttles and for the result of a change. */
public final class WaitBudget {

    /** The budget of {@code --wait}. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    private final PrintWriter err;
    private Duration left;

    /** A budget of {@code limit}; waits for the cloud are announced on {@code err}. */
    public WaitBudget(Duration limit, PrintWriter err) {
        this.left = limit;
        this.err = err;
    }

    /** Waits for a cloud that throttles; returns false at once if the pause exceeds the budget. */
    public boolean waitForThrottling(Duration pause) {
        if (pause.compareTo(left) > 0) {
            return false;
        }
        err.println("The cloud throttles; waiting " + HumanReadable.duration(pause) + ".");
        sleep(pause);
        return true;
    }

    /** Waits for {@code pause}, or for the rest of the budget if that is shorter; returns false if the budget is spent. */
    public boolean pause(Duration pause) {
        if (left.isZero()) {
            return false;
        }
        sleep(pause.compareTo(left) < 0 ? pause : left);
        return true;
    }

    private void sleep(Duration pause) {
        left = left.minus(pause);
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException("the main thread is never interrupted", e);
        }
    }
}
