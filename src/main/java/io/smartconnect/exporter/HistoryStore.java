package io.smartconnect.exporter;

import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.StateFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The histories of all instances; a state file, if configured, keeps them across restarts. */
final class HistoryStore {

    private static final Duration SAVE_INTERVAL = Duration.ofMinutes(5);

    private final Vertx vertx;
    private final InstantSource clock;
    private final Optional<StateFile> file;
    private final Consumer<Boolean> onSaved;
    private final ConcurrentMap<String, OffsetHistories> byInstanceId = new ConcurrentHashMap<>();

    /** Empty histories. Worker threads report to {@code onSaved} whether a save succeeded. */
    HistoryStore(Vertx vertx, InstantSource clock, Optional<Path> file, Consumer<Boolean> onSaved) {
        this.vertx = vertx;
        this.clock = clock;
        this.file = file.map(StateFile::new);
        this.onSaved = onSaved;
    }

    ConcurrentMap<String, OffsetHistories> byInstanceId() {
        return byInstanceId;
    }

    /** Forgets all histories and reads those of the state file. Never fails: {@link StateFile} logs an unusable file. */
    Future<Void> load() {
        byInstanceId.clear();
        return file.map(state -> onWorker(() -> byInstanceId.putAll(state.read(clock.millis()))))
                .orElseGet(Future::succeededFuture);
    }

    /** Saves every five minutes, while this process polls, until Vert.x is closed. The file may belong to the holder of a lease. */
    void saveRegularly(BooleanSupplier isPolling) {
        if (file.isPresent()) {
            vertx.setPeriodic(SAVE_INTERVAL.toMillis(), timer -> {
                if (isPolling.getAsBoolean()) {
                    save();
                }
            });
        }
    }

    /** Writes all histories and windows to the state file. Never fails. Only the thread of the polls may call it. */
    Future<Void> save() {
        return file.map(state -> {
                    byInstanceId.values().forEach(OffsetHistories::captureWindows);
                    return onWorker(() -> onSaved.accept(state.write(byInstanceId)));
                })
                .orElseGet(Future::succeededFuture);
    }

    private Future<Void> onWorker(Runnable work) {
        return vertx.<Void>executeBlocking(() -> {
                    work.run();
                    return null;
                })
                .otherwiseEmpty();
    }
}
