package io.smartconnect.command;

import io.smartconnect.exporter.config.ConfigurationException;
import io.smartconnect.exporter.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks the configuration without requests to the cloud. */
@Command(
        name = "check-config",
        description = "Prints every mistake in the configuration; exits with 1 if there is one.",
        mixinStandardHelpOptions = true)
final class CheckConfigCommand implements Callable<Integer> {

    @Mixin
    private final ConfigurationFlags flags = new ConfigurationFlags();

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
            return 0;
        } catch (ConfigurationException mistakes) {
            mistakes.mistakes().forEach(spec.commandLine().getErr()::println);
            return Main.FAILED;
        }
    }
}
