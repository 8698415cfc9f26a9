package io.smartconnect.exporter.web.api;

import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which tasks are asked for; what is absent leaves the choice open. */
public record TaskSelection(
        Optional<String> instanceId, Optional<String> taskId, Optional<String> status, Optional<Health> health) {

    /** All tasks. */
    public static final TaskSelection ALL =
            new TaskSelection(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The tasks of {@code snapshot} that are asked for, the worst first. */
    public List<TaskSummary> from(Snapshot snapshot) {
        return snapshot.instances().stream()
                .filter(instance ->
                        admits(instanceId, Optional.of(instance.info().id())))
                .flatMap(this::from)
                .sorted(TaskSummary.WORST_FIRST)
                .toList();
    }

    private Stream<TaskSummary> from(Instance instance) {
        return instance.tasks().stream().filter(this::admits).map(task -> TaskSummary.of(instance.info(), task));
    }

    private boolean admits(Task task) {
        return admits(taskId, Optional.of(task.id()))
                && admits(status, task.status())
                && admits(
                        health,
                        task.progress().map(progress -> progress.judgement().health()));
    }

    private static <T> boolean admits(Optional<T> wanted, Optional<T> found) {
        return wanted.isEmpty() || wanted.equals(found);
    }
}
