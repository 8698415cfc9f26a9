package io.smartconnect.exporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.poll.state.StateBudget;
import io.smartconnect.exporter.shard.Shard;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.PollError;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.SourceStatus;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import io.smartconnect.exporter.time.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The memory for the state of all instances: an answer beyond it fails alone. */
class StateLimitTest {

    /** KiB of two instances with a task each, and of 160 partitions. */
    private static final long KIB = 2 * (16 + 16) + 160 * 2;

    private final FakeTime time = new FakeTime();
    private final FakeDms dms = new FakeDms();
    private final ConcurrentMap<String, OffsetHistories> histories = new ConcurrentHashMap<>();
    private Snapshot last = Snapshot.empty(time.instant());
    private final Poller poller = new Poller(
            List.of(new TargetClients(CloudSamples.target("prod"), dms, new FakeKafka(), Optional.empty(), () -> {})),
            new PollContext(
                    CloudSamples.SETTINGS,
                    HealthSettings.DEFAULT,
                    LagSettings.DEFAULT,
                    time,
                    Shard.WHOLE,
                    new StateBudget(KIB)),
            histories,
            snapshot -> last = snapshot);

    private void discovers(String... instances) {
        dms.instances()
                .answers(Stream.of(instances)
                        .<InstanceFacts>map(id -> CloudSamples.facts(id, "connector of " + id))
                        .toList());
    }

    /** The instance lists these tasks of 100 partitions, each of which is in both listings. */
    private void lists(String instance, String... tasks) {
        dms.tasks(instance)
                .answers(CloudSamples.listing(
                        Stream.of(tasks).map(CloudSamples::obs).toArray(Task[]::new)));
        dms.dumps("connector of " + instance)
                .answers(CloudSamples.listing(
                        Stream.of(tasks).map(CloudSamples::dump).toArray(Task[]::new)));
        Stream.of(tasks).forEach(task -> details(instance, task, 0));
    }

    private void details(String instance, String task, int firstPartition) {
        List<Partition> partitions = IntStream.range(firstPartition, firstPartition + 100)
                .mapToObj(number -> new Partition(
                        number, Optional.of("RUNNING"), OptionalLong.of(10), OptionalLong.of(5), OptionalLong.empty()))
                .toList();
        dms.detail("connector of " + instance, task)
                .answers(TestTasks.like(CloudSamples.detail(task, 1))
                        .topics(new Topic("orders", partitions))
                        .build());
    }

    private void pollFor(Duration period) {
        time.advance(period);
    }

    private Instance instance(String id) {
        return last.instances().stream()
                .filter(each -> each.info().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private int partitions(String instance) {
        return instance(instance).tasks().stream()
                .flatMap(task -> task.topics().stream().flatMap(List::stream))
                .mapToInt(topic -> topic.partitions().size())
                .sum();
    }

    private Target target() {
        return last.targets().get(0);
    }

    private long failedDetails() {
        SourceStatus dump = Objects.requireNonNull(target().lagSources().get(LagSource.DUMP));
        return dump.failures().count(FailureReason.BAD_RESPONSE);
    }

    @Test
    void partitionsBeyondTheLimit_failForTheirTaskAlone_untilOthersAreForgotten() {
        discovers("a", "b");
        lists("a", "ta");
        lists("b", "tb");
        poller.start();
        pollFor(CloudSamples.SETTINGS.interval().multipliedBy(3));

        assertThat(last.isAllUp()).isTrue();
        assertThat(partitions("a")).isEqualTo(100);
        assertThat(partitions("b")).isZero();
        assertThat(Objects.requireNonNull(histories.get("b")).size()).isZero();
        assertThat(failedDetails()).isGreaterThanOrEqualTo(3);

        lists("a");
        pollFor(Duration.ofMinutes(62));

        assertThat(partitions("b")).isEqualTo(100);
    }

    @Test
    void otherPartitionsInEachAnswer_takeNoMoreThanTheLimit() {
        discovers("a");
        lists("a", "ta");
        poller.start();
        for (int poll = 0; poll < 10; poll++) {
            details("a", "ta", 100 * poll);
            pollFor(CloudSamples.SETTINGS.interval());
        }

        assertThat(Objects.requireNonNull(histories.get("a")).size()).isEqualTo(100);
    }

    @Test
    void listingBeyondTheLimit_failsForItsInstanceAlone() {
        discovers("a", "b");
        lists("a", "ta");
        lists("b", IntStream.range(0, 20).mapToObj(number -> "t" + number).toArray(String[]::new));
        poller.start();
        pollFor(CloudSamples.SETTINGS.interval());

        assertThat(instance("a").up()).contains(true);
        assertThat(instance("b").up()).contains(false);
        assertThat(instance("b").failures().count(FailureReason.BAD_RESPONSE)).isPositive();
        assertThat(instance("b").lastError().map(PollError::message).orElse(""))
                .contains("the state of all instances must have at most 384 KiB");
    }

    @Test
    void discoveryBeyondTheLimit_fails_andVanishedInstancesAreForgottenForIt() {
        discovers(IntStream.range(0, 20).mapToObj(number -> "a" + number).toArray(String[]::new));
        poller.start();
        pollFor(CloudSamples.SETTINGS.interval());
        assertThat(last.instances()).hasSize(20);

        discovers(IntStream.range(0, 20).mapToObj(number -> "b" + number).toArray(String[]::new));
        pollFor(CloudSamples.SETTINGS.interval());
        assertThat(target().up()).contains(false);
        assertThat(last.instances()).hasSize(20);

        discovers();
        pollFor(CloudSamples.SETTINGS.interval());
        discovers(IntStream.range(0, 20).mapToObj(number -> "b" + number).toArray(String[]::new));
        pollFor(CloudSamples.SETTINGS.interval().multipliedBy(2));
        assertThat(target().up()).contains(true);
        assertThat(last.instances())
                .hasSize(20)
                .allMatch(each -> each.info().id().startsWith("b"));
    }
}
