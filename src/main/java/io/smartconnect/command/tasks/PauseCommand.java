package io.smartconnect.command.tasks;

import io.smartconnect.exporter.cloud.dms.TaskChanges;
import java.util.List;
import picocli.CommandLine.Command;

/** Pauses a task. */
@Command(
        name = "pause",
        description = "Pauses a task: it transfers nothing until you resume it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  smart-connect-exporter tasks pause orders-archive --config.file=exporter.conf"})
final class PauseCommand extends StatusChangeCommand {

    PauseCommand() {
        super(new Transition(
                "Pause",
                ".../instances/{instance_id}/connector/tasks/{task_id}/pause",
                "PAUSED",
                false,
                TaskChanges::pause));
    }

    @Override
    List<String> effects(TaskToChange task) {
        return List.of(
                "The task transfers nothing until you resume it.",
                "Messages that retention deletes before that never reach the destination.");
    }
}
