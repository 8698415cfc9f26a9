package io.smartconnect.exporter.source;

import io.smartconnect.exporter.cloud.eye.TaskSeries;
import io.smartconnect.exporter.snapshot.task.Task;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A replication whose values Cloud Eye may have.
 *
 * @param instanceId its instance
 * @param taskId its id
 * @param taskName its name
 * @param isTwoWay whether it has two parts
 */
public record CloudEyeReplication(String instanceId, String taskId, String taskName, boolean isTwoWay) {

    private static final String PART = "_source_";

    /** The replication that {@code task} is. */
    public static CloudEyeReplication of(String instanceId, Task task) {
        return new CloudEyeReplication(
                instanceId, task.id(), task.name(), task.info().isTwoWay());
    }

    /**
     * The series of its parts: by its name, else by its name with the number of a part, else by its id. If a part of a two-way task is
     * in the list, both are expected: the list lacks a part that has sent nothing for some time.
     */
    Collection<TaskSeries> seriesIn(Set<TaskSeries> listed) {
        TaskSeries byName = new TaskSeries(instanceId, taskName);
        if (listed.contains(byName)) {
            return List.of(byName);
        }
        List<TaskSeries> parts = listed.stream().filter(this::isPart).toList();
        TaskSeries byId = new TaskSeries(instanceId, taskId);
        if (parts.isEmpty()) {
            return listed.contains(byId) ? List.of(byId) : List.of();
        }
        return isTwoWay
                ? Stream.concat(usualSeries().stream(), parts.stream())
                        .distinct()
                        .toList()
                : parts;
    }

    /** The series to expect where the list of series can't be read. */
    Collection<TaskSeries> usualSeries() {
        return isTwoWay
                ? Stream.of(0, 1)
                        .map(part -> new TaskSeries(instanceId, taskName + PART + part))
                        .toList()
                : List.of(new TaskSeries(instanceId, taskName));
    }

    private boolean isPart(TaskSeries series) {
        return series.instanceId().equals(instanceId)
                && !taskName.isEmpty()
                && series.task().startsWith(taskName + PART)
                && series.task().substring(taskName.length() + PART.length()).matches("[0-9]{1,3}");
    }
}
