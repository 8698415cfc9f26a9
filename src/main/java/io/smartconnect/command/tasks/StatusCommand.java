package io.smartconnect.command.tasks;

import io.smartconnect.command.tasks.source.TaskClient;
import io.smartconnect.command.tasks.source.TaskRow;
import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.command.terminal.SafeText;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ExitCode;

/** What changes the status of a task, and waits until it is changed. */
abstract class StatusCommand extends ChangeCommand {

    /**
     * One of the API's three.
     *
     * @param verb what people call it
     * @param path in the API, of any task
     * @param becomes the status that it leads to
     * @param needed whether a task that has this status already needs it, too
     */
    record Transition(String verb, String path, String becomes, boolean needed, TaskClient.Question<Void> change) {}

    private final Transition transition;

    /** All that were seen, from before the change on. */
    private final Set<String> statuses = new HashSet<>();

    private boolean waiting;

    StatusCommand(Transition transition) {
        this.transition = transition;
    }

    /** What it means for this task, a line for each thing. */
    abstract List<String> meaning(Subject subject);

    @Override
    final Duration usualWait() {
        return Duration.ofSeconds(30);
    }

    @Override
    final int change(Subject subject) throws CommandFailedException {
        introduce(transition.verb, subject);
        if (!transition.needed && subject.status().equals(transition.becomes)) {
            out().println("Nothing was sent: the task is " + transition.becomes + " already.");
            return ExitCode.OK;
        }
        meaning(subject).forEach(line -> err().println("  " + line));
        if (isDryRun()) {
            out().println("PUT " + path(subject.row()) + ", without a body");
            return ExitCode.OK;
        }
        confirm();
        boolean certain = send(subject, transition.change);
        statuses.add(subject.status());
        String status = status(settled(subject, certain, this::isDone));
        boolean done = status.equals(transition.becomes);
        if (done && certain && statuses.size() == 1) {
            out().println("The cloud has accepted it; the task is " + status
                    + ", as before, so that it can't be seen whether it has restarted.");
            return ExitCode.SOFTWARE;
        }
        out().println("The task is " + SafeText.of(status) + (done ? "." : ", not " + transition.becomes + "."));
        return done && (certain || !transition.needed) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private String path(TaskRow task) {
        return SafeText.of(transition
                .path
                .replace("{instance_id}", task.text("instance_id"))
                .replace("{task_id}", task.text("task_id")));
    }

    private boolean isDone(JsonObject task) {
        String status = status(task);
        boolean done = status.equals(transition.becomes);
        if (!done && !waiting) {
            waiting = true;
            err().println("It is " + SafeText.of(status) + "; waiting until it is " + transition.becomes + ".");
        }
        statuses.add(status);
        return done;
    }
}
