package io.smartconnect.command;

import io.smartconnect.exporter.Daemon;
import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.web.WebSettings;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.demo.DemoCloud;
import io.smartconnect.simulator.demo.DemoClouds;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the daemon with a simulator in the same process. */
@Command(
        name = "demo",
        description = "Serves the metrics of a simulated cloud; needs no account and no configuration.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** The default objective of half an hour, shortened like the interval. */
    private static final Duration LAG_OBJECTIVE = Duration.ofSeconds(150);

    /** Enough for all requests of an interval: three for each task, since topics are read as often as offsets. */
    private static final double REQUESTS_PER_SECOND = 50;

    private static final String REGION = "demo";
    private static final String LISTEN_ADDRESS = "SMART_CONNECT_LISTEN_ADDRESS";

    @Mixin
    private final DaemonFlags flags = new DaemonFlags();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is called
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        DemoClouds clouds = DemoClouds.start();
        Simulator simulator = clouds.first().simulator();
        Map<String, String> environment = environment(simulator);
        environment.put("SMART_CONNECT_REGION", REGION);
        environment.put("SMART_CONNECT_POLL_INTERVAL", INTERVAL.toSeconds() + "s");
        Optional.ofNullable(System.getenv(LISTEN_ADDRESS))
                .ifPresent(address -> environment.put(LISTEN_ADDRESS, address));
        Settings settings = flags.loadForServer(Optional.empty(), environment)
                .withTargets(clouds.all().stream().map(DemoCommand::target).toList())
                .withPace(INTERVAL, REQUESTS_PER_SECOND)
                .withLagObjective(LAG_OBJECTIVE);
        Daemon daemon = ServeCommand.start(settings);
        printAddresses(settings.web(), daemon, simulator, spec.commandLine().getOut());
        return ServeCommand.untilStopped();
    }

    private static TargetSettings target(DemoCloud cloud) {
        Simulator simulator = cloud.simulator();
        return new TargetSettings(
                cloud.name(),
                REGION,
                simulator.projectId(),
                simulator.url(),
                Optional.of(simulator.url()),
                Optional.of(simulator.url()),
                List.of(),
                cloud.logsIn() ? password(simulator) : accessKey(simulator));
    }

    private static Credentials password(Simulator simulator) {
        return new Credentials.Password(simulator.username(), simulator.domain(), Secret.of(simulator.password()));
    }

    private static Credentials accessKey(Simulator simulator) {
        return new Credentials.AccessKey(
                Secret.of(simulator.accessKey()), Secret.of(simulator.secretKey()), Optional.empty());
    }

    /** The environment variables of an exporter that polls {@code simulator}. */
    static Map<String, String> environment(Simulator simulator) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SMART_CONNECT_ENDPOINT", simulator.url().toString());
        environment.put("SMART_CONNECT_CLOUD_EYE_ENDPOINT", simulator.url().toString());
        environment.put("HUAWEICLOUD_SDK_PROJECT_ID", simulator.projectId());
        environment.put("HUAWEICLOUD_SDK_AK", simulator.accessKey());
        environment.put("HUAWEICLOUD_SDK_SK", simulator.secretKey());
        return environment;
    }

    private static void printAddresses(WebSettings web, Daemon daemon, Simulator simulator, PrintWriter out) {
        String base = web.addresses().get(0).withPort(daemon.port()).reachable(daemon.usesTls());
        out.printf("Metrics    %s%s%n", base, web.telemetryPath());
        out.printf("Overview   %s/%n", base);
        out.printf("Cloud API  %s (simulated)%n", simulator.url());
        out.println("Every kind of trouble shows within three minutes. Stop with Ctrl-C.");
        out.flush();
    }
}
