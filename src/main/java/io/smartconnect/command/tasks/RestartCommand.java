package io.smartconnect.command.tasks;

import io.smartconnect.command.tasks.change.FieldPaths;
import io.smartconnect.exporter.cloud.dms.TaskChanges;
import io.smartconnect.exporter.text.Truncation;
import java.util.List;
import picocli.CommandLine.Command;

/** Restarts a task, which resets its transferred offsets. */
@Command(
        name = "restart",
        description = "Restarts a task: its transferred offsets are reset.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The task's consumer_strategy decides where it starts; the command shows this before it asks.",
            "",
            "Example:",
            "",
            "  smart-connect-exporter tasks restart orders-archive --config.file=exporter.conf"
        })
final class RestartCommand extends StatusChangeCommand {

    RestartCommand() {
        super(new Transition(
                "Restart",
                ".../kafka/instances/{instance_id}/connector/tasks/{task_id}/restart",
                "RUNNING",
                true,
                TaskChanges::restart));
    }

    @Override
    List<String> effects(TaskToChange task) {
        Object strategy = FieldPaths.of(task.fields()).entrySet().stream()
                .filter(field -> field.getKey().endsWith(".consumer_strategy"))
                .map(field -> field.getValue())
                .findFirst()
                .orElse("");
        return List.of(
                "The restart resets the transferred offsets.",
                switch (strategy.toString()) {
                    case "earliest" ->
                        "consumer_strategy is earliest: all retained messages are transferred again, so the destination has"
                                + " them twice.";
                    case "latest" ->
                        "consumer_strategy is latest: the task continues with new messages. Untransferred messages"
                                + lag(task) + " are skipped.";
                    case "" -> "The task has no consumer_strategy: expect all messages to be transferred again.";
                    default ->
                        "consumer_strategy is " + Truncation.name(strategy.toString())
                                + ", which is unknown: expect all messages to be transferred again.";
                });
    }

    private static String lag(TaskToChange task) {
        String lag = task.row().lag().messagesText();
        return lag.isEmpty() ? "" : " (now " + lag + ")";
    }
}
