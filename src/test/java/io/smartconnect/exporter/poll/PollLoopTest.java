package io.smartconnect.exporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PollLoopTest {

    private static final Duration INTERVAL = Sample.SETTINGS.interval();

    private final TurnedTime time = new TurnedTime();
    private int taken;

    private PollLoop turns(Supplier<Future<Void>> turn) {
        return new PollLoop(
                "i",
                () -> {
                    taken++;
                    return turn.get();
                },
                Sample.SETTINGS,
                time,
                time);
    }

    @Test
    void firstTurn_isTakenAtOnce() {
        turns(Future::succeededFuture).start();

        assertThat(taken).isOne();
    }

    @Test
    void turns_areTakenOncePerInterval() {
        turns(Future::succeededFuture).start();
        time.pass(time.untilNextAlarm());
        assertThat(taken).isEqualTo(2);

        time.pass(INTERVAL.multipliedBy(100));

        assertThat(taken).isEqualTo(102);
    }

    @Test
    void turns_neverOverlap() {
        Promise<Void> open = Promise.promise();
        turns(open::future).start();

        time.pass(INTERVAL.multipliedBy(3));
        assertThat(taken).isOne();

        open.complete();
        time.pass(INTERVAL);
        assertThat(taken).isEqualTo(2);
    }

    @Test
    void turns_goOn_whenOneFails() {
        turns(() -> Future.failedFuture("so it is")).start();

        time.pass(INTERVAL.multipliedBy(3));

        assertThat(taken).isGreaterThanOrEqualTo(3);
    }

    @Test
    void turns_goOn_whenOneThrows() {
        turns(() -> {
                    throw new NullPointerException("surprise");
                })
                .start();

        time.pass(INTERVAL.multipliedBy(3));

        assertThat(taken).isGreaterThanOrEqualTo(3);
    }

    @Test
    void turns_goOn_whenTheWallClockIsSetBack() {
        Promise<Void> open = Promise.promise();
        turns(open::future).start();
        time.stepWallClock(Duration.ofDays(-365));
        open.complete();

        time.pass(INTERVAL.multipliedBy(3));

        assertThat(taken).isGreaterThanOrEqualTo(3);
    }

    @Test
    void noTurn_isTaken_afterStop() {
        PollLoop turns = turns(Future::succeededFuture);
        turns.start();
        turns.stop();

        time.pass(INTERVAL.multipliedBy(3));

        assertThat(taken).isOne();
        assertThat(time.alarms()).isZero();
    }

    @Test
    void noTurn_isTaken_whenStoppedBeforeTheFirst() {
        PollLoop turns = turns(Future::succeededFuture);
        turns.stop();
        turns.start();

        assertThat(taken).isZero();
    }

    @Test
    void turn_isOverdue_oneIntervalAfterItShouldHaveEnded() {
        PollLoop turns = turns(() -> Promise.<Void>promise().future());
        turns.start();

        time.pass(Sample.SETTINGS.timeout().plus(INTERVAL));
        assertThat(turns.isOverdue()).isFalse();
        time.pass(Duration.ofMillis(1));
        assertThat(turns.isOverdue()).isTrue();
    }

    @Test
    void turns_areNeverOverdue_whileTheyEnd() {
        PollLoop turns = turns(Future::succeededFuture);
        turns.start();

        for (int second = 0; second < 600; second++) {
            time.pass(Duration.ofSeconds(1));
            assertThat(turns.isOverdue()).isFalse();
        }
    }
}
