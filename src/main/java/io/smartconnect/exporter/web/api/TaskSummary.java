package io.smartconnect.exporter.web.api;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.LagTotal;
import io.smartconnect.exporter.snapshot.task.CloudEyeReading;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.RetentionRisk;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import io.smartconnect.exporter.web.html.Link;
import io.smartconnect.exporter.web.html.SharedPageText;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A task, its instance, and the totals of its partitions.
 *
 * @param lagMessages its lag; may exceed a long; absent if unknown
 * @param lagTime the largest of a partition; a lower bound if one of them is
 */
public record TaskSummary(
        InstanceInfo instance, Task task, Optional<BigInteger> lagMessages, Optional<LagTime> lagTime) {

    private static final BigInteger UNKNOWN_LAG = BigInteger.ONE.negate();
    private static final double UNKNOWN_LAG_TIME = -1;

    /** By health, lag time and lag, unknown ones last, then by ids. */
    static final Comparator<TaskSummary> WORST_FIRST = comparing(TaskSummary::health, reverseOrder())
            .thenComparing(summary -> summary.lagTime().map(LagTime::seconds).orElse(UNKNOWN_LAG_TIME), reverseOrder())
            .thenComparing(summary -> summary.lagMessages().orElse(UNKNOWN_LAG), reverseOrder())
            .thenComparing(summary -> summary.instance().id())
            .thenComparing(summary -> summary.task().id());

    static TaskSummary of(InstanceInfo instance, Task task) {
        LagTotal total = task.lag();
        return new TaskSummary(instance, task, total.messages(), total.lagTime());
    }

    /** The health of the task; {@code UNKNOWN} before the first judgement. */
    public Health health() {
        return task.progress().map(progress -> progress.judgement().health()).orElse(Health.UNKNOWN);
    }

    /** The source of its lag; absent if none knows it. */
    public Optional<LagSource> lagSource() {
        return task.lagSource().filter(source -> lagMessages.isPresent());
    }

    /** Its speed by its offsets, or else by Cloud Eye. */
    public TransferRates rates() {
        TransferRates rates = task.progress().map(TaskProgress::rates).orElse(TransferRates.UNKNOWN);
        return rates.transferredPerSecond().isPresent()
                ? rates
                : new TransferRates(
                        task.cloudEye()
                                .map(CloudEyeReading::transferredPerSecond)
                                .orElse(OptionalDouble.empty()),
                        rates.producedPerSecond(),
                        rates.catchUpSeconds());
    }

    /** Time from sending at the source of a replication to arriving at the target. */
    public OptionalDouble delaySeconds() {
        return task.cloudEye().map(CloudEyeReading::delaySeconds).orElse(OptionalDouble.empty());
    }

    /** The risk of loss by retention. */
    public RetentionRisk retention() {
        return task.progress().map(TaskProgress::retention).orElse(RetentionRisk.UNKNOWN);
    }

    /** The time of its data: the newest point of Cloud Eye, or else the cloud's answer; absent before the first judgement. */
    public Optional<Instant> asOf() {
        return task.lagSource()
                .filter(source -> source == LagSource.CLOUD_EYE)
                .flatMap(source -> task.cloudEye())
                .map(CloudEyeReading::time)
                .or(() -> task.progress().map(TaskProgress::asOf));
    }

    /** The work of the task: {@code replicate}, {@code redis} or {@code dump}; empty when its types define none of these. */
    public String kind() {
        return task.info().kind().label();
    }

    /** The topics' names, or else the pattern that selects them; empty when neither is known. */
    public String topics() {
        String names = task.info().topics();
        return names.isEmpty() ? task.info().topicsRegex() : names;
    }

    /** Its name, or else its id, at the length of a page. */
    public String title() {
        return SharedPageText.cut(task.name().isEmpty() ? task.id() : task.name());
    }

    /** The link to its page or document below {@code path}. */
    public Link linkUnder(String path) {
        return new Link(path)
                .to(SharedPageText.cut(task.id()))
                .with(TaskApi.INSTANCE_ID, SharedPageText.cut(instance.id()));
    }
}
