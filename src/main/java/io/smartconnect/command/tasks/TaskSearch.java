package io.smartconnect.command.tasks;

import io.smartconnect.exporter.config.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the one task that somebody means. */
final class TaskSearch {

    private static final int MOST_CANDIDATES = 20;

    private TaskSearch() {}

    /** The task of this id, or else of this name; a name must be unique, and an id, too. */
    static TaskRow one(String wanted, Optional<String> instance, TaskSource source) throws Stop {
        List<TaskRow> tasks = source.list().stream()
                .filter(task -> instance.map(task::runsOn).orElse(true))
                .toList();
        List<TaskRow> found = having("task_id", wanted, tasks);
        if (found.isEmpty()) {
            found = having("task_name", wanted, tasks);
        }
        return switch (found.size()) {
            case 0 -> throw missing(wanted, instance, tasks, source.troubles());
            case 1 -> found.get(0);
            default -> throw ambiguous(wanted, found);
        };
    }

    private static List<TaskRow> having(String field, String value, List<TaskRow> tasks) {
        return tasks.stream().filter(task -> task.text(field).equals(value)).toList();
    }

    private static Stop missing(String wanted, Optional<String> instance, List<TaskRow> tasks, List<String> troubles) {
        List<String> names = tasks.stream().map(task -> task.text("task_name")).toList();
        List<String> lines = new ArrayList<>();
        lines.add("no task has the id or the name " + SafeText.of(wanted)
                + instance.map(name -> " on the instance " + SafeText.of(name)).orElse("")
                + Spelling.nearest(wanted, names)
                        .map(name -> "; did you mean " + SafeText.of(name) + "?")
                        .orElse(""));
        lines.addAll(troubles);
        return Stop.failed(lines.toArray(String[]::new));
    }

    private static Stop ambiguous(String wanted, List<TaskRow> found) {
        List<String> lines = new ArrayList<>();
        lines.add(found.size() + " tasks are called " + SafeText.of(wanted)
                + "; choose one by its id, or by --instance where ids are the same:");
        found.stream()
                .limit(MOST_CANDIDATES)
                .forEach(
                        task -> lines.add("  " + task.identity() + " (" + SafeText.of(task.text("instance_id")) + ")"));
        return Stop.wrong(lines);
    }
}
