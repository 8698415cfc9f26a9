package io.smartconnect.command.tasks;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tasks for people. */
@Command(
        name = "tasks",
        description = "Shows tasks at the terminal, and changes them with care.",
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
        footer = {"", "Exit status: 0 done, 1 failed, refused or not taken by the cloud, 2 wrong usage"})
public final class TasksCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is called
    private CommandSpec spec;

    /** There is nothing that it does alone. */
    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "tasks: must be followed by one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
