package io.smartconnect.exporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.dms.DmsClient;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.gate.RequestGate;
import io.smartconnect.exporter.cloud.kafka.KafkaResources;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.Retentions;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.time.FakeTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The requests of the instances of one target, in the order in which its gate sends them. */
class PrecedenceTest {

    private static final Duration INTERVAL = CloudSamples.SETTINGS.interval();
    private static final Duration RESPONSE_TIME = Duration.ofMillis(10);

    private final FakeTime time = new FakeTime();
    private final FakeDms dms = new FakeDms();
    private final FakeKafka kafka = new FakeKafka();
    private final List<String> sent = new ArrayList<>();
    private RequestGate gate = gate(1e6);

    private final TargetPoll.Shared shared = new TargetPoll.Shared(
            new TargetClients(
                    CloudSamples.target("prod"),
                    gated(DmsClient.class, dms),
                    gated(KafkaResources.class, kafka),
                    Optional.empty(),
                    () -> {}),
            OneInstance.outcomes(LagSource.DUMP),
            new Retentions(Duration.ofMinutes(10)),
            false,
            new PollContext(CloudSamples.SETTINGS, HealthSettings.DEFAULT, LagSettings.DEFAULT, time));
    private final InstancePoll a = instance("a");
    private final InstancePoll b = instance("b");

    private RequestGate gate(double perSecond) {
        return new RequestGate(
                time, new ApiSettings(Duration.ofSeconds(15), 4, perSecond, 0, Duration.ofMinutes(1)), INTERVAL);
    }

    /** A client of {@code cloud} whose requests pass the gate. */
    private <T> T gated(Class<T> type, T cloud) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, given) -> given != null && given[given.length - 1] instanceof RequestContext scope
                        ? gate.pass(scope, () -> send(cloud, method, given), refusal -> Future.succeededFuture(false))
                        : method.invoke(cloud, given)));
    }

    private Future<Object> send(Object cloud, Method method, Object[] given) {
        sent.add(method.getName() + " " + given[0] + (given.length > 2 ? " " + given[1] : ""));
        Promise<Object> response = Promise.promise();
        time.after(RESPONSE_TIME, () -> answer(cloud, method, given).onComplete(response));
        return response.future();
    }

    @SuppressWarnings("unchecked")
    private static Future<Object> answer(Object cloud, Method method, Object[] given) {
        try {
            return (Future<Object>) method.invoke(cloud, given);
        } catch (ReflectiveOperationException e) {
            return Future.failedFuture(e);
        }
    }

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

    private void has(String instance, List<Task> dumps) {
        dms.dumps(instance).answers(CloudSamples.listing(dumps.toArray(new Task[0])));
        dumps.forEach(dump -> dms.detail(instance, dump.id()).answers(CloudSamples.detail(dump.id(), 1)));
    }

    /** Starts a poll of {@code first}, and another one of {@code second} after {@code pause}. */
    private void pollBoth(InstancePoll first, Duration pause, InstancePoll second) {
        sent.clear();
        Future<Void> polled = first.run();
        time.advance(pause);
        Future<Void> other = second.run();
        time.advance(INTERVAL);
        assertThat(Future.all(polled, other).succeeded()).isTrue();
    }

    /** In order of arrival, the listing would wait for 8 details of the other instance: longer than its poll lasts. */
    @Test
    void listing_isNotDelayed_byDetailsOfAnotherInstance() {
        has("a", dumps("a", 20));
        has("b", dumps("b", 20));
        gate = gate(1.0 / 12);

        pollBoth(a, Duration.ofSeconds(30), b);

        assertThat(sent)
                .startsWith("listTasks a", "listDumpTasks a", "showDumpTask a a0", "listTasks b", "listDumpTasks b");
        assertThat(b.frozen().up()).contains(true);
    }

    @Test
    void taskInTrouble_comesBeforeTheOthersOfAnotherInstance() {
        has("b", List.of(CloudSamples.dump("bad")));
        stall("b", "bad", b);
        has("a", dumps("a", 20));
        has(
                "b",
                Stream.concat(dumps("b", 20).stream(), Stream.of(CloudSamples.dump("bad")))
                        .toList());
        gate = gate(1);

        pollBoth(a, Duration.ofMillis(3_500), b);

        assertThat(sent).containsSubsequence("showDumpTask a a1", "listTasks b");
        assertThat(sent).containsSequence("listTasks b", "listDumpTasks b", "showDumpTask b bad");
    }

    private void stall(String instance, String task, InstancePoll poll) {
        for (int i = 0; i < 60; i++) {
            dms.detail(instance, task).answers(CloudSamples.detail(task, 10_000 + 100L * i, 10));
            poll.run();
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
        has("a", dumps("a", 5));
        has("b", dumps("b", 40));
        gate = gate(2);

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
