package io.smartconnect.command.tasks.source;

import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.exporter.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the one task that somebody means. */
public final class TaskSearch {

    private static final int MOST_CANDIDATES = 20;

    private TaskSearch() {}

    /**
     * The task that somebody means.
     *
     * @param doubts why its name may belong to another one, too, in lines for people; none if it is sure
     */
    public record Found(TaskRow task, List<String> doubts) {

        /** The task, if nobody can mean another one. */
        public TaskRow withoutDoubt() throws CommandFailedException {
            if (!doubts.isEmpty()) {
                throw CommandFailedException.failed(doubts.toArray(String[]::new));
            }
            return task;
        }
    }

    /** The task of this id, or else of this name; a name must be unique, and an id, too. */
    public static Found one(String wanted, Optional<String> instance, TaskSource source) throws CommandFailedException {
        List<TaskRow> tasks = source.list().stream()
                .filter(task -> instance.map(task::runsOn).orElse(true))
                .toList();
        List<TaskRow> found = having("task_id", wanted, tasks);
        boolean byName = found.isEmpty();
        if (byName) {
            found = having("task_name", wanted, tasks);
        }
        List<String> troubles = instance.map(source::troubles).orElseGet(source::troubles);
        return switch (found.size()) {
            case 0 -> throw missing(wanted, instance, tasks, source.troubles());
            case 1 -> new Found(found.get(0), byName ? doubts(wanted, found.get(0), troubles) : List.of());
            default -> throw ambiguous(wanted, found);
        };
    }

    private static List<String> doubts(String wanted, TaskRow found, List<String> troubles) {
        if (troubles.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("the name " + SafeText.of(wanted)
                + " may not be unique, since not everything could be listed; use the id:");
        lines.add(candidate(found));
        lines.addAll(troubles);
        return lines;
    }

    private static List<TaskRow> having(String field, String value, List<TaskRow> tasks) {
        return tasks.stream().filter(task -> task.text(field).equals(value)).toList();
    }

    private static CommandFailedException missing(
            String wanted, Optional<String> instance, List<TaskRow> tasks, List<String> troubles) {
        List<String> names = tasks.stream().map(task -> task.text("task_name")).toList();
        List<String> lines = new ArrayList<>();
        lines.add("no task has the id or the name " + SafeText.of(wanted)
                + instance.map(name -> " on the instance " + SafeText.of(name)).orElse("")
                + Spelling.nearest(wanted, names)
                        .map(name -> "; did you mean " + SafeText.of(name) + "?")
                        .orElse(""));
        lines.addAll(troubles);
        return CommandFailedException.failed(lines.toArray(String[]::new));
    }

    private static CommandFailedException ambiguous(String wanted, List<TaskRow> found) {
        List<String> lines = new ArrayList<>();
        lines.add(found.size() + " tasks are called " + SafeText.of(wanted)
                + "; choose one by its id, or by --instance where ids are the same:");
        found.stream().limit(MOST_CANDIDATES).forEach(task -> lines.add(candidate(task)));
        return CommandFailedException.wrong(lines);
    }

    private static String candidate(TaskRow task) {
        return "  " + task.identity() + " (" + SafeText.of(task.text("instance_id")) + ")";
    }
}
