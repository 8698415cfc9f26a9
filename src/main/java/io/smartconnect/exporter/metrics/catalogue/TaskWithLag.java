package io.smartconnect.exporter.metrics.catalogue;

import io.smartconnect.exporter.snapshot.progress.LagTotal;
import io.smartconnect.exporter.snapshot.task.Task;
import org.jspecify.annotations.Nullable;

/** A task with the total of its lag, which is computed when a family needs it first. Equal if the tasks are. */
final class TaskWithLag {

    private final Task task;
    private @Nullable LagTotal lag;

    TaskWithLag(Task task) {
        this.task = task;
    }

    Task task() {
        return task;
    }

    LagTotal lag() {
        if (lag == null) {
            lag = task.lag();
        }
        return lag;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TaskWithLag of && task.equals(of.task);
    }

    @Override
    public int hashCode() {
        return task.hashCode();
    }
}
