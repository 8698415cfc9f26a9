package io.smartconnect.simulator.demo;

import io.smartconnect.simulator.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The simulated clouds of the demo. The first has tasks of every kind, with and without trouble. The others have troubles of
 * the cloud itself, some of which begin after {@link #CHANGES}.
 */
public record DemoClouds(List<DemoCloud> all) implements AutoCloseable {

    /** The time after the start at which somebody deletes, changes and breaks something. */
    static final Duration CHANGES = Duration.ofMinutes(1);

    /** Starts the clouds. */
    public static DemoClouds start() {
        DemoClouds clouds = new DemoClouds(List.of(
                DemoCloud.start(Scenario.named("demo"), false),
                DemoCloud.start(TroubledClouds.unreliable(), false),
                DemoCloud.start(TroubledClouds.unreachable(), false),
                DemoCloud.start(TroubledClouds.throttled(), false),
                DemoCloud.start(TroubledClouds.expired(), true)));
        CompletableFuture.delayedExecutor(CHANGES.toMillis(), TimeUnit.MILLISECONDS)
                .execute(clouds::change);
        return clouds;
    }

    /** The cloud that shows the tasks. */
    public DemoCloud first() {
        return all.get(0);
    }

    private void change() {
        TroubledClouds.changeUnreliable(all.get(1).simulator());
        TroubledClouds.changePassword(all.get(4).simulator());
    }

    @Override
    public void close() {
        all.forEach(cloud -> cloud.simulator().close());
    }
}
