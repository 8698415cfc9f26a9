package io.smartconnect.command.tasks;

import io.smartconnect.exporter.cloud.dms.TaskChanges;
import java.util.List;
import picocli.CommandLine.Command;

/** Resumes a paused task. */
@Command(
        name = "resume",
        description = "Resumes a paused task: it continues where it was paused.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  smart-connect-exporter tasks resume orders-archive --config.file=exporter.conf"})
final class ResumeCommand extends StatusChangeCommand {

    ResumeCommand() {
        super(new Transition(
                "Resume",
                ".../instances/{instance_id}/connector/tasks/{task_id}/resume",
                "RUNNING",
                false,
                TaskChanges::resume));
    }

    @Override
    List<String> effects(TaskToChange task) {
        return List.of("The task continues where it was paused.");
    }
}
