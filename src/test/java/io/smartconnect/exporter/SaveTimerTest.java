package io.smartconnect.exporter;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.exporter.config.SampleConfiguration;
import io.smartconnect.exporter.time.FakeTime;
import io.smartconnect.exporter.time.TimeSource;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The timer of the state file's saves: it must run where the polls run, since a save reads their windows. */
@Timeout(60)
class SaveTimerTest {

    private static final Duration SAVES = Duration.ofMinutes(5);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    /** The contexts that started timers, by their delay. */
    private final Map<Duration, Context> contexts = new ConcurrentHashMap<>();

    private final FakeTime time = new FakeTime();

    private final TimeSource recorded = new TimeSource() {
        @Override
        public Instant instant() {
            return time.instant();
        }

        @Override
        public long nanos() {
            return time.nanos();
        }

        @Override
        public Timer after(Duration delay, Runnable action) {
            contexts.put(delay, Vertx.currentContext());
            return time.after(delay, action);
        }
    };

    @Test
    void stateFile_isSavedOnTheContextOfThePolls() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (Simulator cloud = Simulator.start(Scenario.named("quiet"))) {
            Daemon daemon = new Exporter(
                            vertx,
                            SampleConfiguration.of(directory, cloud, "lag.state-file = state")
                                    .load(),
                            new BuildInfo("1.2.3", "abc"),
                            recorded)
                    .serve()
                    .await(20, SECONDS);

            await().untilAsserted(() -> assertThat(contexts).containsKeys(SAVES, HEARTBEAT));

            assertThat(contexts.get(SAVES)).isSameAs(contexts.get(HEARTBEAT));
            daemon.stop().await(20, SECONDS);
        } finally {
            vertx.close().await(20, SECONDS);
        }
    }
}
