package io.smartconnect.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartedTest {

    @TempDir
    Path directory;

    @Test
    void process_isGone_afterClose() throws IOException {
        long id;
        try (Started started = Started.of(directory, List.of("sleep", "1000"))) {
            id = started.id();
            assertThat(ProcessHandle.of(id)).isPresent();
        }

        assertThat(ProcessHandle.of(id)).isEmpty();
    }

    @Test
    void await_tellsWhatTheProcessSaid_whenItHasEnded() throws IOException {
        try (Started started = Started.of(directory, List.of("sh", "-c", "echo no such port"))) {
            assertThatThrownBy(() -> started.await(Duration.ofMillis(1), () -> false))
                    .hasMessageContaining("no such port");
        }
    }
}
