package io.smartconnect.exporter.snapshot.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskStatusTest {

    @ParameterizedTest
    @EnumSource
    void documentedWords_areStatuses(TaskStatus status) {
        assertThat(TaskStatus.of(status.name())).contains(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "running", "RUNNING ", "EXPLODED"})
    void otherWords_areNone(String word) {
        assertThat(TaskStatus.of(word)).isEmpty();
    }

    @Test
    void order_isThatOfTheMetrics() {
        assertThat(TaskStatus.values())
                .extracting(Enum::name)
                .containsExactly("RUNNING", "PAUSED", "WAITING", "RESTARTING", "CREATING");
    }
}
