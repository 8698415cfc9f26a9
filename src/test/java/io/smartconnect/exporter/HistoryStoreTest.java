package io.smartconnect.exporter;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.cloud.http.NoOpMeter;
import io.smartconnect.exporter.cloud.route.CertificateAuthorities;
import io.smartconnect.exporter.history.PrometheusAddress;
import io.smartconnect.exporter.history.prometheus.FakePrometheus;
import io.smartconnect.exporter.history.prometheus.PrometheusHistory;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.time.FakeTime;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryStoreTest {

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final List<Boolean> saved = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(20, SECONDS);
    }

    @Test
    void save_reportsSuccess() throws Exception {
        save(Optional.of(directory.resolve("state")));

        assertThat(saved).containsExactly(true);
        assertThat(directory.resolve("state")).isRegularFile();
    }

    @Test
    void save_reportsAFailure_andDoesNotFail() throws Exception {
        save(Optional.of(directory.resolve("missing").resolve("state")));

        assertThat(saved).containsExactly(false);
    }

    @Test
    void save_keepsNoCopyOfTheWindows_andAnotherSaveMeanwhileWritesThem() throws Exception {
        Optional<Path> file = Optional.of(directory.resolve("state"));
        HistoryStore store = store(file, Optional.empty());
        OffsetHistories histories = new OffsetHistories();
        histories.observe("orders", 0, 1_000, 5, OptionalLong.empty());
        histories.saveWindows(() -> new byte[] {1, 2, 3});
        store.byInstanceId().put("i", histories);

        Future.all(store.save(), store.save()).await(20, SECONDS);

        assertThat(histories.takeWindows()).isEmpty();
        HistoryStore after = store(file, Optional.empty());
        after.load().await(20, SECONDS);
        assertThat(histories(after, "i").takeWindows()).containsExactly(1, 2, 3);
    }

    @Test
    void save_reportsNothing_withoutAStateFile() throws Exception {
        save(Optional.empty());

        assertThat(saved).isEmpty();
    }

    @Test
    void load_readsFromPrometheus_onlyTheInstancesThatTheStateFileLacks() throws Exception {
        Path file = directory.resolve("state");
        HistoryStore before = store(Optional.of(file), Optional.empty());
        OffsetHistories saved = new OffsetHistories();
        saved.observe("orders", 0, 1_000, 5, OptionalLong.empty());
        before.byInstanceId().put("saved", saved);
        before.save().await(20, SECONDS);
        FakePrometheus prometheus = new FakePrometheus(
                vertx,
                request -> request.response()
                        .end(FakePrometheus.matrix(
                                FakePrometheus.steady(request, "saved", 5),
                                FakePrometheus.steady(request, "recorded", 5))));

        HistoryStore store = store(Optional.of(file), Optional.of(reader(prometheus)));
        store.load().await(60, SECONDS);

        assertThat(store.byInstanceId()).containsOnlyKeys("saved", "recorded");
        assertThat(histories(store, "saved").takeRecorded("t")).isEmpty();
        assertThat(histories(store, "recorded").takeRecorded("t")).isPresent();
        assertThat(histories(store, "recorded").takeRecorded("t")).isEmpty();
    }

    private static OffsetHistories histories(HistoryStore store, String instanceId) {
        return Objects.requireNonNull(store.byInstanceId().get(instanceId));
    }

    private PrometheusHistory reader(FakePrometheus prometheus) {
        return new PrometheusHistory(
                new ClientRuntime(vertx, TimeSource.of(vertx), new NoOpMeter()),
                PrometheusAddress.of(prometheus.url().toString()),
                CertificateAuthorities.OF_JVM,
                new PrometheusHistory.Selection(Duration.ofMinutes(1), 10, id -> true, Duration.ofSeconds(30)));
    }

    private HistoryStore store(Optional<Path> file, Optional<PrometheusHistory> prometheus) {
        return new HistoryStore(vertx, new FakeTime(Instant.ofEpochMilli(2_000)), file, prometheus, saved::add);
    }

    private void save(Optional<Path> file) throws Exception {
        store(file, Optional.empty()).save().await(20, SECONDS);
    }
}
