package io.smartconnect.command.tasks.source;

import io.smartconnect.command.tasks.row.TaskIdentity;
import io.smartconnect.command.tasks.row.TaskRow;
import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.exporter.text.SpellingSuggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds a task by id or name. */
public final class TaskSearch {

    private static final int MOST_CANDIDATES = 20;

    private TaskSearch() {}

    /**
     * A task that was found.
     *
     * @param warnings lines that say why another task can have the same name; empty if the task is unique
     */
    public record Found(TaskRow task, List<String> warnings) {

        /** The task, which must be unique. */
        public TaskRow unique() throws CommandFailedException {
            if (!warnings.isEmpty()) {
                throw CommandFailedException.failed(warnings);
            }
            return task;
        }
    }

    /** The only task with this id, else the only task with this name. */
    public static Found one(String wanted, Optional<String> instance, TaskSource source) throws CommandFailedException {
        List<TaskRow> tasks = source.list().stream()
                .filter(task -> instance.map(task.id()::runsOn).orElse(true))
                .toList();
        List<TaskRow> found = having(TaskIdentity::taskId, wanted, tasks);
        boolean byName = found.isEmpty();
        if (byName) {
            found = having(TaskIdentity::taskName, wanted, tasks);
        }
        List<String> failures = instance.map(source::failures).orElseGet(source::failures);
        return switch (found.size()) {
            case 0 -> throw missing(wanted, instance, tasks, source.failures());
            case 1 -> new Found(found.get(0), byName ? warnings(wanted, found.get(0), failures) : List.of());
            default -> throw ambiguous(wanted, found);
        };
    }

    private static List<String> warnings(String wanted, TaskRow found, List<String> failures) {
        if (failures.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("the name " + SafeText.of(wanted) + " may not be unique, because a listing failed; use the id:");
        lines.add(candidate(found));
        lines.addAll(failures);
        return lines;
    }

    private static List<TaskRow> having(Function<TaskIdentity, String> field, String value, List<TaskRow> tasks) {
        return tasks.stream()
                .filter(task -> field.apply(task.id()).equals(value))
                .toList();
    }

    private static CommandFailedException missing(
            String wanted, Optional<String> instance, List<TaskRow> tasks, List<String> failures) {
        List<String> names = tasks.stream().map(task -> task.id().taskName()).toList();
        List<String> lines = new ArrayList<>();
        lines.add("no task has the id or name " + SafeText.of(wanted)
                + instance.map(name -> " on the instance " + SafeText.of(name)).orElse("")
                + SpellingSuggestion.nearest(wanted, names)
                        .map(name -> "; did you mean " + SafeText.of(name) + "?")
                        .orElse(""));
        lines.addAll(failures);
        return CommandFailedException.failed(lines);
    }

    private static CommandFailedException ambiguous(String wanted, List<TaskRow> found) {
        List<String> lines = new ArrayList<>();
        lines.add(found.size() + " tasks are called " + SafeText.of(wanted)
                + "; choose one by id, or by --instance if the ids are equal:");
        found.stream().limit(MOST_CANDIDATES).forEach(task -> lines.add(candidate(task)));
        return CommandFailedException.wrongUsage(lines);
    }

    private static String candidate(TaskRow task) {
        return "  " + task.id().text() + " (" + SafeText.of(task.id().instanceId()) + ")";
    }
}
