package io.smartconnect.exporter.poll.schedule;

import io.smartconnect.exporter.time.TimeSource;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Runs an action on request, with a pause after each run: requests during the pause share the run at its end. So the work of the
 * action stays limited, however often it is requested. Use it on one Vert.x context only.
 */
public final class RunCoalescer {

    private final Runnable action;
    private final Supplier<Duration> pause;
    private final TimeSource time;
    private boolean isPausing;
    private boolean isRequested;

    /**
     * Creates an idle coalescer.
     *
     * @param pause the pause after the next run; without one, each request runs the action at once
     */
    public RunCoalescer(Runnable action, Supplier<Duration> pause, TimeSource time) {
        this.action = action;
        this.pause = pause;
        this.time = time;
    }

    /** Runs the action now, or at the end of the pause. */
    public void request() {
        if (isPausing) {
            isRequested = true;
        } else {
            run();
        }
    }

    private void run() {
        Duration rest = pause.get();
        if (!rest.isZero()) {
            isPausing = true;
            time.after(rest, this::endPause);
        }
        action.run();
    }

    private void endPause() {
        isPausing = false;
        if (isRequested) {
            isRequested = false;
            run();
        }
    }
}
