package io.smartconnect.exporter;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
    void save_reportsNothing_withoutAStateFile() throws Exception {
        save(Optional.empty());

        assertThat(saved).isEmpty();
    }

    private void save(Optional<Path> file) throws Exception {
        new HistoryStore(vertx, InstantSource.system(), file, saved::add).save().await(20, SECONDS);
    }
}
