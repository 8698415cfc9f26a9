package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.snapshot.TaskQuota;
import io.smartconnect.exporter.snapshot.task.Task;
import java.util.List;

/**
 * All tasks that one API lists for an instance.
 *
 * @param limits what the listing says about numbers of tasks
 * @param tasks each id once, without per-partition progress
 */
public record TaskListing(TaskQuota limits, List<Task> tasks) {

    public TaskListing {
        tasks = List.copyOf(tasks);
    }
}
