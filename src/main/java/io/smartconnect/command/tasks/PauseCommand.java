package io.smartconnect.command.tasks;

import io.smartconnect.exporter.cloud.dms.TaskChanges;
import java.util.List;
import picocli.CommandLine.Command;

/** Pauses a task. */
@Command(
        name = "pause",
        description = "Pauses a task: it transfers nothing until it is resumed.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  smart-connect-exporter tasks pause orders-archive --config.file=exporter.conf"})
final class PauseCommand extends StatusCommand {

    PauseCommand() {
        super(new Transition(
                "Pause",
                ".../instances/{instance_id}/connector/tasks/{task_id}/pause",
                "PAUSED",
                false,
                TaskChanges::pause));
    }

    @Override
    List<String> meaning(Subject subject) {
        return List.of(
                "It transfers nothing until it is resumed.",
                "What retention deletes before that is lost for the destination.");
    }
}
