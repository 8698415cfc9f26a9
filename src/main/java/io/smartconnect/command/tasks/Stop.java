package io.smartconnect.command.tasks;

import java.util.List;
import picocli.CommandLine.ExitCode;

/** Why a command ends early: lines for people, safe to print, and the exit status. */
final class Stop extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final List<String> lines;

    private Stop(int status, List<String> lines) {
        super(String.join("; ", lines), null, false, false);
        this.status = status;
        this.lines = List.copyOf(lines);
    }

    /** Something that was asked for rightly could not be done. */
    static Stop failed(String... lines) {
        return new Stop(ExitCode.SOFTWARE, List.of(lines));
    }

    /** What was asked for makes no sense. */
    static Stop wrong(String... lines) {
        return wrong(List.of(lines));
    }

    /** The same, with every mistake that was found. */
    static Stop wrong(List<String> lines) {
        return new Stop(ExitCode.USAGE, lines);
    }

    int status() {
        return status;
    }

    List<String> lines() {
        return lines;
    }
}
