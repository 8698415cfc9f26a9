package io.smartconnect.exporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.gate.RequestBudget;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.Retentions;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.time.FakeTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The requests of the instances of one target, in the order in which its gate sends them. */
class PrecedenceTest {

    private static final Duration INTERVAL = CloudSamples.SETTINGS.interval();

    private final GatedCloud cloud = new GatedCloud(1e6);
    private final FakeTime time = cloud.time;
    private final FakeDms dms = cloud.dms;
    private final List<String> sent = cloud.sent;

    private final TargetPoll.Shared shared = new TargetPoll.Shared(
            cloud.clients,
            new RequestBudget("prod"),
            OneInstance.outcomes(LagSource.DUMP),
            new Retentions(Duration.ofMinutes(10)),
            false,
            new PollContext(CloudSamples.SETTINGS, HealthSettings.DEFAULT, LagSettings.DEFAULT, time));
    private final InstancePoll a = instance("a");
    private final InstancePoll b = instance("b");

    private InstancePoll instance(String id) {
        InstancePoll poll = new InstancePoll(id, shared, new OffsetHistories());
        poll.learn(CloudSamples.facts(id, id));
        return poll;
    }

    /** Dumps whose ids are {@code prefix} and a number. */
    private static List<Task> dumps(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> CloudSamples.dump(prefix + i))
                .toList();
    }

    /** Starts a poll of {@code first}, and another one of {@code second} after {@code pause}. */
    private void pollBoth(InstancePoll first, Duration pause, InstancePoll second) {
        sent.clear();
        Future<Void> polled = first.run(false);
        time.advance(pause);
        Future<Void> other = second.run(false);
        time.advance(INTERVAL);
        assertThat(Future.all(polled, other).succeeded()).isTrue();
    }

    /** In order of arrival, the listing would wait for 8 details of the other instance: longer than its poll lasts. */
    @Test
    void listing_isNotDelayed_byDetailsOfAnotherInstance() {
        cloud.has("a", dumps("a", 20));
        cloud.has("b", dumps("b", 20));
        cloud.allow(1.0 / 12);

        pollBoth(a, Duration.ofSeconds(30), b);

        assertThat(sent)
                .startsWith("listTasks a", "listDumpTasks a", "showDumpTask a a0", "listTasks b", "listDumpTasks b");
        assertThat(b.frozen().up()).contains(true);
    }

    @Test
    void taskInTrouble_comesBeforeTheOthersOfAnotherInstance() {
        cloud.has("b", List.of(CloudSamples.dump("bad")));
        stall("b", "bad", b);
        cloud.has("a", dumps("a", 20));
        cloud.has(
                "b",
                Stream.concat(dumps("b", 20).stream(), Stream.of(CloudSamples.dump("bad")))
                        .toList());
        cloud.allow(1);

        pollBoth(a, Duration.ofMillis(3_500), b);

        assertThat(sent).containsSubsequence("showDumpTask a a1", "listTasks b");
        assertThat(sent).containsSequence("listTasks b", "listDumpTasks b", "showDumpTask b bad");
    }

    private void stall(String instance, String task, InstancePoll poll) {
        for (int i = 0; i < 60; i++) {
            dms.detail(instance, task).answers(CloudSamples.detail(task, 10_000 + 100L * i, 10));
            poll.run(false);
            time.advance(INTERVAL);
        }
        assertThat(OneInstance.task(poll.frozen(), task)
                        .progress()
                        .orElseThrow()
                        .judgement()
                        .health())
                .isEqualTo(Health.STALLED);
    }

    @Test
    void retention_comesAfterTheDetailsOfAllInstances() {
        cloud.has("a", dumps("a", 5));
        cloud.has("b", dumps("b", 40));
        cloud.allow(2);

        pollBoth(a, Duration.ofSeconds(1), b);

        int details = 45;
        List<String> afterListings =
                sent.stream().filter(request -> !request.contains("Tasks")).toList();
        assertThat(afterListings.subList(0, details)).allMatch(request -> request.startsWith("showDumpTask"));
        assertThat(afterListings.subList(details, afterListings.size()))
                .containsExactlyInAnyOrder(
                        "listTopics a", "listStartOffsets a orders", "listTopics b", "listStartOffsets b orders");
    }
}
