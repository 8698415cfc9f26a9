package io.smartconnect.command;

import io.smartconnect.command.online.OnlineCheck;
import io.smartconnect.exporter.config.ConfigurationException;
import io.smartconnect.exporter.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the configuration, with {@code --online} also against the cloud. */
@Command(
        name = "check-config",
        description = "Prints every mistake in the configuration; exits with 1 if there is one.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Main.EXIT_STATUS,
        exitCodeList = {
            "0:no mistakes",
            "1:mistakes in a file or a variable, or a failed request of --online",
            "2:wrong usage: an unknown flag, a wrong value of a flag, a file that can't be read, no target"
        })
final class CheckConfigCommand implements Callable<Integer> {

    @Mixin
    private final ConfigurationFlags flags = new ConfigurationFlags();

    @Option(
            names = "--online",
            description =
                    "Also send one request of each kind to the cloud, and print which ones fail and which permissions"
                            + " are missing. Changes nothing.")
    private boolean online;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is called
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            Settings settings = flags.loadForServer();
            settings.warnings().forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
            int targets = settings.targets().size();
            spec.commandLine()
                    .getOut()
                    .println("The configuration is good: " + targets + (targets == 1 ? " target." : " targets."));
            return !online || new OnlineCheck(settings, spec.commandLine().getOut()).run() ? 0 : Main.FAILED;
        } catch (ConfigurationException mistakes) {
            mistakes.mistakes().forEach(spec.commandLine().getErr()::println);
            return mistakes.isWrongUsage() ? Main.WRONG_USAGE : Main.FAILED;
        }
    }
}
