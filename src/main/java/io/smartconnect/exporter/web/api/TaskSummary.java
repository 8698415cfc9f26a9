package io.smartconnect.exporter.web.api;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.LagTotal;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.web.html.Link;
import io.smartconnect.exporter.web.html.PageText;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A task, where it runs, and what its partitions come to.
 *
 * @param lagMessages sum over the partitions whose lag is known; may exceed a long; absent if it is known of none
 * @param lagTime the largest that is known of a partition; a lower bound as soon as one of them is
 */
public record TaskSummary(
        InstanceInfo instance, Task task, Optional<BigInteger> lagMessages, Optional<LagTime> lagTime) {

    private static final BigInteger UNKNOWN_LAG = BigInteger.ONE.negate();
    private static final double UNKNOWN_LAG_TIME = -1;

    /** By health, then by lag in seconds, then in messages, what is not known after what is; the ids settle the rest. */
    static final Comparator<TaskSummary> WORST_FIRST = comparing(TaskSummary::health, reverseOrder())
            .thenComparing(summary -> summary.lagTime().map(LagTime::seconds).orElse(UNKNOWN_LAG_TIME), reverseOrder())
            .thenComparing(summary -> summary.lagMessages().orElse(UNKNOWN_LAG), reverseOrder())
            .thenComparing(summary -> summary.instance().id())
            .thenComparing(summary -> summary.task().id());

    static TaskSummary of(InstanceInfo instance, Task task) {
        LagTotal total = LagTotal.of(task.topics().orElse(List.of()));
        return new TaskSummary(instance, task, total.messages(), total.lagTime());
    }

    /** A task that was not judged counts as one that can't be. */
    public Health health() {
        return task.progress().map(progress -> progress.judgement().health()).orElse(Health.UNKNOWN);
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

    /** Its name, or else its id; cut where that is endless. */
    public String title() {
        return PageText.cut(task.name().isEmpty() ? task.id() : task.name());
    }

    /** The link to what is said about it under {@code path}: its own page, or JSON. */
    public Link linkUnder(String path) {
        return new Link(path).to(PageText.cut(task.id())).with(TaskApi.INSTANCE_ID, PageText.cut(instance.id()));
    }
}
