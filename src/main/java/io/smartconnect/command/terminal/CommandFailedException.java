package io.smartconnect.command.terminal;

import java.util.List;
import picocli.CommandLine.ExitCode;

/** An expected end of a command without success: lines that are safe to print, and the exit status. */
public final class CommandFailedException extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final List<String> lines;

    private CommandFailedException(int status, List<String> lines) {
        super(String.join("; ", lines), null, false, false);
        this.status = status;
        this.lines = List.copyOf(lines);
    }

    /** The failure of a valid command: exit status 1. */
    public static CommandFailedException failed(String... lines) {
        return failed(List.of(lines));
    }

    /** The failure of a valid command: exit status 1. */
    public static CommandFailedException failed(List<String> lines) {
        return new CommandFailedException(ExitCode.SOFTWARE, lines);
    }

    /** Wrong usage: exit status 2. */
    public static CommandFailedException wrongUsage(String... lines) {
        return wrongUsage(List.of(lines));
    }

    /** Wrong usage, one line per mistake: exit status 2. */
    public static CommandFailedException wrongUsage(List<String> lines) {
        return new CommandFailedException(ExitCode.USAGE, lines);
    }

    /** The exit status. */
    public int status() {
        return status;
    }

    /** The lines to print to standard error. */
    public List<String> lines() {
        return lines;
    }
}
