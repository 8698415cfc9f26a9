package io.smartconnect.exporter.lease;

import io.smartconnect.exporter.time.FakeTime;
import io.smartconnect.exporter.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;

/** The time of one of several processes: it can be stopped, as by SIGSTOP, and has a wall clock of its own. */
final class ProcessTime implements TimeSource {

    private final FakeTime machine;
    private final Queue<Runnable> overdue = new ArrayDeque<>();
    private Duration ahead = Duration.ZERO;
    private boolean isStopped;
    private boolean isDead;

    ProcessTime(FakeTime machine) {
        this.machine = machine;
    }

    /** Runs no timer from now on. */
    void stopProcess() {
        isStopped = true;
    }

    /** Runs the timers that became due meanwhile. */
    void continueProcess() {
        isStopped = false;
        while (!isStopped && !overdue.isEmpty()) {
            overdue.remove().run();
        }
    }

    /** Runs no timer any more, as after SIGKILL. */
    void killProcess() {
        isDead = true;
        isStopped = true;
    }

    boolean isRunning() {
        return !isStopped;
    }

    /** Sets the wall clock of this process. */
    void stepWallClock(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead);
    }

    @Override
    public long nanos() {
        return machine.nanos();
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        boolean[] canceled = new boolean[1];
        Timer timer = machine.after(delay, () -> {
            Runnable unlessCanceled = () -> {
                if (!canceled[0]) {
                    action.run();
                }
            };
            if (isStopped) {
                overdue.add(unlessCanceled);
            } else {
                unlessCanceled.run();
            }
        });
        return () -> {
            canceled[0] = true;
            timer.cancel();
        };
    }

    @Override
    public String toString() {
        return isDead ? "dead" : isStopped ? "stopped" : "running";
    }
}
