package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.snapshot.TaskQuota;
import io.smartconnect.exporter.snapshot.task.Task;
import java.util.List;

/**
 * All tasks that one API lists for an instance.
 *
 * @param limits task limits of the instance
 * @param tasks unique by id, without progress per partition
 */
public record TaskListing(TaskQuota limits, List<Task> tasks) {

    public TaskListing {
        tasks = List.copyOf(tasks);
    }
}
