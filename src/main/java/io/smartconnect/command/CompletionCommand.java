package io.smartconnect.command;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a completion script for a shell. */
@Command(
        name = "completion",
        description = "Prints a completion script for commands and flags.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The script is the same for both shells. It completes the name smart-connect-exporter.",
            "",
            "Examples:",
            "",
            "  source <(smart-connect-exporter completion bash)",
            "  smart-connect-exporter completion bash > /etc/bash_completion.d/smart-connect-exporter"
        })
final class CompletionCommand implements Callable<Integer> {

    /** The supported shells. */
    static final class Shells implements Iterable<String> {
        static final List<String> NAMES = List.of("bash", "zsh");

        @Override
        public Iterator<String> iterator() {
            return NAMES.iterator();
        }
    }

    @Parameters(
            paramLabel = "SHELL",
            completionCandidates = Shells.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String shell = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is called
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!Shells.NAMES.contains(shell)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "SHELL: must be one of " + String.join(", ", Shells.NAMES) + "; found " + shell);
        }
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash(Main.NAME, spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
