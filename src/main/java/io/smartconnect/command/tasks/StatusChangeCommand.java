package io.smartconnect.command.tasks;

import io.smartconnect.command.tasks.source.TaskClient;
import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.command.terminal.SafeText;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ExitCode;

/** A change of a task's status; waits for the new status. */
abstract class StatusChangeCommand extends ChangeCommand {

    /**
     * A change of status that the API offers.
     *
     * @param verb its name for people
     * @param path in the API, with placeholders
     * @param target the status that it leads to
     * @param repeatable true if it has an effect on a task that already has this status
     */
    record Transition(
            String verb, String path, String target, boolean repeatable, TaskClient.TaskRequest<Void> request) {}

    private final Transition transition;

    /** All statuses seen, beginning before the change. */
    private final Set<String> statuses = new HashSet<>();

    private boolean waiting;

    StatusChangeCommand(Transition transition) {
        this.transition = transition;
    }

    /** The effects on this task, one line each. */
    abstract List<String> effects(TaskToChange task);

    @Override
    final Duration defaultWait() {
        return Duration.ofSeconds(30);
    }

    @Override
    final int change(TaskToChange task) throws CommandFailedException {
        printTask(transition.verb, task);
        if (!transition.repeatable && task.status().equals(transition.target)) {
            out().println("Nothing was sent: the task is already " + transition.target + ".");
            return ExitCode.OK;
        }
        effects(task).forEach(line -> err().println("  " + line));
        if (isDryRun()) {
            out().println("PUT " + path(task) + ", without a body");
            return ExitCode.OK;
        }
        confirm();
        boolean accepted = send(task, transition.request);
        statuses.add(task.status());
        return report(status(readUntil(task, accepted, fields -> isDone(fields, accepted))), accepted);
    }

    /** Prints the result and returns the exit status. */
    private int report(String status, boolean accepted) {
        boolean reached = status.equals(transition.target);
        if (reached && accepted && statuses.size() == 1) {
            out().println("Accepted; could not confirm the restart: the status never changed from " + status + ".");
            return ExitCode.OK;
        }
        out().println("The task is " + SafeText.of(status) + (reached ? "." : ", not " + transition.target + "."));
        return reached && (accepted || !transition.repeatable) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private String path(TaskToChange task) {
        return SafeText.of(transition
                .path
                .replace("{instance_id}", task.row().id().instanceId())
                .replace("{task_id}", task.row().id().taskId()));
    }

    /** A task that runs before its restart runs again only after another status. */
    private boolean isDone(JsonObject task, boolean accepted) {
        String status = status(task);
        statuses.add(status);
        boolean isTarget = status.equals(transition.target);
        boolean mayBeUnchanged = accepted && transition.repeatable && statuses.size() == 1;
        boolean isDone = isTarget && !mayBeUnchanged;
        if (!isDone && !waiting) {
            waiting = true;
            err().println("The task is " + SafeText.of(status) + "; waiting until it "
                    + (isTarget ? "has restarted." : "is " + transition.target + "."));
        }
        return isDone;
    }
}
