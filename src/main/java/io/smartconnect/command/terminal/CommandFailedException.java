package io.smartconnect.command.terminal;

import java.util.List;
import picocli.CommandLine.ExitCode;

/** Why a command ends early: lines for people, safe to print, and the exit status. */
public final class CommandFailedException extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final List<String> lines;

    private CommandFailedException(int status, List<String> lines) {
        super(String.join("; ", lines), null, false, false);
        this.status = status;
        this.lines = List.copyOf(lines);
    }

    /** Something that was asked for rightly could not be done. */
    public static CommandFailedException failed(String... lines) {
        return new CommandFailedException(ExitCode.SOFTWARE, List.of(lines));
    }

    /** What was asked for makes no sense. */
    public static CommandFailedException wrong(String... lines) {
        return wrong(List.of(lines));
    }

    /** The same, with every mistake that was found. */
    public static CommandFailedException wrong(List<String> lines) {
        return new CommandFailedException(ExitCode.USAGE, lines);
    }

    public int status() {
        return status;
    }

    public List<String> lines() {
        return lines;
    }
}
