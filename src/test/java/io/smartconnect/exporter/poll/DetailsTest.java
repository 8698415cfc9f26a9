package io.smartconnect.exporter.poll;

import static io.smartconnect.exporter.poll.OneInstance.CONNECTOR;
import static io.smartconnect.exporter.poll.OneInstance.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.task.Task;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which details a poll asks for. */
class DetailsTest {

    private final OneInstance instance = OneInstance.discovered();
    private final FakeDms dms = instance.dms;

    @Test
    void detail_isAsked_forEachListedDumpTask() {
        dms.dumps(CONNECTOR).answers(CloudSamples.listing(CloudSamples.dump("a"), CloudSamples.dump("b")));
        dms.detail(CONNECTOR, "a").answers(CloudSamples.detail("a", 1));
        dms.detail(CONNECTOR, "b").answers(CloudSamples.detail("b", 2));

        Instance polled = instance.poll();

        assertThat(OneInstance.transferred(polled, "a")).containsExactly(1L);
        assertThat(OneInstance.transferred(polled, "b")).containsExactly(2L);
    }

    @Test
    void detail_isAskedUnderTheDumpId_whenIdsDiffer() {
        dms.tasks(ID).answers(CloudSamples.listing(CloudSamples.obs("s", "same", CloudSamples.CREATED)));
        dms.dumps(CONNECTOR).answers(CloudSamples.listing(CloudSamples.dump("d", "same", CloudSamples.CREATED)));
        dms.detail(CONNECTOR, "d").answers(CloudSamples.detail("d", 7));

        Instance polled = instance.poll();

        assertThat(OneInstance.ids(polled)).containsExactly("s");
        assertThat(OneInstance.transferred(polled, "s")).containsExactly(7L);
        assertThat(dms.detail(CONNECTOR, "s").asked()).isZero();
    }

    @Test
    void detail_isAsked_forObsTasksThatTheDumpListingDoesNotName() {
        dms.tasks(ID).answers(CloudSamples.listing(CloudSamples.obs("s")));
        dms.detail(CONNECTOR, "s").answers(CloudSamples.detail("s", 7));

        assertThat(OneInstance.transferred(instance.poll(), "s")).containsExactly(7L);
    }

    @Test
    void detail_isNotAsked_forOtherSmartConnectTasks() {
        dms.tasks(ID).answers(CloudSamples.listing(CloudSamples.replication("r")));

        assertThat(OneInstance.ids(instance.poll())).containsExactly("r");
        assertThat(dms.detailsAsked()).isZero();
    }

    @Test
    void detail_isNotAsked_whenThereIsNoDumpApi() {
        instance.learn(CloudSamples.facts(ID, ""));
        dms.tasks(ID).answers(CloudSamples.listing(CloudSamples.obs("s")));

        assertThat(instance.poll().up()).contains(true);
        assertThat(dms.detailsAsked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAUSED", "WAITING", "CREATING", "anything"})
    void detail_isAsked_whateverTheTasksStatus(String status) {
        dms.dumps(CONNECTOR).answers(CloudSamples.listing(CloudSamples.withStatus(CloudSamples.dump("t"), status)));
        dms.detail(CONNECTOR, "t").answers(CloudSamples.detail("t", 5));

        assertThat(OneInstance.transferred(instance.poll(), "t")).containsExactly(5L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CREATING", "FAULTY", "FROZEN", "anything"})
    void instance_isPolled_whateverItsStatus(String status) {
        instance.learn(new InstanceFacts(ID, "", "", status, CONNECTOR, Optional.empty()));

        assertThat(instance.withOneTask().poll().up()).contains(true);
        assertThat(OneInstance.transferred(instance.frozen(), "t")).containsExactly(900L);
    }

    @Test
    void poll_neverAsksForASmartConnectTaskAlone() {
        dms.tasks(ID).answers(CloudSamples.listing(CloudSamples.obs("s"), CloudSamples.replication("r")));

        instance.poll();
        instance.nextPoll();

        assertThat(dms.taskDetails()).isZero();
    }

    @Test
    void unlistedTask_isAskedAgainAfterTenMinutes_whenThereWasNoSuchDumpTask() {
        dms.tasks(ID).answers(CloudSamples.listing(CloudSamples.obs("s")));
        instance.poll();

        IntStream.range(0, 9).forEach(minute -> instance.nextPoll());
        assertThat(dms.detail(CONNECTOR, "s").asked()).isOne();

        instance.nextPoll();
        assertThat(dms.detail(CONNECTOR, "s").asked()).isEqualTo(2);
        assertThat(instance.frozen().up()).contains(true);
    }

    @Test
    void listedTask_isAskedAgainByTheNextPoll_whenThereWasNoSuchDumpTask() {
        dms.dumps(CONNECTOR).answers(CloudSamples.listing(CloudSamples.dump("d")));

        assertThat(instance.poll().up()).contains(true);
        instance.nextPoll();

        assertThat(dms.detail(CONNECTOR, "d").asked()).isEqualTo(2);
    }

    @Test
    void task_isAskedAtOnce_whenTheDumpListingBeginsToNameIt() {
        dms.tasks(ID).answers(CloudSamples.listing(CloudSamples.obs("t")));
        instance.poll();
        dms.dumps(CONNECTOR).answers(CloudSamples.listing(CloudSamples.dump("t")));
        dms.detail(CONNECTOR, "t").answers(CloudSamples.detail("t", 3));

        assertThat(OneInstance.transferred(instance.nextPoll(), "t")).containsExactly(3L);
    }

    @Test
    void absentDetail_isForgotten_whenItsTaskIsGone() {
        dms.tasks(ID).answers(CloudSamples.listing(CloudSamples.obs("s")));
        instance.poll();
        dms.tasks(ID).answers(CloudSamples.listing());
        instance.nextPoll();
        dms.tasks(ID).answers(CloudSamples.listing(CloudSamples.obs("s")));
        instance.nextPoll();

        assertThat(dms.detail(CONNECTOR, "s").asked()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH", "THROTTLED"})
    void furtherDetails_areNotAskedByThisPoll_whenOneIsRefused(FailureReason refusal) {
        List<Task> many = IntStream.range(0, 100)
                .mapToObj(i -> CloudSamples.dump("d" + i))
                .toList();
        dms.dumps(CONNECTOR).answers(CloudSamples.listing(many.toArray(new Task[0])));
        many.forEach(task -> dms.detail(CONNECTOR, task.id()).fails(Failure.of(refusal)));

        Instance polled = instance.poll();

        assertThat(dms.detailsAsked()).isBetween(1, 8);
        assertThat(instance.skippedPerPoll()).isEqualTo(100 - dms.detailsAsked());
        assertThat(polled.up()).contains(true);
        assertThat(OneInstance.ids(polled)).hasSize(100);

        int before = dms.detailsAsked();
        instance.nextPoll();
        assertThat(dms.detailsAsked()).isGreaterThan(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DENIED", "NOT_FOUND", "TIMEOUT", "UNREACHABLE", "SERVER_ERROR", "BAD_RESPONSE", "REJECTED"})
    void otherDetails_areAskedNevertheless_whenOneFails(FailureReason reason) {
        dms.dumps(CONNECTOR)
                .answers(CloudSamples.listing(CloudSamples.dump("a"), CloudSamples.dump("b"), CloudSamples.dump("c")));
        dms.detail(CONNECTOR, "a").fails(Failure.of(reason));
        dms.detail(CONNECTOR, "b").answers(CloudSamples.detail("b", 2));
        dms.detail(CONNECTOR, "c").answers(CloudSamples.detail("c", 3));

        Instance polled = instance.poll();

        assertThat(polled.up()).contains(true);
        assertThat(OneInstance.transferred(polled, "a")).isEmpty();
        assertThat(OneInstance.transferred(polled, "b")).containsExactly(2L);
        assertThat(OneInstance.transferred(polled, "c")).containsExactly(3L);
    }

    @Test
    void details_areAskedAFewAtATime() {
        List<Promise<Task>> open = hangingDetails(100);

        Future<Void> polled = instance.begin();

        assertThat(dms.detailsAsked()).isEqualTo(8);
        for (int i = 0; i < open.size(); i++) {
            assertThat(polled.isComplete()).isFalse();
            open.get(i).complete(CloudSamples.detail("d" + i, i));
        }
        assertThat(polled.succeeded()).isTrue();
        assertThat(OneInstance.transferred(instance.frozen(), "d99")).containsExactly(99L);
    }

    @Test
    void details_areAllRead_whenThereAreAsManyAsAListingCanHave() {
        Queue<Runnable> later = new ArrayDeque<>();
        Task[] tasks = IntStream.range(0, 5_000)
                .mapToObj(i -> CloudSamples.dump("d" + i))
                .toArray(Task[]::new);
        dms.dumps(CONNECTOR).answers(CloudSamples.listing(tasks));
        for (Task task : tasks) {
            dms.detail(CONNECTOR, task.id()).does(() -> {
                Promise<Task> promise = Promise.promise();
                later.add(() -> promise.complete(CloudSamples.detail(task.id(), 1)));
                return promise.future();
            });
        }

        Future<Void> polled = instance.begin();
        while (!later.isEmpty()) {
            later.remove().run();
        }
        assertThat(polled.isComplete()).as("whether all were judged at one go").isFalse();
        instance.time.advance(Duration.ZERO);

        assertThat(polled.succeeded()).isTrue();
        assertThat(instance.frozen().tasks())
                .hasSize(5_000)
                .allMatch(task -> task.topics().isPresent());
    }

    @Test
    void details_areNotBegun_whenThePollsTimeIsUp() {
        List<Promise<Task>> open = hangingDetails(20);
        Future<Void> polled = instance.begin();
        open.get(0).complete(CloudSamples.detail("d0", 5));
        instance.time.advance(CloudSamples.SETTINGS.timeout().plusMillis(1));
        open.subList(1, open.size()).forEach(promise -> promise.tryFail(Failure.of(FailureReason.TIMEOUT)));

        assertThat(polled.succeeded()).isTrue();
        assertThat(dms.detailsAsked()).isEqualTo(9);
        assertThat(instance.skippedPerPoll()).isEqualTo(20 - 9);
        assertThat(instance.frozen().up()).contains(true);
        assertThat(instance.frozen().lastPollDuration())
                .contains(CloudSamples.SETTINGS.timeout().plus(Duration.ofMillis(1)));
        assertThat(OneInstance.ids(instance.frozen())).hasSize(20);
        assertThat(OneInstance.transferred(instance.frozen(), "d0")).containsExactly(5L);
    }

    @Test
    void detailsWithTheOldestAnswers_areAskedFirst() {
        List<Promise<Task>> open = hangingDetails(20);
        instance.begin();
        open.get(0).complete(CloudSamples.detail("d0", 5));
        instance.time.advance(CloudSamples.SETTINGS.timeout().plusMillis(1));
        open.subList(1, open.size()).forEach(promise -> promise.tryFail(Failure.of(FailureReason.TIMEOUT)));
        int askedBefore = dms.detail(CONNECTOR, "d0").asked();
        hangingDetails(20);

        instance.begin();

        assertThat(dms.detail(CONNECTOR, "d0").asked()).isEqualTo(askedBefore);
        assertThat(dms.detail(CONNECTOR, "d1").asked()).isEqualTo(2);
    }

    /** A stalled task, which the last poll read, comes before one that was never read. */
    @Test
    void tasksInTrouble_areAskedBeforeTheOthers() {
        dms.dumps(CONNECTOR).answers(CloudSamples.listing(CloudSamples.dump("bad")));
        for (int poll = 0; poll < 60; poll++) {
            dms.detail(CONNECTOR, "bad").answers(CloudSamples.detail("bad", 10_000 + 100L * poll, 10));
            instance.nextPoll();
        }
        assertThat(OneInstance.task(instance.frozen(), "bad")
                        .progress()
                        .orElseThrow()
                        .judgement()
                        .health())
                .isEqualTo(Health.STALLED);
        Task[] tasks =
                IntStream.range(0, 20).mapToObj(i -> CloudSamples.dump("a" + i)).toArray(Task[]::new);
        tasks[19] = CloudSamples.dump("bad");
        List<String> asked = new ArrayList<>();
        dms.dumps(CONNECTOR).answers(CloudSamples.listing(tasks));
        for (Task task : tasks) {
            dms.detail(CONNECTOR, task.id()).does(() -> {
                asked.add(task.id());
                return Future.succeededFuture(CloudSamples.detail(task.id(), 1));
            });
        }

        instance.nextPoll();

        assertThat(asked).hasSize(20).startsWith("bad");
    }

    @Test
    void retention_isReadLast_andOncePerTopicAndInterval() {
        dms.dumps(CONNECTOR).answers(CloudSamples.listing(CloudSamples.dump("a"), CloudSamples.dump("b")));
        dms.detail(CONNECTOR, "a").answers(CloudSamples.detail("a", 1));
        Promise<Task> last = dms.detail(CONNECTOR, "b").hangs();
        Future<Void> polled = instance.begin();
        assertThat(instance.kafka.requests).isEmpty();

        last.complete(CloudSamples.detail("b", 2));
        assertThat(polled.succeeded()).isTrue();
        assertThat(instance.kafka.requests).containsExactly("list_topics", "list_partitions orders");

        dms.detail(CONNECTOR, "b").answers(CloudSamples.detail("b", 3));
        for (int poll = 1; poll < 5; poll++) {
            instance.nextPoll();
        }
        assertThat(instance.kafka.requests).hasSize(2);
        instance.nextPoll();
        assertThat(instance.kafka.requests).hasSize(4);
    }

    @Test
    void details_areAsked_twiceAsManyAtOnceAsCanBeUnderWay() {
        List<Promise<Task>> open = hangingDetails(20);
        Future<Void> polled = instance.begin();
        assertThat(dms.detailsAsked()).isEqualTo(2 * dms.concurrency());

        open.get(0).complete(CloudSamples.detail("d0", 1));
        assertThat(dms.detailsAsked()).isEqualTo(2 * dms.concurrency() + 1);

        open.forEach(each -> each.tryComplete(CloudSamples.detail("any", 1)));
        assertThat(polled.succeeded()).isTrue();
        assertThat(dms.detailsAsked()).isEqualTo(20);
    }

    /** In the order in which they are asked. */
    private List<Promise<Task>> hangingDetails(int count) {
        List<Task> tasks = new ArrayList<>();
        List<Promise<Task>> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(CloudSamples.dump("d" + i));
            open.add(dms.detail(CONNECTOR, "d" + i).hangs());
        }
        dms.dumps(CONNECTOR).answers(CloudSamples.listing(tasks.toArray(new Task[0])));
        return open;
    }
}
