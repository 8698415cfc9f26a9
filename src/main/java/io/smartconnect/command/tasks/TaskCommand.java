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

/** What the commands about tasks share: results to standard output, everything else to standard error. */
public abstract class TaskCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is called
    private CommandSpec spec;

    private @Nullable Terminal terminal;

    /** Does it, and answers the exit status. */
    abstract int run() throws Exception;

    @Override
    public final Integer call() throws Exception {
        try {
            return run();
        } catch (CommandFailedException stop) {
            tell(stop.lines());
            return stop.status();
        }
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Looked for when it is needed: the daemon's command line has these commands, too. */
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

    /** Tells something beside the result. */
    final void tell(List<String> lines) {
        lines.forEach(err()::println);
    }

    /** Checks the value of a flag that has only so many. */
    static void check(String flag, String value, List<String> allowed) throws CommandFailedException {
        if (!allowed.contains(value)) {
            throw CommandFailedException.wrong(
                    flag + ": must be one of " + String.join(", ", allowed) + "; found " + SafeText.of(value));
        }
    }
}
