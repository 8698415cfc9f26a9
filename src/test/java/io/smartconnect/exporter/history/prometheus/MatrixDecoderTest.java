package io.smartconnect.exporter.history.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartconnect.exporter.history.RecordedOffsets;
import io.smartconnect.exporter.history.RecordedOffsets.OffsetKind;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixDecoderTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_000);

    private final RecordedOffsets recorded = new RecordedOffsets();
    private final MatrixDecoder decoder = new MatrixDecoder(recorded, id -> id.equals("i"), NOW.toEpochMilli());

    private int decode(String body) {
        return decoder.decode(Buffer.buffer(body), OffsetKind.END);
    }

    /** The decoded points as {@code time=offset}. */
    private List<String> points() {
        Partition partition = new Partition(
                0,
                Optional.empty(),
                OptionalLong.of(Long.MAX_VALUE),
                OptionalLong.of(Long.MAX_VALUE),
                OptionalLong.empty());
        Task task = TestTasks.task("t")
                .topics(Optional.of(List.of(new Topic("orders", List.of(partition)))))
                .build();
        List<String> points = new ArrayList<>();
        recorded.byInstanceId()
                .forEach((id, tasks) -> Objects.requireNonNull(tasks.get("t"))
                        .replay(task, NOW.plusSeconds(1), (answer, time) -> {
                            Partition at = answer.topics()
                                    .orElseThrow()
                                    .get(0)
                                    .partitions()
                                    .get(0);
                            points.add(time.toEpochMilli() + "="
                                    + at.logEndOffset().orElseThrow());
                        }));
        return points;
    }

    @Test
    void decode_readsTimesAndOffsets() {
        assertThat(decode(FakePrometheus.matrix(
                        FakePrometheus.series("i", "[900,\"5\"],[960.25,\"1e+06\"],[1000,\"9007199254740992\"]"))))
                .isEqualTo(1);
        assertThat(points()).containsExactly("900000=5", "960250=1000000", "1000000=9007199254740992");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "+Inf", "-Inf", "-1", "1.5", "9007199254740993e3", "five", "", " "})
    void decode_leavesOutAValue_thatIsNoOffset(String value) {
        decode(FakePrometheus.matrix(FakePrometheus.series("i", "[900,\"5\"],[910,\"" + value + "\"],[920,\"6\"]")));

        assertThat(points()).containsExactly("900000=5", "920000=6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1001,\"6\"]",
                "[-5,\"6\"]",
                "[\"910\",\"6\"]",
                "[910,6]",
                "[910]",
                "[]",
                "7",
                "{\"a\":[1]}",
                "null"
            })
    void decode_leavesOutAPoint_thatIsUnreadableOrLaterThanNow(String point) {
        decode(FakePrometheus.matrix(FakePrometheus.series("i", "[900,\"5\"]," + point)));

        assertThat(points()).containsExactly("900000=5");
    }

    @Test
    void decode_leavesOutASeries_whoseTimesDoNotAscend_orThatIsTooLong() {
        String tooLong = IntStream.rangeClosed(0, MatrixDecoder.MOST_POINTS)
                .mapToObj(index -> "[" + index / 100.0 + ",\"1\"]")
                .collect(Collectors.joining(","));

        assertThat(decode(FakePrometheus.matrix(
                        FakePrometheus.series("i", "[900,\"5\"],[900,\"6\"]"), FakePrometheus.series("i", tooLong))))
                .isEqualTo(2);
        assertThat(recorded.partitions()).isZero();
    }

    @Test
    void decode_leavesOutOtherInstances_andSeriesWithoutTheLabels() {
        assertThat(decode(FakePrometheus.matrix(
                        FakePrometheus.series("another", "[900,\"5\"]"),
                        FakePrometheus.series("i", "[900,\"5\"]").replace("\"0\"", "\"-1\""),
                        FakePrometheus.series("i", "[900,\"5\"]").replace("task_id", "id"),
                        FakePrometheus.series("i", "[900,\"5\"]").replace("\"orders\"", "[7]"),
                        "{}",
                        "[]",
                        "7")))
                .isEqualTo(7);
        assertThat(recorded.partitions()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "<html>",
        "[]",
        "{}",
        "'{\"status\":\"error\"}'",
        "'{\"data\":{\"result\":7}}'",
        "'{\"data\":{\"result\":['"
    })
    void decode_refusesAnotherAnswer(String body) {
        assertThatThrownBy(() -> decode(body)).isInstanceOf(DecodeException.class);
    }
}
