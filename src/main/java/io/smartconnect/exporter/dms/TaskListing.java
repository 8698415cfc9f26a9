package io.smartconnect.exporter.dms;

import io.smartconnect.exporter.snapshot.Limits;
import io.smartconnect.exporter.snapshot.Task;
import java.util.List;

/**
 * All tasks that one API lists for an instance.
 *
 * @param limits what the listing says about numbers of tasks
 * @param tasks each id once, without per-partition progress
 */
public record TaskListing(Limits limits, List<Task> tasks) {

    public TaskListing {
        tasks = List.copyOf(tasks);
    }
}
