package io.smartconnect.command;

import io.smartconnect.exporter.config.ConfigurationException;
import io.smartconnect.exporter.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks the configuration without asking the cloud. */
@Command(
        name = "check-config",
        description = "Reads the configuration and prints every mistake; exits with 0 if there is none, else with 1.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        sortOptions = false)
final class CheckConfigCommand implements Callable<Integer> {

    @Mixin
    private final DaemonFlags flags = new DaemonFlags();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is called
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            Settings settings = flags.load(System.getenv());
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
