package io.smartconnect.command;

import io.smartconnect.exporter.Build;
import io.smartconnect.exporter.config.ConfigurationException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line. Without a command it is {@code serve}. */
@Command(
        name = "smart-connect-exporter",
        description = "Prometheus exporter for the Smart Connect and dump tasks of DMS for Kafka.",
        versionProvider = Main.Version.class,
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        sortOptions = false,
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            OnceCommand.class,
            CheckConfigCommand.class,
            SimulatorCommand.class
        },
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%n",
        footer = {
            "Without a command: serve. Without a configuration file, one target comes from the environment:",
            "SMART_CONNECT_REGION or SMART_CONNECT_ENDPOINT, HUAWEICLOUD_SDK_PROJECT_ID, HUAWEICLOUD_SDK_AK,",
            "HUAWEICLOUD_SDK_SK, and optionally HUAWEICLOUD_SDK_SECURITY_TOKEN, SMART_CONNECT_INSTANCES,",
            "SMART_CONNECT_POLL_INTERVAL, SMART_CONNECT_LISTEN_ADDRESS.",
            "",
            "Exit status: 0 done, 1 failed, 2 wrong usage or a configuration that can't be used."
        })
public final class Main implements Callable<Integer> {

    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    @Mixin
    private final DaemonFlags flags = new DaemonFlags();

    /** Runs a command and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setExecutionStrategy(Main::execute)
                .setExecutionExceptionHandler(Main::explain)
                .execute(arguments);
    }

    @Override
    public Integer call() throws Exception {
        return ServeCommand.serve(flags);
    }

    private static int execute(ParseResult parsed) {
        if (parsed.hasSubcommand() && !parsed.matchedOptions().isEmpty()) {
            throw new ParameterException(
                    parsed.commandSpec().commandLine(),
                    "Options belong behind the command: found "
                            + parsed.matchedOptions().get(0).longestName() + " before "
                            + parsed.subcommand().commandSpec().name());
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Tells what went wrong without a stack trace; the log has that, for surprises. */
    private static int explain(Exception thrown, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (thrown instanceof ConfigurationException mistakes) {
            mistakes.mistakes().forEach(err::println);
            return WRONG_USAGE;
        }
        if (thrown instanceof RuntimeException && !(thrown instanceof UncheckedIOException)) {
            LoggerFactory.getLogger(Main.class).error("unexpected failure", thrown);
        }
        err.println("smart-connect-exporter: " + thrown.getMessage());
        return FAILED;
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Build build = Build.current();
            return new String[] {
                "smart-connect-exporter " + build.version() + " (revision " + build.revision() + ", java "
                        + System.getProperty("java.version") + ")"
            };
        }
    }
}
