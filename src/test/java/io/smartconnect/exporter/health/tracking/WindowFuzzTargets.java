package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.health.Polled;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.fuzz.FuzzTarget;
import io.smartconnect.fuzz.Sound;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The windows of tasks in the state file: all of an instance, and those of one task, so that the fuzzer need not keep the lengths right.
 * The restored task is polled, restarted and polled again.
 */
public final class WindowFuzzTargets {

    /** All targets by name. */
    public static final Map<String, FuzzTarget> ALL =
            Map.of("saved-windows", WindowFuzzTargets::readAll, "task-windows", WindowFuzzTargets::readOne);

    private static final String TASK = "t-1";
    private static final Instant NOW = Instant.parse("2026-03-01T00:25:00Z");
    private static final int POLLS = 5;

    private WindowFuzzTargets() {}

    private static void readOne(byte[] bytes) {
        SavedWindows saved = new SavedWindows();
        saved.put(TASK, out -> out.write(bytes));
        judge(saved);
    }

    private static void readAll(byte[] bytes) {
        SavedWindows saved = SavedWindows.unpacked(bytes);
        Sound.require(
                SavedWindows.unpacked(saved.packed()).packed().length == saved.packed().length,
                "what is read can be written and read again");
        judge(saved);
    }

    private static void judge(SavedWindows saved) {
        Polled first = restored(saved, NOW);
        poll(first);
        SavedWindows written = new SavedWindows();
        written.put(TASK, first.watch::writeWindows);
        poll(restored(SavedWindows.unpacked(written.packed()), first.now));
    }

    private static Polled restored(SavedWindows saved, Instant now) {
        Polled task = new Polled();
        saved.restore(TASK, task.watch, now.toEpochMilli());
        task.now = now;
        task.end = 1_000_000;
        task.transferred = 1_000_000;
        return task;
    }

    private static void poll(Polled task) {
        for (int poll = 0; poll < POLLS; poll++) {
            HealthJudgement judgement = task.grows(1, 100, poll == 0 ? 100 : 0);
            Sound.require(!judgement.reason().isEmpty(), "each judgement has a reason");
        }
        task.now = task.now.plus(Duration.ofMinutes(1));
    }

    /** The windows of a task after 25 polls with a gap, for the seeds. */
    static SavedWindows example() {
        Polled task = new Polled();
        task.poll(1_000, 900);
        task.grows(20, 100, 100);
        task.grows(4, 100, 0);
        SavedWindows windows = new SavedWindows();
        windows.put(TASK, task.watch::writeWindows);
        return windows;
    }
}
