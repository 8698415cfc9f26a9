package io.smartconnect.exporter;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.cloud.http.NoOpMeter;
import io.smartconnect.exporter.config.SampleConfiguration;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.metrics.self.ExporterMetrics;
import io.smartconnect.exporter.snapshot.Standby;
import io.smartconnect.exporter.time.TimeSource;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollControllerTest {

    @TempDir
    private Path directory;

    private final List<Optional<Standby>> published = new CopyOnWriteArrayList<>();
    private volatile Runnable onPublish = () -> {};
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Simulator cloud = Simulator.start(Scenario.named("quiet"));

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(20, SECONDS);
        cloud.close();
    }

    @Test
    void interruptedPolls_continueAtOnce_butNotAfterOthersMayHavePolled() throws Exception {
        PollController polls = polls();
        onContext(() -> polls.begin(false));
        await().atMost(Duration.ofSeconds(30)).until(polls::isRunning);

        onContext(() -> {
            polls.end();
            assertThat(polls.isRunning()).isFalse();
            polls.begin(true);
            assertThat(polls.isRunning()).isTrue();
        });

        CountDownLatch mayRead = new CountDownLatch(1);
        onContext(() -> {
            vertx.executeBlocking(() -> mayRead.await(30, SECONDS)); // workers read the state file after this
            polls.end();
            polls.begin(false);
            polls.end();
            polls.begin(true);
            assertThat(polls.isRunning()).as("before the state file is read").isFalse();
        });
        mayRead.countDown();
        await().atMost(Duration.ofSeconds(30)).until(polls::isRunning);
    }

    @Test
    void standby_isPublished_untilThePollsBegin() throws Exception {
        PollController polls = polls();
        Standby standby = new Standby(Optional.of("exporter-a"));

        onContext(() -> {
            polls.standBy(standby);
            assertThat(published).last().isEqualTo(Optional.of(standby));
            polls.begin(false);
            assertThat(published).last().isEqualTo(Optional.empty());
        });
    }

    @Test
    void start_withoutStandby_publishesNothing_beforeThePolls() throws Exception {
        PollController polls = polls();
        List<Boolean> wereRunning = new CopyOnWriteArrayList<>();
        onPublish = () -> wereRunning.add(polls.isRunning());

        onContext(polls::start);

        await().atMost(Duration.ofSeconds(30)).until(() -> !wereRunning.isEmpty());
        assertThat(wereRunning).doesNotContain(false);
    }

    private PollController polls() throws Exception {
        Settings settings = SampleConfiguration.of(directory, cloud, "lag.state-file = state")
                .load();
        TimeSource time = TimeSource.of(vertx);
        ConnectedTargets targets = ConnectedTargets.none(new ClientRuntime(vertx, time, new NoOpMeter()))
                .next(settings);
        return new PollController(
                time,
                new HistoryStore(vertx, time, settings.lag().stateFile(), Optional.empty(), saved -> {}),
                new ExporterMetrics("1", "abc"),
                new PollController.Configured(targets, settings),
                snapshot -> {
                    published.add(snapshot.standby());
                    onPublish.run();
                });
    }

    private void onContext(Runnable action) throws Exception {
        Promise<Void> done = Promise.promise();
        context.runOnContext(now -> {
            try {
                action.run();
                done.complete();
            } catch (Throwable failure) {
                done.fail(failure);
            }
        });
        done.future().await(30, SECONDS);
    }
}
