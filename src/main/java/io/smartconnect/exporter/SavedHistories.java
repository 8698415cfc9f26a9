package io.smartconnect.exporter;

import io.smartconnect.exporter.lag.Histories;
import io.smartconnect.exporter.lag.StateFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The histories of all instances, and the file that keeps them across restarts, if there is one. */
final class SavedHistories {

    private static final Duration PERIOD = Duration.ofMinutes(5);

    private final Vertx vertx;
    private final InstantSource clock;
    private final Optional<StateFile> file;
    private final ConcurrentMap<String, Histories> byInstanceId = new ConcurrentHashMap<>();

    SavedHistories(Vertx vertx, InstantSource clock, Optional<Path> file) {
        this.vertx = vertx;
        this.clock = clock;
        this.file = file.map(StateFile::new);
    }

    ConcurrentMap<String, Histories> byInstanceId() {
        return byInstanceId;
    }

    /** Takes in what the file holds. Never fails: what can't be used is told in the log. */
    Future<Void> read() {
        return file.map(saved -> work(() -> byInstanceId.putAll(saved.read(clock.millis()))))
                .orElseGet(Future::succeededFuture);
    }

    /** Writes now and then, for ever. */
    void keep() {
        if (file.isPresent()) {
            vertx.setPeriodic(PERIOD.toMillis(), timer -> write());
        }
    }

    /** Writes all to the file. Never fails. */
    Future<Void> write() {
        return file.map(saved -> work(() -> saved.write(byInstanceId))).orElseGet(Future::succeededFuture);
    }

    private Future<Void> work(Runnable work) {
        return vertx.<Void>executeBlocking(() -> {
                    work.run();
                    return null;
                })
                .otherwiseEmpty();
    }
}
