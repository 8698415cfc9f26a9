package io.smartconnect.command.tasks;

import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.command.terminal.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A subcommand of {@code tasks}: prints results to standard output and messages to standard error. */
public abstract class TaskCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is called
    private CommandSpec spec;

    private @Nullable Terminal terminal;

    /** Runs the command and returns the exit status. */
    abstract int run() throws Exception;

    @Override
    public final Integer call() throws Exception {
        try {
            return run();
        } catch (CommandFailedException failure) {
            printMessages(failure.lines());
            return failure.status();
        }
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Detected on demand, because the help and the completion script create these commands, too. */
    final Terminal terminal() {
        if (terminal == null) {
            terminal = Terminal.detect(System.getenv());
        }
        return terminal;
    }

    /** Prints a result. */
    final void print(String text) {
        out().print(text);
        out().flush();
    }

    /** Prints messages to standard error. */
    final void printMessages(List<String> lines) {
        lines.forEach(err()::println);
    }

    /** Checks the value of a flag that allows only some. */
    static void check(String flag, String value, List<String> allowed) throws CommandFailedException {
        if (!allowed.contains(value)) {
            throw CommandFailedException.wrongUsage(
                    flag + ": must be one of " + String.join(", ", allowed) + "; found " + SafeText.of(value));
        }
    }
}
