package io.smartconnect.command.tasks;

import java.util.List;
import java.util.Objects;
import picocli.CommandLine.ExitCode;

/** What changes the status of a task, and waits until it is changed. */
abstract class StatusCommand extends ChangeCommand {

    /**
     * One of the API's three.
     *
     * @param verb what people call it
     * @param path behind the task's in the API
     * @param becomes the status that it leads to
     * @param needed whether a task that has this status already needs it, too
     */
    record Transition(String verb, String path, String becomes, boolean needed, TaskClient.Question<Void> change) {}

    private final Transition transition;

    StatusCommand(Transition transition) {
        this.transition = transition;
    }

    /** What it means for this task, a line for each thing. */
    abstract List<String> meaning(Subject subject);

    @Override
    final int change(Subject subject) throws Stop {
        introduce(transition.verb, subject);
        if (!transition.needed && subject.status().equals(transition.becomes)) {
            out().println("Nothing was sent: the task is " + transition.becomes + " already.");
            return ExitCode.OK;
        }
        meaning(subject).forEach(line -> err().println("  " + line));
        if (isDryRun()) {
            out().println("PUT " + transition.path + ", without a body");
            return ExitCode.OK;
        }
        confirm();
        boolean certain = send(subject, transition.change);
        boolean done = isDone(subject);
        return done && (certain || !transition.needed) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private boolean isDone(Subject subject) throws Stop {
        String status = status(subject);
        if (!status.equals(transition.becomes)) {
            err().println("It is " + SafeText.of(status) + "; waiting until it is " + transition.becomes + ".");
        }
        while (!status.equals(transition.becomes) && subject.settling().rests(LOOK)) {
            status = status(subject);
        }
        boolean done = status.equals(transition.becomes);
        out().println("The task is " + SafeText.of(status) + (done ? "." : ", not " + transition.becomes + "."));
        return done;
    }

    private static String status(Subject subject) throws Stop {
        return Objects.toString(subject.client().fields().getValue("status"), "");
    }
}
