package io.smartconnect.exporter.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.smartconnect.exporter.lag.OffsetHistory.Observation;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OffsetHistoryTest {

    private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final OffsetHistory history = new OffsetHistory();

    private Observation observe(long sinceStart, long end) {
        return history.observe(START + sinceStart, end);
    }

    /** So much is produced before each of so many polls. */
    private void polls(int number, long from, long interval, long endBefore, long each) {
        for (int poll = 0; poll < number; poll++) {
            observe(from + poll * interval, endBefore + (poll + 1) * each);
        }
    }

    private LagTime age(long offset, long sinceStart) {
        return history.age(offset, START + sinceStart).orElseThrow();
    }

    private double seconds(long offset, long sinceStart) {
        LagTime age = age(offset, sinceStart);
        assertThat(age.isLowerBound()).isFalse();
        return age.seconds();
    }

    @Test
    void age_isAbsent_withoutAnObservation() {
        assertThat(history.age(0, START)).isEmpty();
    }

    @Test
    void age_isNone_whenNothingWaits() {
        observe(0, 0);
        assertThat(age(0, DAY)).isEqualTo(LagTime.NONE);
        observe(MINUTE, 100);

        assertThat(age(100, DAY)).isEqualTo(LagTime.NONE);
        assertThat(age(101, DAY)).isEqualTo(LagTime.NONE);
        assertThat(age(Long.MAX_VALUE, DAY)).isEqualTo(LagTime.NONE);
    }

    @Test
    void age_isInterpolated_inTheSegmentOfTheOffset() {
        observe(0, 0);
        observe(MINUTE, 1_000);
        observe(2 * MINUTE, 1_010);

        assertThat(seconds(500, 2 * MINUTE)).isCloseTo(90, within(0.1));
        assertThat(seconds(999, 2 * MINUTE)).isCloseTo(60, within(0.1));
        assertThat(seconds(1_000, 2 * MINUTE)).isCloseTo(57, within(0.1));
        assertThat(seconds(1_009, 2 * MINUTE)).isCloseTo(3, within(0.1));
    }

    @Test
    void age_ofTheOnlyMessageBetweenTwoPolls_isTheirMiddle() {
        observe(0, 7);
        observe(MINUTE, 8);

        assertThat(seconds(7, MINUTE)).isEqualTo(30);
    }

    @Test
    void age_isOfTheMessage_notOfTheIdleStretchBeforeIt() {
        polls(600, 0, MINUTE, 100, 0);
        observe(600 * MINUTE, 101);

        assertThat(seconds(100, 600 * MINUTE)).isEqualTo(30);
    }

    @Test
    void age_isOfTheMessage_notOfTheIdleStretchBeforeIt_whenBothAreLongAgo() {
        polls(20 * 60, 0, MINUTE, 100, 0);
        polls(10 * 60, 20 * HOUR, MINUTE, 100, 50);

        assertThat(seconds(100, 30 * HOUR)).isCloseTo(10 * 3_600, within(3_600.0));
    }

    @Test
    void age_ofTheLastMessageBeforeAnIdleStretch_isOlderThanTheStretch() {
        polls(60, 0, MINUTE, 0, 10);
        polls(600, HOUR, MINUTE, 600, 0);
        observe(11 * HOUR, 700);

        assertThat(seconds(599, 11 * HOUR)).isCloseTo(10 * 3_600, within(3_600.0));
        assertThat(seconds(600, 11 * HOUR)).isLessThanOrEqualTo(60);
    }

    @Test
    void age_isALowerBound_whenTheMessageIsOlderThanTheHistory() {
        observe(0, 1_000);
        assertThat(age(999, 0)).isEqualTo(new LagTime(0, true));
        observe(MINUTE, 1_100);

        assertThat(age(999, MINUTE)).isEqualTo(new LagTime(60, true));
        assertThat(age(0, MINUTE)).isEqualTo(new LagTime(60, true));
        assertThat(age(1_000, MINUTE).isLowerBound()).isFalse();
    }

    @Test
    void age_isNotNegative_whenNowLiesBeforeTheObservation() {
        observe(0, 0);
        observe(MINUTE, 60);

        assertThat(age(59, 0)).isEqualTo(new LagTime(0, false));
        assertThat(age(-1, -DAY)).isEqualTo(new LagTime(0, true));
    }

    @Test
    void age_isKnown_upToTheLargestOffset() {
        observe(0, 0);
        observe(MINUTE, Long.MAX_VALUE);

        assertThat(seconds(0, MINUTE)).isCloseTo(60, within(1e-9));
        assertThat(seconds(Long.MAX_VALUE / 2, MINUTE)).isCloseTo(30, within(1e-9));
        assertThat(seconds(Long.MAX_VALUE - 1, MINUTE)).isCloseTo(0, within(1e-9));
        assertThat(age(Long.MAX_VALUE, MINUTE)).isEqualTo(LagTime.NONE);
    }

    @Test
    void age_isExactToTheMessage_atHugeOffsets() {
        observe(0, Long.MAX_VALUE - 60);
        observe(MINUTE, Long.MAX_VALUE);

        assertThat(seconds(Long.MAX_VALUE - 45, MINUTE)).isEqualTo(44.5);
    }

    @Test
    void observation_isLate_whenItIsNotNewer() {
        assertThat(observe(MINUTE, 100)).isEqualTo(Observation.TAKEN);

        assertThat(observe(MINUTE, 100)).isEqualTo(Observation.LATE);
        assertThat(observe(MINUTE, 200)).isEqualTo(Observation.LATE);
        assertThat(observe(0, 50)).isEqualTo(Observation.LATE);
        assertThat(observe(0, 200)).isEqualTo(Observation.LATE);
        assertThat(size()).isOne();
        assertThat(age(99, 2 * MINUTE)).isEqualTo(new LagTime(60, true));
        assertThat(age(100, 2 * MINUTE)).isEqualTo(LagTime.NONE);
    }

    @Test
    void observations_outOfOrder_leaveWhatTheNewerOneSaid() {
        observe(0, 0);
        observe(2 * MINUTE, 200);
        observe(MINUTE, 10);

        assertThat(seconds(100, 2 * MINUTE)).isCloseTo(60, within(0.5));
    }

    @Test
    void end_thatMovedBack_changesNothing() {
        observe(0, 0);
        observe(MINUTE, 60);

        assertThat(observe(2 * MINUTE, 59)).isEqualTo(Observation.MOVED_BACK);
        assertThat(age(60, 2 * MINUTE)).isEqualTo(LagTime.NONE);
        assertThat(seconds(30, 2 * MINUTE)).isCloseTo(89.5, within(0.01));
        assertThat(observe(3 * MINUTE, 60)).isEqualTo(Observation.TAKEN);
    }

    @Test
    void restart_forgetsEverything() {
        polls(100, 0, MINUTE, 0, 5);
        history.restart();

        assertThat(history.age(3, START)).isEmpty();
        assertThat(observe(0, 1)).isEqualTo(Observation.TAKEN);
        assertThat(age(0, MINUTE)).isEqualTo(new LagTime(60, true));
    }

    @Test
    void restart_allowsAnyTime() {
        observe(0, 10);
        for (long jump : new long[] {-30 * 365 * DAY, 30 * 365 * DAY}) {
            history.restart();
            assertThat(observe(jump, 0)).isEqualTo(Observation.TAKEN);
            assertThat(observe(jump + MINUTE, 1)).isEqualTo(Observation.TAKEN);
            assertThat(seconds(0, jump + MINUTE)).isEqualTo(30);
        }
    }

    @Test
    void flatStretch_takesTwoPoints() {
        polls(10_000, 0, MINUTE, 42, 0);

        assertThat(size()).isEqualTo(2);
        assertThat(times()[0]).isEqualTo(START);
        assertThat(times()[1]).isEqualTo(START + 9_999 * MINUTE);
        assertThat(history.capacity()).isLessThanOrEqualTo(24);
    }

    @Test
    void flatStretches_takeTwoPointsEach() {
        polls(10, 0, SECOND, 0, 0);
        polls(10, 10 * SECOND, SECOND, 5, 0);
        polls(10, 20 * SECOND, SECOND, 9, 0);

        assertThat(size()).isEqualTo(6);
    }

    @Test
    void idlePartition_isKeptForMonths() {
        for (int day = 0; day < 200; day++) {
            assertThat(observe(day * DAY, 42)).isEqualTo(Observation.TAKEN);
        }
        observe(200 * DAY, 43);

        assertThat(size()).isEqualTo(3);
        assertThat(seconds(42, 200 * DAY)).isEqualTo(43_200);
        assertThat(age(41, 200 * DAY).isLowerBound()).isTrue();
        assertThat(age(41, 200 * DAY).seconds()).isGreaterThanOrEqualTo(7 * 86_400);
    }

    @Test
    void idlePartition_isKnownToHaveBeenIdle_afterAnAbsenceOfMonths() {
        observe(0, 42);
        observe(200 * DAY, 42);
        observe(200 * DAY + MINUTE, 43);

        assertThat(seconds(42, 200 * DAY + MINUTE)).isEqualTo(30);
        assertThat(age(41, 200 * DAY + MINUTE)).isEqualTo(new LagTime(7 * 86_400, true));
    }

    @Test
    void messagesOfAnAbsence_areInterpolated_whileItIsShortEnough() {
        observe(0, 0);
        observe(20 * DAY, 100);

        assertThat(seconds(50, 20 * DAY)).isCloseTo(10 * 86_400, within(86_400.0));
    }

    @Test
    void messagesOfAnAbsence_haveALowerBound_whenItWasTooLong() {
        observe(0, 0);
        observe(MINUTE, 10);
        assertThat(observe(40_000 * DAY, 100)).isEqualTo(Observation.TAKEN);

        assertThat(size()).isOne();
        assertThat(age(50, 40_001 * DAY)).isEqualTo(new LagTime(86_400, true));
    }

    @Test
    void lastTenMinutes_areExactToThePoll() {
        polls(20_000, 0, 5 * SECOND, 0, 10);
        long now = 19_999 * 5 * SECOND;

        for (int poll = 0; poll < 120; poll++) {
            long time = now - poll * (5 * SECOND);
            long end = 200_000 - poll * 10L;
            assertThat(seconds(end - 1, now)).isCloseTo((now - time) / 1e3 + 0.25, within(1e-6));
            assertThat(size()).isLessThanOrEqualTo(OffsetHistory.MOST_POINTS);
        }
        assertThat(points(now - 10 * MINUTE)).isEqualTo(121);
    }

    @Test
    void lastHour_isExactToThePoll_whenPollsAreAMinuteApart() {
        for (int poll = 0; poll < 20_000; poll++) {
            observe(poll * MINUTE, 10L * poll + poll % 2);
        }
        long now = 19_999 * MINUTE;

        for (int poll = 0; poll < 60; poll++) {
            long time = now - poll * MINUTE;
            assertThat(points(time)).isEqualTo(poll + 1);
        }
    }

    @Test
    void points_areThinned_withTheirAge() {
        polls(7 * 24 * 60 * 12, 0, 5 * SECOND, 0, 10);
        long[] times = times();
        long now = times[times.length - 1];

        for (int index = 1; index < times.length; index++) {
            long gap = times[index] - times[index - 1];
            assertThat(gap).isLessThanOrEqualTo(Math.max(5 * SECOND, (now - times[index]) / 10));
        }
    }

    @Test
    void history_keepsAWeek() {
        polls(30 * 24 * 60, 0, MINUTE, 0, 10);
        long now = 30 * DAY;

        assertThat(START + now - times()[0]).isBetween(7 * DAY, 9 * DAY);
        assertThat(age(0, now)).satisfies(age -> assertThat(age.isLowerBound()).isTrue());
        assertThat(seconds(10L * 60 * 24 * 23, now)).isCloseTo(7 * 86_400, within(0.7 * 86_400));
    }

    @Test
    void observations_ofManyTasks_crowdOutNoOldHistory() {
        for (long time = 0; time < 6 * HOUR; time += 100) {
            observe(time, time);
        }

        assertThat(size()).isLessThanOrEqualTo(OffsetHistory.MOST_POINTS);
        for (long age = 10 * SECOND; age < 6 * HOUR; age += 7 * SECOND) {
            double error = Math.max(5, age / 10_000.0);
            assertThat(seconds(6 * HOUR - age, 6 * HOUR)).isCloseTo(age / 1e3, within(error));
        }
    }

    @Test
    void trim_forgetsHistoriesThatEndedAWeekAgo() {
        polls(10, 0, MINUTE, 0, 10);
        history.trim(START + 9 * MINUTE + 7 * DAY);
        assertThat(size()).isPositive();

        history.trim(START + 9 * MINUTE + 7 * DAY + 1);
        assertThat(size()).isZero();
    }

    @Test
    void trim_keepsTheSegmentThatReachesIntoTheWeek() {
        observe(0, 0);
        observe(DAY, 10);
        observe(2 * DAY, 20);
        observe(3 * DAY, 30);
        history.trim(START + 8 * DAY + 12 * HOUR);

        assertThat(size()).isEqualTo(3);
        assertThat(age(9, 9 * DAY)).isEqualTo(new LagTime(8 * 86_400, true));
        assertThat(seconds(15, 9 * DAY)).isCloseTo(7.45 * 86_400, within(1.0));
    }

    @Test
    void aWeekOfMinutePolls_takes900Bytes_sixForEachPoint() {
        SplittableRandom random = new SplittableRandom(1);
        long end = 0;
        int most = 0;
        for (int poll = 0; poll < 7 * 24 * 60; poll++) {
            end += 60 * random.nextLong(50, 150);
            observe(poll * MINUTE + random.nextLong(-2 * SECOND, 2 * SECOND), end);
            most = Math.max(most, history.capacity());
        }

        assertThat(most).isLessThanOrEqualTo(900);
        assertThat(most / size()).isLessThanOrEqualTo(6);
        assertThat(Duration.ofMillis(times()[size() - 1] - times()[0])).isGreaterThan(Duration.ofDays(6));
    }

    @Test
    void aWeekOfFrequentPolls_takesAKilobyte() {
        polls(7 * 24 * 60 * 12, 0, 5 * SECOND, 0, 10);

        assertThat(history.capacity()).isLessThanOrEqualTo(1_024);
        assertThat(Duration.ofMillis(times()[size() - 1] - times()[0])).isGreaterThan(Duration.ofDays(6));
    }

    private long points(long sinceStart) {
        return Arrays.stream(times()).filter(time -> time >= START + sinceStart).count();
    }

    private int size() {
        return history.points().size();
    }

    private long[] times() {
        return new Decoded(history.points()).times;
    }
}
