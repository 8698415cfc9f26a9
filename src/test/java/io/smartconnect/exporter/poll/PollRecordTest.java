package io.smartconnect.exporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.PollError;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PollRecordTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration TOOK = Duration.ofSeconds(2);

    private static PollRecord good(PollRecord before) {
        return before.plus(Optional.empty(), NOON, TOOK);
    }

    private static PollRecord bad(PollRecord before, FailureReason reason) {
        return before.plus(Optional.of(Failure.of(reason)), NOON.plusSeconds(60), TOOK);
    }

    @Test
    void record_isEmpty_atFirst() {
        assertThat(PollRecord.EMPTY.up()).isEmpty();
        assertThat(PollRecord.EMPTY.ended()).isZero();
        assertThat(PollRecord.EMPTY.lastSuccess()).isEmpty();
        assertThat(PollRecord.EMPTY.lastError()).isEmpty();
    }

    @Test
    void goodPoll_isUp() {
        PollRecord record = good(PollRecord.EMPTY);

        assertThat(record.up()).contains(true);
        assertThat(record.lastSuccess()).contains(NOON);
        assertThat(record.lastDuration()).contains(TOOK);
        assertThat(record.ended()).isOne();
        assertThat(record.lastError()).isEmpty();
    }

    @Test
    void badPoll_isDown_andKeepsTheLastSuccess() {
        PollRecord record = bad(good(PollRecord.EMPTY), FailureReason.TIMEOUT);

        assertThat(record.up()).contains(false);
        assertThat(record.lastSuccess()).contains(NOON);
        assertThat(record.ended()).isEqualTo(2);
        assertThat(record.failures().count(FailureReason.TIMEOUT)).isOne();
        assertThat(record.lastError())
                .contains(new PollError(FailureReason.TIMEOUT, Optional.empty(), "because of timeout"));
    }

    @Test
    void goodPoll_forgetsTheErrorButNotItsCount() {
        PollRecord record = good(bad(PollRecord.EMPTY, FailureReason.TIMEOUT));

        assertThat(record.lastError()).isEmpty();
        assertThat(record.failures().count(FailureReason.TIMEOUT)).isOne();
    }

    @Test
    void record_differs_whenUpOrTheReasonChanges() {
        PollRecord up = good(PollRecord.EMPTY);
        PollRecord down = bad(up, FailureReason.TIMEOUT);

        assertThat(up.differsFrom(PollRecord.EMPTY)).isTrue();
        assertThat(good(up).differsFrom(up)).isFalse();
        assertThat(down.differsFrom(up)).isTrue();
        assertThat(bad(down, FailureReason.TIMEOUT).differsFrom(down)).isFalse();
        assertThat(bad(down, FailureReason.AUTH).differsFrom(down)).isTrue();
        assertThat(good(down).differsFrom(down)).isTrue();
    }

    @Test
    void lastError_namesTheOperation_andTheTimeThatTheCloudAsksToWait() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Retry-After", "7");
        CloudFailure throttled = CloudFailure.from(429, headers, "", Instant.EPOCH, UnaryOperator.identity())
                .during(CloudOperation.LIST_TASKS);

        PollRecord record = PollRecord.EMPTY.plus(Optional.of(throttled), NOON, TOOK);

        assertThat(record.lastError().map(PollError::text))
                .contains("list_tasks: 429: Too Many Requests (asks to wait 7s)");
    }

    @Test
    void record_doesNotDiffer_whenOnlyTheWordsChange() {
        PollRecord down = bad(PollRecord.EMPTY, FailureReason.TIMEOUT);
        CloudFailure other = CloudFailure.of(FailureReason.TIMEOUT, "in other words");

        assertThat(down.plus(Optional.of(other), NOON, TOOK).differsFrom(down)).isFalse();
    }
}
