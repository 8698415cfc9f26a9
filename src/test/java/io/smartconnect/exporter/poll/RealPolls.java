package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.dms.ApiSettings;
import io.smartconnect.exporter.dms.QuietMeter;
import io.smartconnect.exporter.dms.RestDms;
import io.smartconnect.exporter.dms.TargetSettings;
import io.smartconnect.exporter.dms.Ticks;
import io.smartconnect.exporter.dms.auth.Credentials;
import io.smartconnect.exporter.dms.auth.Secret;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.simulator.Simulator;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Polls over real ports, in real time, on one Vert.x context as the daemon does. */
final class RealPolls implements AutoCloseable {

    /** Polls have plenty of time, and answers are never late, however busy the machine is. */
    private static final PollSettings SETTINGS =
            new PollSettings(Duration.ofSeconds(150), Duration.ofSeconds(120), Duration.ofMinutes(5));

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();

    static ApiSettings atMost(int concurrency, double perSecond) {
        return new ApiSettings(Duration.ofSeconds(60), concurrency, perSecond, 0, Duration.ofMinutes(10));
    }

    Poller.Source source(String name, Simulator cloud, ApiSettings settings, String... instances) {
        TargetSettings target = new TargetSettings(
                name,
                "eu-west-101",
                cloud.projectId(),
                cloud.url(),
                Optional.empty(),
                List.of(instances),
                new Credentials.AccessKey(
                        Secret.of(cloud.accessKey()), Secret.of(cloud.secretKey()), Optional.empty()));
        RestDms dms = new RestDms(
                vertx,
                target,
                settings,
                SETTINGS.interval(),
                Ticks.of(vertx),
                InstantSource.system(),
                new QuietMeter());
        return new Poller.Source(target, dms);
    }

    Snapshot once(Poller.Source... sources) throws TimeoutException {
        Promise<Snapshot> polled = Promise.promise();
        context.runOnContext(now -> poller(ignored -> {}, sources).once().onComplete(polled));
        return polled.future().await(120, TimeUnit.SECONDS);
    }

    /** Polls for ever; {@link #close} ends it. */
    void start(Consumer<Snapshot> publish, Poller.Source... sources) {
        context.runOnContext(now -> poller(publish, sources).start());
    }

    private Poller poller(Consumer<Snapshot> publish, Poller.Source... sources) {
        return new Poller(
                List.of(sources),
                SETTINGS,
                HealthSettings.DEFAULT,
                new ConcurrentHashMap<>(),
                Ticks.of(vertx),
                InstantSource.system(),
                publish);
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
