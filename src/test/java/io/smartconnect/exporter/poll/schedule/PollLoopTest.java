package io.smartconnect.exporter.poll.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.time.FakeTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PollLoopTest {

    private static final Duration INTERVAL = Duration.ofSeconds(60);

    private final FakeTime time = new FakeTime();
    private int taken;

    private PollLoop turns(Supplier<Future<Void>> turn) {
        return new PollLoop(
                "i",
                () -> {
                    taken++;
                    return turn.get();
                },
                INTERVAL,
                Duration.ofSeconds(50),
                time);
    }

    @Test
    void firstTurn_isTakenAtOnce() {
        turns(Future::succeededFuture).startAfter(Duration.ZERO);

        assertThat(taken).isOne();
    }

    @Test
    void turns_areTakenOncePerInterval() {
        turns(Future::succeededFuture).startAfter(Duration.ZERO);
        time.advance(time.untilNextTimer());
        assertThat(taken).isEqualTo(2);

        time.advance(INTERVAL.multipliedBy(100));

        assertThat(taken).isEqualTo(102);
    }

    @Test
    void turns_neverOverlap() {
        Promise<Void> open = Promise.promise();
        turns(open::future).startAfter(Duration.ZERO);

        time.advance(INTERVAL.multipliedBy(3));
        assertThat(taken).isOne();

        open.complete();
        time.advance(INTERVAL);
        assertThat(taken).isEqualTo(2);
    }

    @Test
    void turns_goOn_whenOneFails() {
        turns(() -> Future.failedFuture("so it is")).startAfter(Duration.ZERO);

        time.advance(INTERVAL.multipliedBy(3));

        assertThat(taken).isEqualTo(3);
    }

    @Test
    void turns_goOn_whenOneThrows() {
        turns(() -> {
                    throw new NullPointerException("surprise");
                })
                .startAfter(Duration.ZERO);

        time.advance(INTERVAL.multipliedBy(3));

        assertThat(taken).isEqualTo(3);
    }

    @Test
    void turns_goOn_whenTheWallClockIsSetBack() {
        Promise<Void> open = Promise.promise();
        turns(open::future).startAfter(Duration.ZERO);
        time.stepWallClock(Duration.ofDays(-365));
        open.complete();

        time.advance(INTERVAL.multipliedBy(3));

        assertThat(taken).isEqualTo(3);
    }

    @Test
    void noTurn_isTaken_afterStop() {
        PollLoop turns = turns(Future::succeededFuture);
        turns.startAfter(Duration.ZERO);
        turns.stop();

        time.advance(INTERVAL.multipliedBy(3));

        assertThat(taken).isOne();
        assertThat(time.timers()).isZero();
    }

    @Test
    void delayedStart_isCanceledByAStop() {
        PollLoop turns = turns(Future::succeededFuture);
        turns.startAfter(Duration.ofSeconds(1));
        assertThat(taken).isZero();
        turns.stop();
        time.advance(INTERVAL);
        assertThat(taken).isZero();

        turns.startAfter(Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(1));
        assertThat(taken).isOne();
    }

    @Test
    void loop_goesOn_whenStartedAgain() {
        PollLoop turns = turns(Future::succeededFuture);
        turns.startAfter(Duration.ZERO);
        turns.stop();
        time.advance(INTERVAL.multipliedBy(3));
        turns.startAfter(Duration.ZERO);
        assertThat(taken).isEqualTo(2);

        time.advance(INTERVAL.multipliedBy(3));
        assertThat(taken).isBetween(4, 5);
        assertThat(time.timers()).isOne();
    }

    @Test
    void turns_doNotOverlap_whenStartedAgainDuringOne() {
        Promise<Void> open = Promise.promise();
        PollLoop turns = turns(open::future);
        turns.startAfter(Duration.ZERO);
        turns.stop();
        turns.startAfter(Duration.ZERO);
        assertThat(taken).isOne();

        open.complete();
        time.advance(INTERVAL.multipliedBy(3).dividedBy(2));
        assertThat(taken).isEqualTo(2);
    }

    @Test
    void sameInterval_changesNoTurn() {
        PollLoop turns = turns(Future::succeededFuture);
        turns.startAfter(Duration.ZERO);
        Duration untilNext = time.untilNextTimer();

        turns.setPace(INTERVAL, Duration.ofSeconds(10));

        assertThat(time.untilNextTimer()).isEqualTo(untilNext);
        assertThat(time.timers()).isOne();
    }

    @Test
    void otherInterval_countsAtOnce_withoutAnotherTimer() {
        PollLoop turns = turns(Future::succeededFuture);
        turns.setPace(Duration.ofHours(1), Duration.ofSeconds(10));
        turns.startAfter(Duration.ZERO);
        turns.setPace(Duration.ofSeconds(5), Duration.ofSeconds(4));
        assertThat(time.timers()).isOne();

        time.advance(INTERVAL);
        assertThat(taken).isBetween(12, 13);
    }

    @Test
    void turn_isOverdue_oneIntervalAfterItShouldHaveEnded() {
        PollLoop turns = turns(() -> Promise.<Void>promise().future());
        turns.startAfter(Duration.ZERO);

        time.advance(Duration.ofSeconds(50).plus(INTERVAL));
        assertThat(turns.isOverdue()).isFalse();
        time.advance(Duration.ofMillis(1));
        assertThat(turns.isOverdue()).isTrue();
    }

    @Test
    void turns_areNeverOverdue_whileTheyEnd() {
        PollLoop turns = turns(Future::succeededFuture);
        turns.startAfter(Duration.ZERO);

        for (int second = 0; second < 600; second++) {
            time.advance(Duration.ofSeconds(1));
            assertThat(turns.isOverdue()).isFalse();
        }
    }
}
