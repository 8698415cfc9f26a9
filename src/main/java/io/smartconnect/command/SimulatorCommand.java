package io.smartconnect.command;

import io.smartconnect.command.process.CommandProcess;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.scenario.Scenario;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the simulator. */
@Command(
        name = "simulator",
        description = "Serves a simulated DMS for Kafka, Cloud Eye and IAM on the loopback address.",
        mixinStandardHelpOptions = true)
final class SimulatorCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "0", description = "Port. Default: a free one.")
    private int port;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "demo",
            completionCandidates = SimulatorCommand.Scenarios.class,
            description = "Scenario: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String scenario = "demo";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is called
    private CommandSpec spec;

    /** The names of the built-in scenarios. */
    static final class Scenarios implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Scenario.names().iterator();
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!Scenario.names().contains(scenario)) {
            throw wrong("--scenario: must be one of " + String.join(", ", Scenario.names()) + "; found " + scenario);
        }
        if (port < 0 || port > 65_535) {
            throw wrong("--port: must be 0 to 65535; found " + port);
        }
        Simulator simulator = Simulator.start(Scenario.named(scenario), InstantSource.system(), "127.0.0.1", port);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> CommandProcess.halt(0), "stop"));
        printEnvironment(simulator, spec.commandLine().getOut());
        return ServeCommand.untilStopped();
    }

    private static void printEnvironment(Simulator simulator, PrintWriter out) {
        out.println("# The simulator listens. An exporter with these variables polls it:");
        DemoCommand.environment(simulator).forEach((name, value) -> out.println("export " + name + "=" + value));
        out.printf(
                "# For IAM: user name %s, domain %s, password %s.%n",
                simulator.username(), simulator.domain(), simulator.password());
        out.flush();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
