package io.smartconnect.exporter.snapshot.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskKindTest {

    @ParameterizedTest
    @CsvSource({
        "KAFKA_REPLICATOR_SOURCE, NONE, REPLICATE",
        "KAFKA_REPLICATOR_SOURCE, OBS_SINK, REPLICATE",
        "NONE, OBS_SINK, DUMP",
        "'', OBS_SINK, DUMP",
        "REDIS_REPLICATOR_SOURCE, REDIS_REPLICATOR_SINK, REDIS",
        "REDIS_REPLICATOR_SOURCE, OBS_SINK, REDIS",
        "MYSQL_SOURCE, ES_SINK, UNKNOWN",
        "'', '', UNKNOWN"
    })
    void sourceTypeDecides_thenSinkType(String sourceType, String sinkType, TaskKind kind) {
        assertThat(TaskKind.of(sourceType, sinkType)).isEqualTo(kind);
    }
}
