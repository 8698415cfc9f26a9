package io.smartconnect.exporter.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.kafka.GroupOffsets;
import io.smartconnect.exporter.log.LogCapture;
import io.smartconnect.exporter.poll.CloudSamples;
import io.smartconnect.exporter.poll.Failure;
import io.smartconnect.exporter.poll.FakeKafka;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.ListingMerge;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskInfo;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.FakeTime;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumerGroupsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeTime time = new FakeTime();
    private final FakeKafka kafka = new FakeKafka();
    private ConsumerGroups groups = groups();

    private ConsumerGroups groups(String... patterns) {
        return new ConsumerGroups("i", kafka, List.of(patterns), time);
    }

    private static ListingMerge.Merged task(String topics, String expression) {
        return task("id-1", "archive", topics, expression);
    }

    private static ListingMerge.Merged task(String id, String name, String topics, String expression) {
        TaskInfo info = new TaskInfo("", "OBS_SINK", topics, expression, "", "", "", "");
        Task task = TestTasks.like(CloudSamples.obs(id, name, CloudSamples.CREATED))
                .info(info)
                .build();
        return new ListingMerge.Merged(task, Optional.empty());
    }

    private static ListingMerge.Merged task() {
        return task("orders", "");
    }

    private static GroupOffsets offsets(String state, String... topics) {
        Partition partition =
                new Partition(0, Optional.empty(), OptionalLong.of(100), OptionalLong.of(60), OptionalLong.of(40));
        return new GroupOffsets(
                state,
                List.of(topics).stream()
                        .map(name -> new Topic(name, List.of(partition)))
                        .toList());
    }

    private void exists(String group, String... topics) {
        kafka.groups.put(group, Future.succeededFuture(offsets("STABLE", topics)));
    }

    private Future<Optional<Task>> begin(ListingMerge.Merged task) {
        return groups.read(task, new RequestContext(new Bulkhead(), Deadline.in(MINUTE, time)));
    }

    /** The topics that the group knows; empty without a group. */
    private Optional<List<String>> read(ListingMerge.Merged task) {
        assertThat(groups.mayKnow(task)).isTrue();
        return begin(task).result().map(found -> {
            assertThat(found.lagSource()).contains(LagSource.CONSUMER_GROUP);
            return found.topics().orElseThrow().stream().map(Topic::name).toList();
        });
    }

    private List<String> requests() {
        List<String> sent = List.copyOf(kafka.requests);
        kafka.requests.clear();
        return sent;
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect-archive", "connect-archive_sink_0", "connect-id-1", "connect-id-1_sink_0"})
    void exactNames_winWithoutALookAtTopics(String name) {
        exists(name, "orders");
        exists("connect-my-archive", "orders");

        assertThat(read(task())).contains(List.of("orders"));
        assertThat(requests()).containsExactly("list_groups connect", "show_group " + name);
    }

    @Test
    void knownGroup_takesOneRequest() {
        exists("connect-archive", "orders");
        read(task());
        requests();

        assertThat(read(task())).contains(List.of("orders"));
        assertThat(requests()).containsExactly("show_group connect-archive");
    }

    @Test
    void configuredPattern_isTriedFirst() {
        groups = groups("sink-{task_name}", "{task_id}-sink");
        exists("connect-archive", "orders");
        exists("id-1-sink", "orders");

        assertThat(read(task())).isPresent();
        assertThat(requests()).containsExactly("list_groups ", "show_group id-1-sink");
    }

    @ParameterizedTest
    @CsvSource({"orders, ''", "'', ord.*"})
    void groupThatContainsTheName_mustReadTheTopicsOfTheTask(String topics, String expression) {
        exists("connect-archive-v2", "orders");
        exists("connect-archive-old", "payments");
        exists("archive", "orders");

        assertThat(read(task(topics, expression))).contains(List.of("orders"));
        assertThat(requests())
                .containsExactly(
                        "list_groups connect", "show_group connect-archive-old", "show_group connect-archive-v2");
    }

    @Test
    void severalGroups_areNone() {
        exists("connect-archive-v1", "orders");
        exists("connect-archive-v2", "orders");

        assertThat(read(task())).isEmpty();
    }

    @Test
    void groupWithAnExactNameOfAnotherTask_isNotTaken() {
        ListingMerge.Merged other = task("id-2", "archive-backup", "orders", "");
        groups.retain(List.of(task(), other));
        exists("connect-archive-backup", "orders");

        assertThat(read(task())).isEmpty();
        assertThat(read(other)).isPresent();
    }

    @Test
    void groupOfASinkToRedis_isNotTaken() {
        TaskInfo redis = new TaskInfo("", "REDIS_REPLICATOR_SINK", "orders", "", "", "", "", "");
        Task sink = TestTasks.like(CloudSamples.obs("id-2", "archive-cache", CloudSamples.CREATED))
                .info(redis)
                .build();
        groups.retain(List.of(task(), new ListingMerge.Merged(sink, Optional.empty())));
        exists("connect-archive-cache", "orders");

        assertThat(read(task())).isEmpty();
    }

    @Test
    void groupThatAnotherTaskHasFound_isNotTaken() {
        ListingMerge.Merged other = task("id-2", "v2", "orders", "");
        exists("connect-archive-v2-old", "orders");

        assertThat(read(task())).isPresent();
        assertThat(read(other)).isEmpty();
    }

    @Test
    void guessedGroup_isGivenUp_whenItHasAnExactNameOfANewTask() {
        exists("connect-archive-backup", "orders");
        assertThat(read(task())).isPresent();

        groups.retain(List.of(task(), task("id-2", "archive-backup", "orders", "")));
        assertThat(read(task())).isEmpty();
    }

    @Test
    void guessedGroup_givesWayToAnExactName_withinTenMinutes() {
        exists("connect-archive-v2", "orders");
        read(task());
        exists("connect-archive", "orders");
        requests();

        for (int minute = 1; minute < 10; minute++) {
            time.advance(MINUTE);
            read(task());
            assertThat(requests()).containsExactly("show_group connect-archive-v2");
        }
        time.advance(MINUTE);
        read(task());
        assertThat(requests()).containsExactly("list_groups connect", "show_group connect-archive");
    }

    @Test
    void moreCandidatesThanTen_areNone_andAreLoggedOnce() {
        for (int i = 0; i < 11; i++) {
            exists("connect-archive-" + i, i < 10 ? "payments" : "orders");
        }
        try (LogCapture log = new LogCapture(ConsumerGroups.class)) {
            assertThat(read(task())).isEmpty();
            time.advance(MINUTE);
            assertThat(read(task())).isEmpty();

            assertThat(log.events()).hasSize(1);
        }
        assertThat(requests()).containsExactly("list_groups connect", "list_groups connect");
    }

    @Test
    void renamedTask_isResolvedAgain() {
        exists("connect-archive", "orders");
        exists("connect-renamed", "orders");
        read(task());
        requests();
        time.advance(MINUTE);

        assertThat(read(task("id-1", "renamed", "orders", ""))).isPresent();
        assertThat(requests()).containsExactly("list_groups connect", "show_group connect-renamed");
    }

    @Test
    void taskWithOtherTopics_isResolvedAgain() {
        exists("connect-archive-v2", "orders");
        read(task());
        time.advance(MINUTE);

        assertThat(read(task("payments", ""))).isEmpty();
    }

    @Test
    void failedSearch_isSharedAsAFailure_andIsNoMiss() {
        Promise<List<String>> open = Promise.promise();
        kafka.lists(open.future());
        ListingMerge.Merged other = task("id-2", "other", "orders", "");
        Future<Optional<Task>> first = begin(task());
        Future<Optional<Task>> second = begin(other);
        open.fail(Failure.of(FailureReason.SERVER_ERROR));

        assertThat(second.cause()).isSameAs(first.cause());
        assertThat(groups.mayKnow(other)).isFalse();
        assertThat(requests()).hasSize(1);

        kafka.lists(Future.succeededFuture(List.of()));
        time.advance(MINUTE);
        assertThat(read(task())).isEmpty();
        assertThat(read(other)).isEmpty();
        time.advance(MINUTE);
        assertThat(groups.mayKnow(other)).isTrue();
    }

    @Test
    void deniedListing_isAPartialDenial_untilItIsRequestedAgain() {
        kafka.lists(Future.failedFuture(Failure.of(FailureReason.DENIED)));
        begin(task());
        assertThat(groups.isPartlyDenied()).isTrue();

        time.advance(MINUTE.multipliedBy(10));
        assertThat(groups.isPartlyDenied()).isFalse();
    }

    /** A poll decides at its start which tasks to read, and reads some of them later. */
    @Test
    void pauses_endByTheNextPolls_ifTheSearchWasLateInItsPoll() {
        time.advance(Duration.ofSeconds(2));
        read(task());
        time.advance(Duration.ofSeconds(58));
        assertThat(read(task())).isEmpty();
        time.advance(Duration.ofSeconds(298));
        assertThat(read(task())).isEmpty();
        assertThat(requests()).hasSize(3);
    }

    @Test
    void groupThatIsGone_isSearchedAgain_afterAMinute_andThenEveryFive() {
        assertThat(read(task())).isEmpty();
        assertThat(groups.mayKnow(task())).isFalse();

        time.advance(MINUTE);
        assertThat(read(task())).isEmpty();
        time.advance(MINUTE.multipliedBy(4));
        assertThat(groups.mayKnow(task())).isFalse();
        time.advance(MINUTE);
        exists("connect-archive", "orders");
        assertThat(read(task())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void knownGroup_thatGoesOrDies_isResolvedAgain(boolean dies) {
        exists("connect-archive", "orders");
        read(task());
        if (dies) {
            kafka.groups.put("connect-archive", Future.succeededFuture(offsets("DEAD")));
        } else {
            kafka.groups.remove("connect-archive");
        }
        exists("connect-id-1", "orders");

        assertThat(read(task())).isEmpty();
        kafka.groups.remove("connect-archive");
        time.advance(MINUTE);

        assertThat(read(task())).contains(List.of("orders"));
    }

    @Test
    void knownGroup_isResolvedAgain_whenABadRequestSaysThatItDoesNotExist() {
        exists("connect-archive", "orders");
        read(task());
        String body = "{\"error_code\":\"DMS.111400864\",\"error_msg\":\"The consumer group does not exist.\"}";
        kafka.groups.put(
                "connect-archive",
                Future.failedFuture(CloudFailure.from(
                        400, MultiMap.caseInsensitiveMultiMap(), body, time.instant(), UnaryOperator.identity())));

        assertThat(read(task())).isEmpty();
        assertThat(groups.mayKnow(task())).isFalse();
        kafka.groups.remove("connect-archive");
        exists("connect-id-1", "orders");
        time.advance(MINUTE);

        assertThat(read(task())).contains(List.of("orders"));
    }

    @Test
    void allTasks_shareOneSearchAMinute() {
        ListingMerge.Merged other = new ListingMerge.Merged(CloudSamples.obs("id-2"), Optional.empty());
        read(task());
        begin(other);

        assertThat(requests()).containsExactly("list_groups connect");
    }

    @Test
    void offsetsOfOtherTopics_areLeftOut() {
        exists("connect-archive", "orders", "payments");

        assertThat(read(task())).contains(List.of("orders"));
        assertThat(read(task("", ""))).contains(List.of("orders", "payments"));
    }

    @Test
    void deniedListing_leavesTheExactNames() {
        kafka.lists(Future.failedFuture(Failure.of(FailureReason.DENIED)));
        exists("connect-archive", "orders");

        assertThat(begin(task()).failed()).isTrue();
        requests();

        assertThat(read(task())).contains(List.of("orders"));
        assertThat(requests()).containsExactly("show_group connect-archive");
    }

    @Test
    void deniedGroups_areNotAsked_forTenMinutes() {
        exists("connect-archive", "orders");
        read(task());
        kafka.groups.put("connect-archive", Future.failedFuture(Failure.of(FailureReason.DENIED)));

        assertThat(begin(task()).failed()).isTrue();
        assertThat(groups.mayKnow(task())).isFalse();

        time.advance(MINUTE.multipliedBy(10));
        assertThat(groups.mayKnow(task())).isTrue();
    }

    @Test
    void missingApi_isNoFailure() {
        kafka.lists(Future.failedFuture(Failure.answer(404, "APIGW.0101")));

        assertThat(begin(task()).succeeded()).isTrue();
    }

    @Test
    void replication_isNeverAsked() {
        assertThat(groups.mayKnow(new ListingMerge.Merged(CloudSamples.replication("r"), Optional.empty())))
                .isFalse();
    }
}
