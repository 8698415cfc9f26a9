package io.smartconnect.exporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.snapshot.BudgetUse;
import io.smartconnect.exporter.snapshot.FailureCounts;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The interval at which the polls read offsets when the request rate is too low to read all in each poll. */
class DetailIntervalTest {

    private static final Duration INTERVAL = CloudSamples.SETTINGS.interval();
    private static final int INSTANCES = 6;
    private static final int TASKS = 10;

    /** 13 listings a minute, 60 offsets, and some requests for retention; 36 are allowed. */
    private final GatedCloud cloud = new GatedCloud(0.6);

    private final List<Snapshot> published = new ArrayList<>();
    private final Poller poller = new Poller(
            List.of(cloud.clients),
            new PollContext(CloudSamples.SETTINGS, HealthSettings.DEFAULT, LagSettings.DEFAULT, cloud.time),
            new ConcurrentHashMap<>(),
            published::add);

    private static List<String> instances() {
        return IntStream.range(0, INSTANCES).mapToObj(i -> "i" + i).toList();
    }

    private static List<Task> dumps(String instance) {
        return IntStream.range(0, TASKS)
                .mapToObj(i -> CloudSamples.dump(instance + "-" + i))
                .map(dump -> dump.id().equals("i0-3") ? CloudSamples.withStatus(dump, "FAILED") : dump)
                .toList();
    }

    private void pollFor(Duration duration) {
        cloud.time.advance(duration);
    }

    private Snapshot last() {
        return published.get(published.size() - 1);
    }

    private BudgetUse budget() {
        return last().targets().get(0).budget().orElseThrow();
    }

    private long readings(String task) {
        return cloud.sent.stream()
                .filter(request -> request.startsWith("showDumpTask ") && request.endsWith(" " + task))
                .count();
    }

    @Test
    void overload_readsTasksInTroubleInEachPoll_andTheOthersInTurn_atThePublishedInterval() {
        cloud.dms
                .instances()
                .answers(instances().stream()
                        .map(id -> CloudSamples.facts(id, id))
                        .toList());
        instances().forEach(id -> cloud.has(id, dumps(id)));
        poller.start();
        pollFor(INTERVAL.multipliedBy(20));
        cloud.sent.clear();

        int polls = 60;
        pollFor(INTERVAL.multipliedBy(polls));

        assertThat(budget().ratio()).isBetween(2.0, 2.2);
        Duration interval = budget().detailInterval().orElseThrow();
        assertThat(interval).isBetween(INTERVAL.multipliedBy(3), INTERVAL.multipliedBy(4));
        assertThat(readings("i0-3")).isBetween(polls - 1L, polls + 1L);
        long expected = polls * INTERVAL.toSeconds() / interval.toSeconds();
        assertThat(last().instances())
                .hasSize(INSTANCES)
                .allSatisfy(instance -> assertRead(instance, expected, interval));
        assertThat(cloud.sent).as("retention").anyMatch(request -> request.startsWith("listStartOffsets"));
    }

    /** Each poll ends in time, and each value is published with its age. */
    private void assertRead(Instance instance, long expected, Duration interval) {
        assertThat(instance.failures()).isEqualTo(FailureCounts.NONE);
        assertThat(instance.lastPollDuration().orElseThrow()).isLessThan(CloudSamples.SETTINGS.timeout());
        assertThat(instance.tasks()).hasSize(TASKS).allSatisfy(task -> {
            assertThat(task.topics()).as("offsets").isPresent();
            assertThat(age(task))
                    .isBetween(Duration.ZERO, interval.multipliedBy(3).dividedBy(2));
        });
        assertThat(instance.tasks())
                .filteredOn(task -> !task.id().equals("i0-3"))
                .extracting(task -> readings(task.id()))
                .allSatisfy(readings -> assertThat(readings).isBetween(expected - 3, expected + 3));
        assertThat(instance.tasks().stream()
                        .map(this::age)
                        .max(Duration::compareTo)
                        .orElseThrow())
                .isGreaterThan(INTERVAL.multipliedBy(2));
    }

    private Duration age(Task task) {
        return Duration.between(task.progress().orElseThrow().asOf(), cloud.time.instant());
    }
}
