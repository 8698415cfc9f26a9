package io.smartconnect.exporter.history.prometheus;

import io.smartconnect.exporter.history.RecordedOffsets;
import io.smartconnect.exporter.history.RecordedOffsets.OffsetKind;
import io.smartconnect.exporter.history.RecordedTask;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import io.smartconnect.fuzz.FuzzTarget;
import io.smartconnect.fuzz.Sound;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The answers of a Prometheus about both offsets, and the recorded polls that follow from them. */
public final class HistoryFuzzTargets {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long END = 100_000;

    /** All targets by name. */
    public static final Map<String, FuzzTarget> ALL = Map.of("prometheus-matrix", HistoryFuzzTargets::read);

    private HistoryFuzzTargets() {}

    private static void read(byte[] bytes) {
        RecordedOffsets recorded = new RecordedOffsets();
        MatrixDecoder decoder = new MatrixDecoder(recorded, id -> true, NOW.toEpochMilli());
        try {
            decoder.decode(Buffer.buffer(bytes), OffsetKind.END);
            decoder.decode(Buffer.buffer(bytes), OffsetKind.TRANSFERRED);
        } catch (DecodeException documented) {
            return;
        }
        recorded.byInstanceId().values().forEach(tasks -> tasks.values().forEach(HistoryFuzzTargets::replay));
    }

    private static void replay(RecordedTask task) {
        Instant[] last = {Instant.EPOCH.minusMillis(1)};
        task.replay(present(), NOW, (answer, time) -> {
            Sound.require(time.isAfter(last[0]) && time.isBefore(NOW), "times ascend until now");
            last[0] = time;
            answer.topics().orElseThrow().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .forEach(each -> Sound.require(
                            each.logEndOffset().orElseThrow() <= END
                                    && each.lastTransferOffset().orElse(0) <= END,
                            "no offset is ahead of the cloud's"));
        });
    }

    private static Task present() {
        Partition partition =
                new Partition(0, Optional.empty(), OptionalLong.of(END), OptionalLong.of(END), OptionalLong.empty());
        return TestTasks.task("t")
                .topics(Optional.of(List.of(new Topic("orders", List.of(partition)))))
                .build();
    }
}
