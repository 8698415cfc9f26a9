package io.smartconnect.exporter.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.log.LogCapture;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OffsetHistoriesTest {

    private static final long START = 1_772_323_200_000L;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private final OffsetHistories histories = new OffsetHistories();

    private OffsetHistory observe(long partition, long sinceStart, long end, OptionalLong before) {
        return histories.observe("orders", partition, START + sinceStart, end, before);
    }

    private OffsetHistory observe(long partition, long sinceStart, long end) {
        return observe(partition, sinceStart, end, OptionalLong.of(end));
    }

    private static LagTime age(OffsetHistory history, long offset, long sinceStart) {
        return history.age(offset, START + sinceStart).orElseThrow();
    }

    @Test
    void tasks_shareTheHistoryOfAPartition() {
        OffsetHistory first = observe(0, 0, 100);

        assertThat(observe(0, MINUTE, 200)).isSameAs(first);
        assertThat(observe(1, MINUTE, 200)).isNotSameAs(first);
        assertThat(histories.observe("others", 0, START + MINUTE, 200, OptionalLong.empty()))
                .isNotSameAs(first);
        assertThat(age(first, 150, MINUTE).seconds()).isBetween(29.0, 31.0);
        assertThat(histories.restarts()).isZero();
    }

    @Test
    void answerThatWasOvertaken_isIgnored() {
        observe(0, 0, 100, OptionalLong.empty());
        observe(0, 1_000, 200, OptionalLong.of(100));

        OffsetHistory history = observe(0, 2_000, 150, OptionalLong.of(100));

        assertThat(age(history, 199, 2_000)).isNotEqualTo(LagTime.NONE);
        assertThat(age(history, 200, 2_000)).isEqualTo(LagTime.NONE);
        assertThat(histories.restarts()).isZero();
    }

    @Test
    void firstAnswerOfATask_thatWasOvertaken_isIgnored() {
        observe(0, 0, 100);
        observe(0, HOUR, 200, OptionalLong.empty());

        OffsetHistory history = observe(0, HOUR + 1, 150, OptionalLong.empty());

        assertThat(age(history, 150, HOUR + 1).isLowerBound()).isFalse();
        assertThat(histories.restarts()).isZero();
    }

    @Test
    void firstAnswerOfATask_startsTheHistoryAnew_whenItLiesBelowTheEndOfTenMinutesAgo() {
        observe(0, 0, 100);
        observe(0, 10 * MINUTE, 200, OptionalLong.of(100));
        observe(0, 11 * MINUTE, 99, OptionalLong.empty());

        assertThat(histories.restarts()).isOne();
    }

    @Test
    void history_startsAnew_whenTheCallerSawAHigherEnd() {
        observe(0, 0, 1_000);
        observe(0, MINUTE, 2_000, OptionalLong.of(1_000));

        OffsetHistory recreated = observe(0, 2 * MINUTE, 10, OptionalLong.of(2_000));

        assertThat(age(recreated, 5, 2 * MINUTE)).isEqualTo(new LagTime(0, true));
        assertThat(age(recreated, 10, 2 * MINUTE)).isEqualTo(LagTime.NONE);
        assertThat(histories.restarts()).isOne();
    }

    @Test
    void history_startsAnew_once_whenAllTasksSeeThatTheTopicIsNew() {
        observe(0, 0, 1_000);
        observe(0, MINUTE, 10, OptionalLong.of(1_000));
        observe(0, MINUTE + 1, 12, OptionalLong.of(1_000));

        assertThat(age(observe(0, 2 * MINUTE, 20, OptionalLong.of(12)), 15, 2 * MINUTE)
                        .isLowerBound())
                .isFalse();
        assertThat(histories.restarts()).isOne();
    }

    @Test
    void history_startsAnew_whenTheCallerSawNoneBefore() {
        observe(0, 0, 1_000);
        observe(0, MINUTE, 10, OptionalLong.empty());

        assertThat(histories.restarts()).isOne();
    }

    @Test
    void history_startsAnew_whenNobodySawTheHigherEndForTenMinutes() {
        observe(0, 0, 1_000);

        observe(0, 10 * MINUTE, 10);
        assertThat(histories.restarts()).isZero();
        observe(0, 10 * MINUTE + 1, 10);

        assertThat(histories.restarts()).isOne();
        assertThat(age(observe(0, 11 * MINUTE, 10), 5, 11 * MINUTE).isLowerBound())
                .isTrue();
    }

    @Test
    void otherHistories_areKept_whenOneStartsAnew() {
        observe(0, 0, 1_000);
        observe(1, 0, 1_000);
        observe(0, MINUTE, 10, OptionalLong.empty());

        assertThat(age(observe(1, MINUTE, 2_000), 1_500, MINUTE).isLowerBound()).isFalse();
    }

    @Test
    void restart_letsAllStartAnew_andCountsEach() {
        observe(0, 0, 1_000);
        observe(1, 0, 1_000);
        observe(2, 0, 1_000);
        histories.restart();

        assertThat(histories.byTopic()).isEmpty();
        assertThat(histories.size()).isZero();
        assertThat(histories.restarts()).isEqualTo(3);
        assertThat(age(observe(0, -HOUR, 10), 5, -HOUR)).isEqualTo(new LagTime(0, true));
        assertThat(histories.restarts()).isEqualTo(3);
    }

    @Test
    void restart_countsNothing_whenThereIsNothing() {
        histories.restart();
        histories.restart();

        assertThat(histories.restarts()).isZero();
    }

    @Test
    void partitionThatVanished_isForgotten_afterAnHour() {
        for (long time = 0; time <= 3 * HOUR; time += MINUTE) {
            observe(0, time, time);
            if (time < HOUR) {
                observe(1, time, 42);
            }
            if (time == HOUR + 50 * MINUTE) {
                assertThat(histories.size()).isEqualTo(2);
            }
        }

        assertThat(histories.size()).isEqualTo(1);
        assertThat(age(observe(1, 3 * HOUR, 43), 42, 3 * HOUR)).isEqualTo(new LagTime(0, true));
        assertThat(histories.restarts()).isZero();
    }

    @Test
    void partitionThatReturns_hasItsHistory_withinAnHour() {
        for (long time = 0; time <= 4 * HOUR; time += MINUTE) {
            observe(0, time, time);
            if (time % (50 * MINUTE) == 0) {
                observe(1, time, 42);
            }
        }

        assertThat(age(observe(1, 4 * HOUR, 43), 42, 4 * HOUR).isLowerBound()).isFalse();
    }

    @Test
    void partitions_areKept_whenNoneWasObservedForDays() {
        for (int partition = 0; partition < 100; partition++) {
            observe(partition, 0, 42);
        }
        for (int partition = 0; partition < 100; partition++) {
            assertThat(age(observe(partition, 50 * HOUR + partition, 43), 42, 50 * HOUR + partition)
                            .isLowerBound())
                    .isFalse();
        }
    }

    @Test
    void partitions_areKept_whenAPollADayTakesLong() {
        for (int day = 0; day < 7; day++) {
            for (int partition = 0; partition < 100; partition++) {
                observe(partition, day * (24 * HOUR) + partition * (MINUTE / 2), day);
            }
        }

        assertThat(histories.size()).isEqualTo(100);
        histories
                .byTopic()
                .values()
                .forEach(topic -> topic.forEach((partition, history) ->
                        assertThat(history.points().size()).isEqualTo(7)));
    }

    @Test
    void partitionsBeyondTheLimit_haveNoAge_andAreToldOnce() {
        try (LogCapture log = new LogCapture(OffsetHistories.class)) {
            for (int partition = 0; partition < OffsetHistories.MOST_PARTITIONS; partition++) {
                observe(partition, 0, 42);
            }

            assertThat(observe(OffsetHistories.MOST_PARTITIONS, 0, 42).age(41, START))
                    .isEmpty();
            assertThat(observe(OffsetHistories.MOST_PARTITIONS, MINUTE, 42).age(41, START))
                    .isEmpty();
            assertThat(age(observe(0, MINUTE, 43), 42, MINUTE).seconds()).isEqualTo(30);
            assertThat(histories.size()).isEqualTo(OffsetHistories.MOST_PARTITIONS);
            assertThat(log.events()).hasSize(1);
        }
    }
}
