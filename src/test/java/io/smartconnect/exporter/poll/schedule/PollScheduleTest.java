package io.smartconnect.exporter.poll.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PollScheduleTest {

    private static final long LAST_MILLI = 4_000_000_000_000L;

    private static long next(PollSchedule schedule, String name, long started, long now) {
        Duration pause = schedule.untilNext(name, Instant.ofEpochMilli(started), Instant.ofEpochMilli(now));
        return now + pause.toMillis();
    }

    @Property
    void nextTurn_isAtTheSamePlaceOfEveryInterval(
            @ForAll String name,
            @ForAll @IntRange(min = 5_000, max = 3_600_000) int interval,
            @ForAll @LongRange(max = LAST_MILLI) long started,
            @ForAll @LongRange(max = LAST_MILLI) long otherStarted,
            @ForAll @IntRange(max = 3_600_000) int took) {
        PollSchedule schedule = new PollSchedule(Duration.ofMillis(interval));

        long first = next(schedule, name, started, started + took);
        long second = next(schedule, name, otherStarted, otherStarted + took);

        assertThat(first % interval).isEqualTo(second % interval);
    }

    @Property
    void nextTurn_isInTheFuture_afterHalfAnInterval_andBeforeOneAndAHalf(
            @ForAll String name,
            @ForAll @IntRange(min = 5_000, max = 3_600_000) int interval,
            @ForAll @LongRange(max = LAST_MILLI) long started,
            @ForAll @IntRange(max = 7_200_000) int took) {
        long now = started + took;

        long next = next(new PollSchedule(Duration.ofMillis(interval)), name, started, now);

        assertThat(next).isBetween(Math.max(now, started + interval / 2), now + interval * 3L / 2);
    }

    @Property
    void nextTurn_comesWithinOneAndAHalfIntervals_evenIfTheWallClockIsSetBack(
            @ForAll String name,
            @ForAll @IntRange(min = 5_000, max = 3_600_000) int interval,
            @ForAll @LongRange(max = LAST_MILLI) long now,
            @ForAll @LongRange(max = LAST_MILLI) long setBack) {
        long next = next(new PollSchedule(Duration.ofMillis(interval)), name, now + setBack, now);

        assertThat(next).isBetween(now, now + interval * 3L / 2);
    }

    @Test
    void turnsThatKeepTheirPlace_areOneIntervalApart() {
        PollSchedule schedule = new PollSchedule(Duration.ofSeconds(60));
        long first = next(schedule, "i", 0, 10);

        assertThat(next(schedule, "i", first, first + 5_000)).isEqualTo(first + 60_000);
        assertThat(next(schedule, "i", first + 300, first + 50_000)).isEqualTo(first + 60_000);
    }

    @Test
    void places_areSpreadOverTheInterval() {
        PollSchedule schedule = new PollSchedule(Duration.ofSeconds(60));
        int[] perTenth = new int[10];
        IntStream.range(0, 1_000)
                .mapToObj(i -> UUID.nameUUIDFromBytes(("instance " + i).getBytes(StandardCharsets.UTF_8)))
                .map(id -> next(schedule, id.toString(), 0, 0))
                .forEach(place -> perTenth[(int) (place % 60_000) / 6_000]++);

        assertThat(IntStream.of(perTenth)).allMatch(count -> count > 50 && count < 150);
    }

    @Test
    void places_areSpread_evenIfNamesDifferLittle() {
        PollSchedule schedule = new PollSchedule(Duration.ofSeconds(60));

        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> next(schedule, "kafka-" + i, 0, 0) % 60_000 / 6_000)
                        .distinct())
                .hasSizeGreaterThanOrEqualTo(8);
    }
}
