package io.smartconnect.bench.accuracy;

import io.smartconnect.exporter.dms.ApiSettings;
import io.smartconnect.exporter.dms.DmsMeter;
import io.smartconnect.exporter.dms.Operation;
import io.smartconnect.exporter.dms.RestDms;
import io.smartconnect.exporter.dms.TargetSettings;
import io.smartconnect.exporter.dms.auth.Credentials;
import io.smartconnect.exporter.dms.auth.Secret;
import io.smartconnect.exporter.poll.PollSettings;
import io.smartconnect.exporter.poll.Poller;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.simulator.Scenario;
import io.smartconnect.simulator.Simulator;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A simulated cloud and an exporter that polls it over a real port, both on one turned clock. */
final class Laboratory implements AutoCloseable {

    /** From one poll to the next. */
    static final Duration INTERVAL = Duration.ofSeconds(60);

    private static final PollSettings POLLS = new PollSettings(INTERVAL, Duration.ofSeconds(50), Duration.ofMinutes(5));

    /** As the daemon's defaults, but for the pace: polls should take no longer than they must. */
    private static final ApiSettings API =
            new ApiSettings(Duration.ofSeconds(15), 16, 1e9, 3, Duration.ofSeconds(60));

    private static final int PATIENCE_SECONDS = 60;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final TurnedTime time = new TurnedTime(vertx);
    private final Simulator cloud;
    private Poller poller;

    Laboratory(Scenario scenario) {
        cloud = Simulator.start(scenario, time.clock());
        poller = newPoller();
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

    /** As if the daemon had been stopped and started. */
    void restartExporter() {
        poller = newPoller();
    }

    private Poller newPoller() {
        TargetSettings target = new TargetSettings(
                "simulated",
                "eu-west-101",
                cloud.projectId(),
                cloud.url(),
                Optional.empty(),
                cloud.scenario().instanceIds(),
                new Credentials.Token(Secret.of(cloud.issueToken())));
        RestDms dms = new RestDms(vertx, target, API, INTERVAL, time, time.clock(), new Unheard());
        return new Poller(List.of(new Poller.Source(target, dms)), POLLS, time, time.clock(), snapshot -> {});
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
    }

    /** Counts nothing. */
    private static final class Unheard implements DmsMeter {

        @Override
        public void requested(Operation operation, String code, Duration duration) {}

        @Override
        public void retried(Operation operation) {}

        @Override
        public void throttled(Operation operation) {}

        @Override
        public void unreadable(String field) {}

        @Override
        public void lagMismatched() {}
    }
}
