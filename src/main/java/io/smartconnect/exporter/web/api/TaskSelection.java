package io.smartconnect.exporter.web.api;

import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The criteria of a choice of tasks; an absent one matches all. */
public record TaskSelection(
        Optional<String> instanceId, Optional<String> taskId, Optional<String> status, Optional<Health> health) {

    /** All tasks. */
    public static final TaskSelection ALL =
            new TaskSelection(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The matching tasks of {@code snapshot}, worst first. */
    public List<TaskSummary> from(Snapshot snapshot) {
        return snapshot.instances().stream()
                .filter(instance ->
                        matches(instanceId, Optional.of(instance.info().id())))
                .flatMap(this::from)
                .sorted(TaskSummary.WORST_FIRST)
                .toList();
    }

    private Stream<TaskSummary> from(Instance instance) {
        return instance.tasks().stream().filter(this::matches).map(task -> TaskSummary.of(instance.info(), task));
    }

    private boolean matches(Task task) {
        return matches(taskId, Optional.of(task.id()))
                && matches(status, task.status())
                && matches(
                        health,
                        task.progress().map(progress -> progress.judgement().health()));
    }

    private static <T> boolean matches(Optional<T> wanted, Optional<T> found) {
        return wanted.isEmpty() || wanted.equals(found);
    }
}
