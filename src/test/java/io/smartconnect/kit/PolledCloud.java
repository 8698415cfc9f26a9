package io.smartconnect.kit;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.dms.RestDmsClient;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.metrics.catalogue.MetricsSettings;
import io.smartconnect.exporter.metrics.render.Exposition;
import io.smartconnect.exporter.metrics.render.ExpositionBody;
import io.smartconnect.exporter.metrics.render.ExpositionFormat;
import io.smartconnect.exporter.metrics.self.ExporterMetrics;
import io.smartconnect.exporter.poll.PollContext;
import io.smartconnect.exporter.poll.PollSettings;
import io.smartconnect.exporter.poll.Poller;
import io.smartconnect.exporter.poll.TargetClients;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/** A simulated cloud, and an exporter that polls it each minute of a virtual time, over real ports. */
final class PolledCloud implements AutoCloseable {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final PollSettings POLLS = new PollSettings(MINUTE, Duration.ofSeconds(50), Duration.ofMinutes(5));
    private static final double RATE = 10;

    private record Exporter(ExporterMetrics exporterMetrics, Poller poller) {}

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final VirtualTime time = new VirtualTime();
    private final Simulator cloud;
    private final TargetSettings target;
    private final ApiSettings api;
    private Exporter exporter;
    private int minute;

    private PolledCloud(Scenario scenario, Function<Simulator, Credentials> credentials, double requestsPerSecond) {
        api = new ApiSettings(Duration.ofSeconds(15), 4, requestsPerSecond, 3, Duration.ofSeconds(60));
        cloud = Simulator.start(scenario, time);
        target = new TargetSettings(
                "prod",
                "eu-west-101",
                cloud.projectId(),
                cloud.url(),
                Optional.of(cloud.url()),
                Optional.of(cloud.url()),
                List.of(),
                credentials.apply(cloud));
        exporter = startExporter();
    }

    private Exporter startExporter() {
        ExporterMetrics exporterMetrics = new ExporterMetrics("0.1.0", "0123456");
        exporterMetrics.setPollInterval(POLLS.interval());
        RestDmsClient dms =
                new RestDmsClient(new ClientRuntime(vertx, time, exporterMetrics), target, api, POLLS.interval());
        exporterMetrics.watch(Map.of(target.name(), dms));
        Poller poller = new Poller(
                List.of(TargetClients.of(target, dms)),
                new PollContext(POLLS, HealthSettings.DEFAULT, LagSettings.DEFAULT, time),
                new ConcurrentHashMap<>(),
                ignored -> {});
        return new Exporter(exporterMetrics, poller);
    }

    /** Creates a cloud with the default settings and an access key. */
    static PolledCloud of(Scenario scenario) {
        return new PolledCloud(scenario, PolledCloud::accessKey, RATE);
    }

    /** Creates a cloud of which the exporter requests at most so much in a second. */
    static PolledCloud withRate(Scenario scenario, double requestsPerSecond) {
        return new PolledCloud(scenario, PolledCloud::accessKey, requestsPerSecond);
    }

    /** Creates a cloud whose polls take no time, so that the polls of two such clouds happen at the same moments. */
    static PolledCloud withoutPace(Scenario scenario) {
        return new PolledCloud(scenario, PolledCloud::accessKey, 1e9);
    }

    private static Credentials accessKey(Simulator cloud) {
        return new Credentials.AccessKey(Secret.of(cloud.accessKey()), Secret.of(cloud.secretKey()), Optional.empty());
    }

    /** Creates a cloud with user name and password, so that the exporter gets tokens from IAM. */
    static PolledCloud withTokens(Scenario scenario) {
        return new PolledCloud(
                scenario,
                cloud -> new Credentials.Password(cloud.username(), cloud.domain(), Secret.of(cloud.password())),
                RATE);
    }

    /** Polls with the temporary keys of a machine with an agency. */
    static PolledCloud onMachine(Scenario scenario) {
        return new PolledCloud(scenario, cloud -> new Credentials.Metadata(cloud.url()), RATE);
    }

    /** Applies an event at the next minute, before its poll. */
    void then(Consumer<Simulator> event) {
        time.passUntil(MINUTE.multipliedBy(minute));
        event.accept(cloud);
    }

    /** Lets this time pass before each response to an operation. */
    void delay(SimulatedOperation operation, Duration delay) {
        cloud.add(Fault.on(operation).edit(answer -> {
            time.pass(delay);
            return answer;
        }));
    }

    /** Lets a minute pass, polls, and returns the exposition. The first poll is at the start. */
    String poll() throws TimeoutException {
        return scraped(snapshot());
    }

    /** Lets a minute pass, polls, and returns the snapshot. The first poll is at the start. */
    Snapshot snapshot() throws TimeoutException {
        time.passUntil(MINUTE.multipliedBy(minute++));
        Promise<Snapshot> polled = Promise.promise();
        context.runOnContext(now -> exporter.poller.once().onComplete(polled));
        return polled.future().await(60, TimeUnit.SECONDS);
    }

    /** The cloud that is polled. */
    Simulator cloud() {
        return cloud;
    }

    /** Lets a minute pass without a poll. */
    void rest() {
        minute++;
    }

    /** Replaces the exporter by a new one without history. */
    void restartExporter() {
        exporter.exporterMetrics.close();
        exporter = startExporter();
    }

    private String scraped(Snapshot snapshot) {
        Exposition exposition = new Exposition(
                vertx, MetricsSettings.of(Granularity.PARTITION), exporter.exporterMetrics::collect, time, snapshot);
        Buffer text = Buffer.buffer();
        try (ExpositionBody.Pieces pieces =
                exposition.body(ExpositionFormat.TEXT_0_0_4, false).pieces()) {
            pieces.forEachRemaining(text::appendBuffer);
        }
        return text.toString();
    }

    @Override
    public void close() {
        vertx.close().await();
        cloud.close();
        exporter.exporterMetrics.close();
    }
}
