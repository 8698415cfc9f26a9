package io.smartconnect.bench.accuracy;

import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.dms.RestDmsClient;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.http.NoOpMeter;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.StateFile;
import io.smartconnect.exporter.poll.PollSettings;
import io.smartconnect.exporter.poll.PollContext;
import io.smartconnect.exporter.poll.Poller;
import io.smartconnect.exporter.poll.TargetClients;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.model.ActualPartitionState;
import io.smartconnect.simulator.scenario.Scenario;
import io.smartconnect.simulator.scenario.ScenarioBuilder;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A simulated cloud and an exporter that polls it over a real port, both on one turned clock. */
final class Laboratory implements AutoCloseable {

    /** From one poll to the next. */
    static final Duration INTERVAL = Duration.ofSeconds(60);

    /** The only instance of the cloud. */
    static final String INSTANCE = "0a1b2c3d";

    private static final PollSettings POLLS = new PollSettings(INTERVAL, Duration.ofSeconds(50), Duration.ofMinutes(5));

    /**
     * As the daemon's defaults, but as fast as can be; and a throttled target reopens before its next poll, which else would wait
     * for it in real time.
     */
    private static final ApiSettings API =
            new ApiSettings(Duration.ofSeconds(15), 16, 1e9, 3, Duration.ofSeconds(55));

    private static final int PATIENCE_SECONDS = 60;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final TurnedTime time = new TurnedTime(vertx);
    private final Simulator cloud;
    private final Path stateFile;
    private final Map<Place, Interpolation> comparisons = new HashMap<>();
    private final Map<Place, PhiAccrual> detectors = new HashMap<>();
    private ConcurrentMap<String, OffsetHistories> histories = new ConcurrentHashMap<>();
    private final TargetSettings target;
    private RestDmsClient dms;
    private Poller poller;
    private boolean isExporterRunning = true;

    private record Place(String task, String topic, int partition) {}

    /**
     * What the cloud has.
     *
     * @param dumpApi whether it has the dump API
     * @param cloudEyeDelay how late the values of Cloud Eye are; zero for a cloud without Cloud Eye
     * @param newerQuery whether Cloud Eye has the newer query
     */
    record Cloud(boolean dumpApi, Duration cloudEyeDelay, boolean newerQuery) {

        static final Cloud USUAL = new Cloud(true, Duration.ZERO, false);

        boolean hasCloudEye() {
            return !cloudEyeDelay.isZero();
        }

        private ScenarioBuilder scenario() {
            ScenarioBuilder scenario =
                    Scenario.builder().cloudEyeDelay(cloudEyeDelay).cloudEyeVersions(hasCloudEye(), newerQuery);
            return dumpApi ? scenario : scenario.withoutDumpApi();
        }
    }

    Laboratory(List<Case> cases, Cloud kind) {
        cloud = Simulator.start(scenario(cases, kind), time);
        stateFile = temporaryFile();
        target = target(cloud, kind.hasCloudEye());
        dms = newDms();
        poller = newPoller();
    }

    private static Scenario scenario(List<Case> cases, Cloud kind) {
        return kind.scenario()
                .tokenLife(Duration.ofDays(366))
                .instance(INSTANCE, instance -> cases.forEach(each -> each.addTo(instance)))
                .build();
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("histories", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Simulator cloud() {
        return cloud;
    }

    /** How long the scenario has been going on. */
    Duration sinceStart() {
        return time.sinceStart();
    }

    void turn(Duration by) {
        Promise<Void> turned = Promise.promise();
        context.runOnContext(now -> {
            time.turn(by);
            turned.complete();
        });
        await(turned);
    }

    Snapshot poll() {
        Promise<Snapshot> polled = Promise.promise();
        context.runOnContext(now -> poller.once().onComplete(polled));
        return await(polled);
    }

    /** As if the daemon had been stopped and started, and the comparison too. */
    void restartExporter() {
        restartExporter(new ConcurrentHashMap<>());
    }

    /** Stops the exporter, which writes its state file. */
    void stopExporter() {
        histories.values().forEach(OffsetHistories::captureWindows);
        new StateFile(stateFile).write(histories);
        isExporterRunning = false;
    }

    /** Starts an exporter that reads the state file. The comparison keeps nothing. */
    void startExporterWithStateFile() {
        restartExporter(new ConcurrentHashMap<>(new StateFile(stateFile).read(time.millis())));
        isExporterRunning = true;
    }

    boolean isExporterRunning() {
        return isExporterRunning;
    }

    private void restartExporter(ConcurrentMap<String, OffsetHistories> known) {
        dms.close();
        comparisons.clear();
        detectors.clear();
        histories = known;
        dms = newDms();
        poller = newPoller();
    }

    /** The comparison, which gets what the exporter gets. */
    Interpolation comparison(ActualPartitionState truth) {
        return comparisons.computeIfAbsent(place(truth), first -> new Interpolation());
    }

    /** The detector of stalls to compare with, which gets what the exporter gets. */
    PhiAccrual detector(ActualPartitionState truth, int windowPolls) {
        return detectors.computeIfAbsent(place(truth), first -> new PhiAccrual(windowPolls));
    }

    private static Place place(ActualPartitionState truth) {
        return new Place(truth.taskId(), truth.topic(), truth.partition());
    }

    private RestDmsClient newDms() {
        return new RestDmsClient(new ClientRuntime(vertx, time, new NoOpMeter()), target, API, INTERVAL);
    }

    private Poller newPoller() {
        return new Poller(
                List.of(TargetClients.of(target, dms)),
                new PollContext(POLLS, HealthSettings.DEFAULT, LagSettings.DEFAULT, time),
                histories,
                snapshot -> {});
    }

    private static TargetSettings target(Simulator cloud, boolean readsCloudEye) {
        return new TargetSettings(
                "simulated",
                "eu-west-101",
                cloud.projectId(),
                cloud.url(),
                Optional.empty(),
                readsCloudEye ? Optional.of(cloud.url()) : Optional.empty(),
                cloud.scenario().instanceIds(),
                new Credentials.Token(Secret.of(cloud.issueToken())));
    }

    private static <T> T await(Promise<T> promise) {
        try {
            return promise.future().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("a poll should take milliseconds; it took " + PATIENCE_SECONDS + " s", e);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
        cloud.close();
        stateFile.toFile().delete();
    }
}
