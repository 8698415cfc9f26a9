package io.smartconnect.exporter;

import io.smartconnect.exporter.history.RecordedOffsets;
import io.smartconnect.exporter.history.prometheus.PrometheusHistory;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.StateFile;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The histories of all instances. A state file, if configured, keeps them across restarts; a Prometheus, if configured, has the
 * offsets of the instances that the state file lacks.
 */
final class HistoryStore {

    private static final Duration SAVE_INTERVAL = Duration.ofMinutes(5);

    /** Life of an offset from Prometheus whose task no answer names: then the task counts as gone. */
    private static final Duration RECORDED_LIFE = Duration.ofHours(1);

    private final Vertx vertx;
    private final TimeSource time;
    private final Optional<StateFile> file;
    private final Optional<PrometheusHistory> prometheus;
    private final Consumer<Boolean> onSaved;
    private final ConcurrentMap<String, OffsetHistories> byInstanceId = new ConcurrentHashMap<>();
    private Future<Void> lastSave = Future.succeededFuture();

    /** Empty histories. Worker threads report to {@code onSaved} whether a save succeeded. */
    HistoryStore(
            Vertx vertx,
            TimeSource time,
            Optional<Path> file,
            Optional<PrometheusHistory> prometheus,
            Consumer<Boolean> onSaved) {
        this.vertx = vertx;
        this.time = time;
        this.file = file.map(StateFile::new);
        this.prometheus = prometheus;
        this.onSaved = onSaved;
    }

    ConcurrentMap<String, OffsetHistories> byInstanceId() {
        return byInstanceId;
    }

    /**
     * Forgets all histories, and reads those of the state file and of Prometheus. Never fails: {@link StateFile} and
     * {@link PrometheusHistory} log problems.
     */
    Future<Void> load() {
        byInstanceId.clear();
        return file.map(state -> onWorker(() -> byInstanceId.putAll(state.read(time.millis()))))
                .orElseGet(Future::succeededFuture)
                .compose(read -> prometheus
                        .map(history -> history.read().onSuccess(this::add).<Void>mapEmpty())
                        .orElseGet(Future::succeededFuture));
    }

    private void add(RecordedOffsets recorded) {
        recorded.byInstanceId()
                .forEach((id, tasks) -> byInstanceId.computeIfAbsent(id, first -> {
                    OffsetHistories histories = new OffsetHistories();
                    histories.restoreRecorded(tasks);
                    return histories;
                }));
        time.after(RECORDED_LIFE, () -> byInstanceId.values().forEach(OffsetHistories::discardRecorded));
    }

    /**
     * Saves every five minutes, while this process polls, until Vert.x is closed. The file may belong to the holder of a lease. Only
     * the thread of the polls may call it.
     */
    void saveRegularly(BooleanSupplier isPolling) {
        if (file.isPresent()) {
            time.after(SAVE_INTERVAL, () -> {
                if (isPolling.getAsBoolean()) {
                    save();
                }
                saveRegularly(isPolling);
            });
        }
    }

    /**
     * Writes all histories and windows to the state file, after earlier saves have ended. Never fails. Only the thread of the polls
     * may call it.
     */
    Future<Void> save() {
        lastSave = file.map(state -> lastSave.compose(ended -> save(state)).otherwiseEmpty())
                .orElse(lastSave);
        return lastSave;
    }

    private Future<Void> save(StateFile state) {
        return captureWindows()
                .compose(captured -> onWorker(() -> onSaved.accept(state.write(byInstanceId))))
                .onSuccess(written -> byInstanceId.values().forEach(OffsetHistories::releaseWindows));
    }

    private Future<Void> captureWindows() {
        Promise<Void> captured = Promise.promise();
        capture(List.copyOf(byInstanceId.values()).iterator(), captured);
        return captured.future();
    }

    /** Captures the windows of one instance after the other. In between, the event loop serves others. */
    private void capture(Iterator<OffsetHistories> left, Promise<Void> captured) {
        if (left.hasNext()) {
            left.next().captureWindows();
            vertx.runOnContext(next -> capture(left, captured));
        } else {
            captured.complete();
        }
    }

    private Future<Void> onWorker(Runnable work) {
        return vertx.<Void>executeBlocking(() -> {
                    work.run();
                    return null;
                })
                .otherwiseEmpty();
    }
}
