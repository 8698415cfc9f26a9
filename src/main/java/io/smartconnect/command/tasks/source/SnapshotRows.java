package io.smartconnect.command.tasks.source;

import io.smartconnect.command.tasks.row.PartitionRow;
import io.smartconnect.command.tasks.row.RowLag;
import io.smartconnect.command.tasks.row.TaskIdentity;
import io.smartconnect.command.tasks.row.TaskRow;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.JudgedPartition;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.web.api.TaskSummary;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes rows from a snapshot. */
final class SnapshotRows {

    private SnapshotRows() {}

    /** The row of a task; its data age is that at {@code now}. */
    static TaskRow task(TaskSummary summary, Instant now) {
        Task task = summary.task();
        Optional<HealthJudgement> judgement = task.progress().map(TaskProgress::judgement);
        return new TaskRow(
                identity(summary),
                summary.kind(),
                task.info().source(),
                task.info().destination(),
                summary.topics(),
                task.status().orElse(""),
                health(judgement),
                reason(judgement),
                new RowLag(summary.lagMessages(), summary.lagTime()),
                summary.lagSource().map(LagSource::label).orElse(""),
                summary.delaySeconds(),
                summary.retention(),
                summary.rates(),
                dataAge(summary, now));
    }

    private static TaskIdentity identity(TaskSummary summary) {
        return new TaskIdentity(
                summary.instance().target(),
                summary.instance().id(),
                summary.instance().name(),
                summary.task().id(),
                summary.task().name());
    }

    private static String health(Optional<HealthJudgement> judgement) {
        return judgement.map(made -> made.health().label()).orElse("");
    }

    private static String reason(Optional<HealthJudgement> judgement) {
        return judgement.map(HealthJudgement::reason).orElse("");
    }

    /** Not negative, even if the clock was set back. */
    private static OptionalDouble dataAge(TaskSummary summary, Instant now) {
        return summary.asOf().stream()
                .mapToDouble(time -> Math.max(0, Duration.between(time, now).toMillis() / 1e3))
                .findFirst();
    }

    /** The rows of all partitions of {@code topics}. */
    static List<PartitionRow> partitions(List<Topic> topics) {
        return topics.stream().flatMap(SnapshotRows::partitions).toList();
    }

    private static Stream<PartitionRow> partitions(Topic topic) {
        return IntStream.range(0, topic.partitions().size())
                .mapToObj(index -> partition(topic.name(), topic.partitions().get(index), topic.progress(index)));
    }

    private static PartitionRow partition(String topic, Partition partition, Optional<JudgedPartition> progress) {
        Optional<HealthJudgement> judgement = progress.map(JudgedPartition::judgement);
        return new PartitionRow(
                topic,
                OptionalLong.of(partition.id()),
                partition.status().orElse(""),
                health(judgement),
                reason(judgement),
                new RowLag(
                        partition.lag().stream().mapToObj(BigInteger::valueOf).findFirst(), partition.lagTime()),
                partition.logStartOffset(),
                partition.lastTransferOffset(),
                partition.logEndOffset(),
                partition.retentionMarginSeconds());
    }
}
