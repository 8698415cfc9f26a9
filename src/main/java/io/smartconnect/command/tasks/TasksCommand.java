package io.smartconnect.command.tasks;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands that show and change tasks. */
@Command(
        name = "tasks",
        description = "Shows and changes tasks at the terminal.",
        mixinStandardHelpOptions = true,
        commandListHeading = "%nCommands:%n",
        subcommands = {
            ListCommand.class,
            ShowCommand.class,
            ModifyCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            RestartCommand.class
        },
        footer = {"", "Exit status: 0 success; 1 failed, refused, or not applied by the cloud; 2 wrong usage"})
public final class TasksCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is called
    private CommandSpec spec;

    /** Fails: a subcommand is required. */
    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "tasks: must be followed by one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
