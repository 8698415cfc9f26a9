package io.smartconnect.command;

import io.smartconnect.command.process.CommandProcess;
import io.smartconnect.command.tasks.TasksCommand;
import io.smartconnect.exporter.BuildInfo;
import io.smartconnect.exporter.config.ConfigurationException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. The default command is {@code serve}. */
@Command(
        name = Main.NAME,
        description = "Prometheus exporter for the Smart Connect and dump tasks of DMS for Kafka.",
        customSynopsis = Main.NAME + " [COMMAND] [OPTIONS]",
        versionProvider = Main.Version.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions of serve, once and check-config:%n",
        exitCodeListHeading = Main.EXIT_STATUS,
        exitCodeList = {
            "0:success",
            "1:failure",
            "2:wrong usage, or a mistake in the configuration (check-config: 1 for the latter)",
            "3:out of memory"
        },
        footer = {
            "",
            "Without --config.file, environment variables describe a single target:",
            "  SMART_CONNECT_REGION or SMART_CONNECT_ENDPOINT",
            "  HUAWEICLOUD_SDK_PROJECT_ID, HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK",
            "  optionally HUAWEICLOUD_SDK_SECURITY_TOKEN, SMART_CONNECT_INSTANCES",
            "With or without a file: SMART_CONNECT_POLL_INTERVAL, SMART_CONNECT_LISTEN_ADDRESS,",
            "  SMART_CONNECT_HISTORY_FROM"
        })
public final class Main implements Callable<Integer> {

    static final String NAME = "smart-connect-exporter";
    static final String EXIT_STATUS = "%nExit status:%n";
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    /** The width of the help, unless the terminal has fewer columns. */
    private static final int HELP_COLUMNS = 100;

    /** The width of the flags in the help. */
    private static final int FLAG_COLUMNS = 42;

    /** In the order of the help. */
    private static final List<String> COMMANDS =
            List.of("serve", "demo", "once", "check-config", "tasks", "simulator", "completion", "training-run");

    /** Arguments whose command needs to know all commands. */
    private static final Set<String> ABOUT_ALL = Set.of("-h", "--help", "completion");

    @Mixin
    private final ConfigurationFlags flags = new ConfigurationFlags();

    /** Runs a command and exits with its status. */
    public static void main(String[] arguments) {
        CommandProcess.run(
                NAME,
                () -> commandLine(arguments)
                        .setOut(utf8(System.out))
                        .setErr(utf8(System.err))
                        .execute(arguments));
    }

    /** Names can have letters that the locale's encoding lacks. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** The command line with the commands that these arguments need: picocli takes long to read the annotations of one. */
    static CommandLine commandLine(String... arguments) {
        List<String> given = List.of(arguments);
        boolean needsAll = given.stream().anyMatch(ABOUT_ALL::contains);
        return withCommands(COMMANDS.stream().filter(name -> needsAll || given.contains(name)));
    }

    /** The command line with all commands. */
    static CommandLine withAllCommands() {
        return withCommands(COMMANDS.stream());
    }

    private static CommandLine withCommands(Stream<String> names) {
        CommandLine line = new CommandLine(new Main());
        names.forEach(name -> line.addSubcommand(name, command(name)));
        line.getSubcommands().values().forEach(Main::describe);
        return line.setUsageHelpWidth(HELP_COLUMNS)
                .setUsageHelpAutoWidth(true)
                .setExpandAtFiles(false)
                .setUsageHelpLongOptionsMaxWidth(FLAG_COLUMNS)
                .setExecutionStrategy(Main::execute)
                .setParameterExceptionHandler(Main::printUsageError)
                .setExecutionExceptionHandler(Main::printFailure);
    }

    private static Class<? extends Callable<Integer>> command(String name) {
        return switch (name) {
            case "serve" -> ServeCommand.class;
            case "demo" -> DemoCommand.class;
            case "once" -> OnceCommand.class;
            case "check-config" -> CheckConfigCommand.class;
            case "tasks" -> TasksCommand.class;
            case "simulator" -> SimulatorCommand.class;
            case "completion" -> CompletionCommand.class;
            case "training-run" -> TrainingRunCommand.class;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static void describe(CommandLine command) {
        command.getCommandSpec()
                .versionProvider(new Version())
                .usageMessage()
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .optionListHeading("%nOptions:%n");
        command.getSubcommands().values().forEach(Main::describe);
    }

    @Override
    public Integer call() throws Exception {
        return ServeCommand.serve(flags);
    }

    private static int execute(ParseResult parsed) {
        if (parsed.hasSubcommand() && !parsed.matchedOptions().isEmpty()) {
            throw new ParameterException(
                    parsed.commandSpec().commandLine(),
                    "options must follow the command; found "
                            + parsed.matchedOptions().get(0).longestName() + " before "
                            + parsed.subcommand().commandSpec().name());
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Prints the mistake in the arguments. */
    private static int printUsageError(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(NAME + ": " + mistake(wrong));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return WRONG_USAGE;
    }

    /** The mistake, without a possible secret: the value of an unknown flag, or an extra argument of a command with {@code --secret}. */
    private static String mistake(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String argument = unmatched.getUnmatched().get(0).split("=", 2)[0];
            boolean takesSecrets = wrong.getCommandLine().getCommandSpec().findOption("--secret") != null;
            if (takesSecrets && !argument.startsWith("--")) {
                return "there is one argument too many";
            }
            return unmatched.isUnknownOption()
                    ? "there is no flag " + argument
                    : "there is no command or argument " + argument;
        }
        return Objects.requireNonNullElse(wrong.getMessage(), "wrong usage");
    }

    /** Prints the failure without a stack trace. Unexpected failures are logged with theirs. */
    private static int printFailure(Exception thrown, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (thrown instanceof ConfigurationException mistakes) {
            mistakes.mistakes().forEach(err::println);
            return WRONG_USAGE;
        }
        if (thrown instanceof RuntimeException && !(thrown instanceof UncheckedIOException)) {
            LoggerFactory.getLogger(Main.class).error("unexpected failure", thrown);
        }
        Throwable cause =
                thrown instanceof UncheckedIOException ? Objects.requireNonNullElse(thrown.getCause(), thrown) : thrown;
        err.println(NAME + ": " + cause.getMessage());
        return FAILED;
    }

    /** The output of {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            BuildInfo build = BuildInfo.current();
            return new String[] {
                NAME + " " + build.version() + " (revision " + build.revision() + ", java "
                        + System.getProperty("java.version") + ")"
            };
        }
    }
}
