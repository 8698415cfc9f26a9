package io.smartconnect.exporter.source;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.lag.Retention;
import io.smartconnect.exporter.log.LogCapture;
import io.smartconnect.exporter.poll.Failure;
import io.smartconnect.exporter.poll.FakeKafka;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.FakeTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetentionReaderTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(50);

    private final FakeTime time = new FakeTime();
    private final FakeKafka kafka = new FakeKafka();
    private final LogCapture log = new LogCapture(RetentionReader.class);
    private final RetentionReader reader =
            new RetentionReader("i", kafka, new Retention(Duration.ofMinutes(10)), Duration.ofMinutes(5), time);

    @AfterEach
    void stopCapture() {
        log.close();
    }

    private List<String> poll(String... topics) {
        assertThat(begin(topics).succeeded()).isTrue();
        return requests();
    }

    private List<String> nextPoll(String... topics) {
        time.advance(MINUTE);
        return poll(topics);
    }

    private Future<Void> begin(String... topics) {
        return reader.read(Set.of(topics), true, new RequestContext(new Bulkhead(), Deadline.in(TIMEOUT, time)));
    }

    private List<String> requests() {
        List<String> sent = List.copyOf(kafka.requests);
        kafka.requests.clear();
        return sent;
    }

    private List<String> logged() {
        return log.events().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void startsOf(String topic, CloudFailure failure) {
        kafka.starts.put(topic, Future.failedFuture(failure));
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_FOUND", "SERVER_ERROR", "TIMEOUT", "BAD_RESPONSE"})
    void failedRequest_isRepeatedAfterTheInterval(FailureReason reason) {
        kafka.topics = Future.failedFuture(Failure.of(reason));
        startsOf("a", Failure.of(reason));
        assertThat(poll("a", "b")).containsExactly("list_topics", "list_partitions a", "list_partitions b");

        for (int minute = 1; minute < 5; minute++) {
            assertThat(nextPoll("a", "b")).isEmpty();
        }
        assertThat(nextPoll("a", "b")).hasSize(3);
    }

    @Test
    void topicThatHangs_comesLast_inTheNextPoll() {
        Promise<Map<Long, Long>> hanging = Promise.promise();
        kafka.starts.put("a", hanging.future());
        begin("a", "b");
        time.advance(TIMEOUT.plusMillis(1));
        hanging.fail(Failure.of(FailureReason.TIMEOUT));
        assertThat(requests()).containsExactly("list_topics", "list_partitions a");

        assertThat(poll("a", "b")).containsExactly("list_partitions b");
        assertThat(logged()).isEmpty();
    }

    @Test
    void requestThatNeverLeft_isNoAttempt() {
        startsOf("a", CloudFailure.unsent("still queued"));
        poll("a");

        assertThat(nextPoll("a")).containsExactly("list_partitions a");
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTH", "THROTTLED"})
    void reasonThatHoldsForAll_endsThePoll_andTheNextOneTriesAgain(FailureReason reason) {
        startsOf("a", Failure.of(reason));
        assertThat(poll("a", "b")).containsExactly("list_topics", "list_partitions a");

        assertThat(nextPoll("a", "b")).containsExactly("list_partitions a");
    }

    @Test
    void denial_isLoggedOnce_untilTheSameApiSucceeds() {
        CloudFailure denial = Failure.of(FailureReason.DENIED).during(CloudOperation.LIST_PARTITIONS);
        startsOf("a", denial);
        poll("a", "b");
        for (int minute = 1; minute <= 25; minute++) {
            nextPoll("a", "b");
        }
        assertThat(logged()).containsExactly("start offsets of topics can't be read");
        assertThat(log.events().get(0).getKeyValuePairs()).anyMatch(pair -> pair.key.equals("missing_permission"));

        kafka.starts.clear();
        for (int minute = 1; minute <= 10; minute++) {
            nextPoll("a", "b");
        }
        assertThat(logged()).hasSize(2).last().isEqualTo("start offsets of topics can be read again");
    }

    @Test
    void denial_isNotOver_whenItsTopicIsNoLongerNeeded() {
        startsOf("a", Failure.of(FailureReason.DENIED));
        poll("a", "b");
        for (int minute = 1; minute <= 5; minute++) {
            nextPoll("b");
        }

        assertThat(logged()).containsExactly("start offsets of topics can't be read");
    }

    @Test
    void eachApi_isLoggedForItself() {
        kafka.topics = Future.failedFuture(Failure.of(FailureReason.DENIED));
        startsOf("a", Failure.of(FailureReason.SERVER_ERROR));
        poll("a");
        assertThat(logged())
                .containsExactly("retention times of topics can't be read", "start offsets of topics can't be read");

        kafka.topics = Future.succeededFuture(List.of());
        for (int minute = 1; minute <= 10; minute++) {
            nextPoll("a");
        }
        assertThat(logged()).hasSize(3).last().isEqualTo("retention times of topics can be read again");
    }

    @Test
    void failureOfATopic_isRecoveredByThatTopicOnly() {
        startsOf("a", Failure.of(FailureReason.SERVER_ERROR));
        poll("a");
        nextPoll("a", "b");
        assertThat(logged()).containsExactly("start offsets of topics can't be read");

        assertThat(nextPoll("b")).isEmpty();
        assertThat(logged()).hasSize(2);
    }

    @Test
    void missingApi_isNoProblem() {
        kafka.topics = Future.failedFuture(Failure.answer(404, "APIGW.0101"));
        startsOf("a", Failure.answer(404, "APIGW.0101"));
        poll("a", "b");

        assertThat(logged()).isEmpty();
        assertThat(nextPoll("a", "b")).isEmpty();
    }
}
