package io.smartconnect.command.tasks;

import io.smartconnect.command.tasks.change.FieldPaths;
import io.smartconnect.exporter.cloud.dms.TaskChanges;
import java.util.List;
import picocli.CommandLine.Command;

/** Restarts a task, which rewinds it. */
@Command(
        name = "restart",
        description = "Restarts a task: it forgets how far it was, and begins anew.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What that means depends on the consumer_strategy of the task; it is told before anything is sent.",
            "",
            "Example:",
            "",
            "  smart-connect-exporter tasks restart orders-archive --config.file=exporter.conf"
        })
final class RestartCommand extends StatusCommand {

    RestartCommand() {
        super(new Transition(
                "Restart",
                ".../kafka/instances/{instance_id}/connector/tasks/{task_id}/restart",
                "RUNNING",
                true,
                TaskChanges::restart));
    }

    @Override
    List<String> meaning(Subject subject) {
        Object strategy = FieldPaths.of(subject.fields()).entrySet().stream()
                .filter(field -> field.getKey().endsWith(".consumer_strategy"))
                .map(field -> field.getValue())
                .findFirst()
                .orElse("");
        return List.of(
                "It rewinds: the task forgets how far it was.",
                switch (strategy.toString()) {
                    case "earliest" ->
                        "consumer_strategy is earliest: all that retention still holds is transferred again, so that the"
                                + " destination has it twice.";
                    case "latest" ->
                        "consumer_strategy is latest: it goes on with new messages. What has not been transferred yet"
                                + waiting(subject) + " is skipped.";
                    default -> "It has no consumer_strategy; expect everything to be transferred again.";
                });
    }

    private static String waiting(Subject subject) {
        String lag = subject.row().lagMessages();
        return lag.isEmpty() ? "" : ", " + lag + " messages now,";
    }
}
