package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.dms.RestDmsClient;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.cloud.http.NoOpMeter;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.time.TimeSource;
import io.smartconnect.simulator.Simulator;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Polls over real ports, in real time, on one Vert.x context as the daemon does. */
public final class RealPolls implements AutoCloseable {

    /** Polls have plenty of time, and answers are never late, however busy the machine is. */
    private static final PollSettings SETTINGS =
            new PollSettings(Duration.ofSeconds(150), Duration.ofSeconds(120), Duration.ofMinutes(5));

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();

    public static ApiSettings atMost(int concurrency, double perSecond) {
        return new ApiSettings(Duration.ofSeconds(60), concurrency, perSecond, 0, Duration.ofMinutes(10));
    }

    public TargetClients source(String name, Simulator cloud, ApiSettings settings, String... instances) {
        TargetSettings target = new TargetSettings(
                name,
                "eu-west-101",
                cloud.projectId(),
                cloud.url(),
                Optional.empty(),
                Optional.empty(),
                List.of(instances),
                new Credentials.AccessKey(
                        Secret.of(cloud.accessKey()), Secret.of(cloud.secretKey()), Optional.empty()));
        RestDmsClient dms = new RestDmsClient(
                new ClientRuntime(vertx, TimeSource.of(vertx), new NoOpMeter()), target, settings, SETTINGS.interval());
        return TargetClients.of(target, dms);
    }

    public Snapshot once(TargetClients... sources) throws TimeoutException {
        Promise<Snapshot> polled = Promise.promise();
        context.runOnContext(now -> poller(ignored -> {}, sources).once().onComplete(polled));
        return polled.future().await(120, TimeUnit.SECONDS);
    }

    /** Polls for ever; {@link #close} ends it. */
    public void start(Consumer<Snapshot> publish, TargetClients... sources) {
        context.runOnContext(now -> poller(publish, sources).start());
    }

    private Poller poller(Consumer<Snapshot> publish, TargetClients... sources) {
        return new Poller(
                List.of(sources),
                new PollContext(SETTINGS, HealthSettings.DEFAULT, LagSettings.DEFAULT, TimeSource.of(vertx)),
                new ConcurrentHashMap<>(),
                publish);
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
