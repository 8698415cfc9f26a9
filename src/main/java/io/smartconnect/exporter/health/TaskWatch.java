package io.smartconnect.exporter.health;

import io.smartconnect.exporter.lag.Histories;
import io.smartconnect.exporter.snapshot.Health;
import io.smartconnect.exporter.snapshot.Judgement;
import io.smartconnect.exporter.snapshot.Rates;
import io.smartconnect.exporter.snapshot.Task;
import io.smartconnect.exporter.snapshot.TaskProgress;
import java.time.Instant;
import java.util.Optional;

/** Watches one task from poll to poll. Not safe for use by several threads. */
public final class TaskWatch {

    /** A watch that has seen nothing yet; {@code allowedLag} in messages. */
    public TaskWatch(String instanceId, HealthSettings settings, long allowedLag) {}

    /** Takes in what a new answer of the listings says of the task: counts and logs changes. */
    public void listed(Task task, Instant now) {}

    /**
     * Takes in new offsets, and judges.
     *
     * @param task the task merged with its detail
     * @param histories those of the task's instance; each partition's end is observed in them
     * @return the task, each of its partitions with its progress
     */
    public Task observed(Task task, Histories histories, Instant now) {
        return task;
    }

    /** What is known of the task now; without topics only by its status. A pure look: it changes nothing. */
    public TaskProgress progress(Task task) {
        return new TaskProgress(
                new Judgement(Health.UNKNOWN, task.id()), Instant.EPOCH, Optional.empty(), Rates.UNKNOWN, 0, 0);
    }

    /** Forgets all samples, as after a step of the clock; counters stay. */
    public void restart() {}
}
