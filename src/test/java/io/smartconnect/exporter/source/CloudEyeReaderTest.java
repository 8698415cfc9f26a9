package io.smartconnect.exporter.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.eye.CloudEyePoint;
import io.smartconnect.exporter.cloud.eye.EyeMetric;
import io.smartconnect.exporter.cloud.eye.TaskSeries;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.health.eye.CloudEyeSample;
import io.smartconnect.exporter.poll.Failure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.FakeTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloudEyeReaderTest {

    private static final CloudEyeReplication TASK = new CloudEyeReplication("i", "id-1", "mirror", false);
    private static final TaskSeries SERIES = new TaskSeries("i", "mirror");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeTime time = new FakeTime();
    private final FakeCloudEye cloudEye = new FakeCloudEye();
    private final CloudEyeReader reader = new CloudEyeReader(cloudEye, 10, time);

    @BeforeEach
    void haveOneTask() {
        cloudEye.has(SERIES, minutesAgo(2), 7);
    }

    private Instant minutesAgo(int minutes) {
        return time.instant().minus(MINUTE.multipliedBy(minutes));
    }

    private Future<CloudEyeReader.Samples> begin(CloudEyeReplication... tasks) {
        return reader.read(List.of(tasks), new RequestContext(new Bulkhead(), Deadline.in(MINUTE, time)));
    }

    private List<CloudEyeTaskSamples> read(CloudEyeReplication... tasks) {
        CloudEyeReader.Samples read = begin(tasks).result();
        assertThat(read.failure()).isEmpty();
        return read.tasks();
    }

    private List<String> requests() {
        List<String> sent = List.copyOf(cloudEye.requests);
        cloudEye.requests.clear();
        return sent;
    }

    private void nextPoll() {
        time.advance(MINUTE);
        cloudEye.has(SERIES, minutesAgo(1), 7);
    }

    @Test
    void sample_hasTheValuesInSecondsAndMessages() {
        assertThat(read(TASK))
                .containsExactly(new CloudEyeTaskSamples(
                        "i",
                        "id-1",
                        List.of(new CloudEyeSample(
                                minutesAgo(2),
                                OptionalDouble.of(7),
                                OptionalDouble.of(1),
                                OptionalDouble.of(2.5),
                                Optional.of(true)))));
    }

    @Test
    void firstRead_asksForAWholeWindow_laterOnesOnlyTheNewerQuery() {
        read(TASK);
        assertThat(requests()).containsExactly("list", "newer 5", "older 15 mirror");

        nextPoll();
        read(TASK);
        assertThat(requests()).containsExactly("newer 5");
    }

    @Test
    void seriesWithoutARecentPoint_isAskedByTheOlderQuery() {
        read(TASK);
        requests();
        time.advance(MINUTE.multipliedBy(7));

        assertThat(read(TASK))
                .singleElement()
                .satisfies(found -> assertThat(found.samples()).hasSize(1));
        assertThat(requests()).containsExactly("newer 5", "older 10 mirror");
    }

    @Test
    void regionWithoutTheNewerQuery_isAskedForItEveryTenMinutes() {
        cloudEye.newerQuery = Future.failedFuture(Failure.answer(404, "APIGW.0101"));
        read(TASK);
        requests();

        for (int poll = 1; poll <= 9; poll++) {
            nextPoll();
            assertThat(read(TASK)).hasSize(1);
            assertThat(requests()).containsExactly("older 10 mirror");
        }
        nextPoll();
        read(TASK);
        assertThat(requests()).containsExactly("newer 5", "older 10 mirror");
    }

    @Test
    void any404OfTheNewerQuery_meansThatTheRegionLacksIt() {
        cloudEye.newerQuery = Future.failedFuture(Failure.answer(404, ""));

        assertThat(read(TASK)).hasSize(1);
        requests();
        assertThat(read(TASK)).hasSize(1);
        assertThat(requests()).containsExactly("older 10 mirror");
    }

    @Test
    void listOfSeries_isReadOnceAnHour() {
        read(TASK);
        for (int poll = 1; poll < 60; poll++) {
            nextPoll();
            requests();
            read(TASK);
            assertThat(requests()).doesNotContain("list");
        }
        nextPoll();
        read(TASK);
        assertThat(requests()).contains("list");
    }

    @Test
    void listOfSeries_isReadAfterTenMinutes_whenATaskIsNotInIt() {
        CloudEyeReplication young = new CloudEyeReplication("i", "id-2", "young", false);
        assertThat(read(young)).isEmpty();
        assertThat(requests()).containsExactly("list");

        time.advance(MINUTE.multipliedBy(9));
        read(young);
        assertThat(requests()).isEmpty();

        time.advance(MINUTE);
        cloudEye.has(new TaskSeries("i", "young"), minutesAgo(1), 3);
        assertThat(read(young)).hasSize(1);
        assertThat(requests()).startsWith("list");
    }

    @Test
    void nameWinsOverPartsAndId_andOtherTasksAreNotAsked() {
        cloudEye.has(new TaskSeries("i", "mirror_source_0"), minutesAgo(1), 1);
        cloudEye.has(new TaskSeries("i", "id-1"), minutesAgo(1), 1);
        cloudEye.has(new TaskSeries("other", "mirror"), minutesAgo(1), 1);

        assertThat(read(TASK)).hasSize(1);
        assertThat(requests()).contains("older 15 mirror");
    }

    @Test
    void id_isTheLastChoice() {
        cloudEye.series.clear();
        cloudEye.points.clear();
        cloudEye.has(new TaskSeries("i", "id-1"), minutesAgo(1), 1);

        assertThat(read(TASK)).hasSize(1);
    }

    @Test
    void partsOfATwoWayTask_areMerged() {
        Instant minute = minutesAgo(1);
        CloudEyeReplication twoWay = new CloudEyeReplication("i", "id-2", "both", true);
        cloudEye.has(new TaskSeries("i", "both_source_0"), minute, 5);
        cloudEye.has(new TaskSeries("i", "both_source_1"), minute, 6);
        cloudEye.has(new TaskSeries("i", "both_source_x"), minute, 100);

        assertThat(read(twoWay))
                .singleElement()
                .satisfies(found -> assertThat(found.samples())
                        .containsExactly(new CloudEyeSample(
                                minute,
                                OptionalDouble.of(11),
                                OptionalDouble.of(2),
                                OptionalDouble.of(2.5),
                                Optional.of(true))));
    }

    @Test
    void minuteThatOnePartLacks_isNotSummed() {
        CloudEyeReplication twoWay = new CloudEyeReplication("i", "id-2", "both", true);
        cloudEye.has(new TaskSeries("i", "both_source_0"), minutesAgo(2), 5);
        cloudEye.has(new TaskSeries("i", "both_source_1"), minutesAgo(2), 6);
        cloudEye.has(new TaskSeries("i", "both_source_0"), minutesAgo(1), 5);

        assertThat(read(twoWay).get(0).samples())
                .extracting(CloudEyeSample::waiting)
                .containsExactly(OptionalDouble.of(11), OptionalDouble.empty());
    }

    @Test
    void deniedListing_leavesTheUsualNames() {
        cloudEye.listing = Future.failedFuture(Failure.of(FailureReason.DENIED));

        assertThat(readDespite(FailureReason.DENIED, TASK)).hasSize(1);
        assertThat(requests()).containsExactly("list", "newer 5", "older 15 mirror");
        assertThat(read(TASK)).hasSize(1);
        assertThat(requests()).doesNotContain("list");
        assertThat(reader.denial()).isPresent();

        cloudEye.listing = Future.succeededFuture();
        time.advance(MINUTE.multipliedBy(10));
        read(TASK);
        assertThat(reader.denial()).isEmpty();
    }

    private List<CloudEyeTaskSamples> readDespite(FailureReason reason, CloudEyeReplication... tasks) {
        CloudEyeReader.Samples read = begin(tasks).result();
        assertThat(read.failure()).map(CloudFailure::reason).contains(reason);
        return read.tasks();
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT", "SERVER_ERROR"})
    void failedFirstListing_leavesTheUsualNames_andIsTriedByTheNextRead(FailureReason reason) {
        cloudEye.listing = Future.failedFuture(Failure.of(reason));
        assertThat(readDespite(reason, TASK)).hasSize(1);

        cloudEye.listing = Future.succeededFuture();
        requests();
        assertThat(read(TASK)).hasSize(1);
        assertThat(requests()).contains("list");
    }

    @Test
    void replicationThatAnOutdatedListLacks_hasTheUsualName() {
        CloudEyeReplication young = new CloudEyeReplication("i", "id-2", "young", false);
        read(TASK);
        cloudEye.listing = Future.failedFuture(Failure.of(FailureReason.DENIED));
        cloudEye.has(new TaskSeries("i", "young"), time.instant(), 3);
        time.advance(MINUTE.multipliedBy(10));
        cloudEye.has(new TaskSeries("i", "young"), minutesAgo(1), 3);

        assertThat(readDespite(FailureReason.DENIED, TASK, young))
                .extracting(CloudEyeTaskSamples::taskId)
                .contains("id-2");
    }

    @Test
    void failedOlderQuery_leavesThePointsOfTheNewerOne() {
        cloudEye.olderQuery = Future.failedFuture(Failure.of(FailureReason.SERVER_ERROR));

        assertThat(readDespite(FailureReason.SERVER_ERROR, TASK)).hasSize(1);
        assertThat(readDespite(FailureReason.SERVER_ERROR, TASK)).hasSize(1);
    }

    @Test
    void deniedOlderQuery_isNotRepeated_forTenMinutes() {
        cloudEye.olderQuery = Future.failedFuture(Failure.of(FailureReason.DENIED));
        readDespite(FailureReason.DENIED, TASK);
        requests();

        assertThat(read(TASK)).hasSize(1);
        assertThat(requests()).containsExactly("newer 5");
        assertThat(reader.denial()).isPresent();
    }

    @Test
    void lostBatch_isReportedWithThePoints() {
        cloudEye.lostBatch = Optional.of(Failure.of(FailureReason.TIMEOUT));

        assertThat(readDespite(FailureReason.TIMEOUT, TASK)).hasSize(1);
    }

    @Test
    void of_keepsTheSumFinite_whenTheValuesOfATwoWayTaskAreHuge() {
        CloudEyeReplication twoWay = new CloudEyeReplication("i", "id-2", "both", true);
        Set<TaskSeries> parts = Set.of(new TaskSeries("i", "both_0"), new TaskSeries("i", "both_1"));
        List<CloudEyePoint> points = parts.stream()
                .flatMap(part -> Stream.of(EyeMetric.WAITING, EyeMetric.RATE)
                        .map(metric -> new CloudEyePoint(part, metric, time.instant(), Double.MAX_VALUE)))
                .toList();

        CloudEyeSample sample =
                CloudEyeTaskSamples.of(twoWay, parts, points).samples().get(0);
        assertThat(sample.waiting()).hasValue(Double.MAX_VALUE);
        assertThat(sample.perSecond()).hasValue(Double.MAX_VALUE / 60);
    }

    @Test
    void silentDirectionOfATwoWayTask_leavesTheSumAbsent() {
        CloudEyeReplication twoWay = new CloudEyeReplication("i", "id-2", "both", true);
        cloudEye.has(new TaskSeries("i", "both_source_0"), minutesAgo(1), 5);
        assertThat(read(twoWay).get(0).samples())
                .extracting(CloudEyeSample::waiting)
                .containsExactly(OptionalDouble.empty());

        cloudEye.series.add(new TaskSeries("i", "both_source_1"));
        time.advance(MINUTE.multipliedBy(60));
        cloudEye.has(new TaskSeries("i", "both_source_0"), minutesAgo(1), 5);
        assertThat(read(twoWay).get(0).samples())
                .extracting(CloudEyeSample::waiting)
                .containsExactly(OptionalDouble.empty());
    }

    @Test
    void denial_isRemembered_forTenMinutes() {
        cloudEye.newerQuery = Future.failedFuture(Failure.of(FailureReason.DENIED));

        assertThat(begin(TASK).failed()).isTrue();
        assertThat(reader.isWorthReading(List.of(TASK))).isFalse();

        time.advance(MINUTE.multipliedBy(10));
        assertThat(reader.isWorthReading(List.of(TASK))).isTrue();
    }

    @Test
    void cloudWithoutCloudEye_isNoFailure() {
        cloudEye.newerQuery = Future.failedFuture(Failure.answer(404, "APIGW.0101"));
        cloudEye.olderQuery = Future.failedFuture(Failure.answer(404, "APIGW.0101"));

        assertThat(read(TASK)).isEmpty();
        assertThat(reader.isWorthReading(List.of(TASK))).isFalse();
    }

    @Test
    void anyOtherFailure_isOne_andTheNextReadTriesAgain() {
        cloudEye.newerQuery = Future.failedFuture(Failure.of(FailureReason.SERVER_ERROR));
        assertThat(begin(TASK).failed()).isTrue();

        cloudEye.newerQuery = Future.succeededFuture();
        assertThat(read(TASK)).hasSize(1);
    }

    @Test
    void withoutReplications_nothingIsAsked() {
        assertThat(reader.isWorthReading(List.of())).isFalse();
    }
}
