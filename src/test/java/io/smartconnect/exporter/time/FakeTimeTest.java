package io.smartconnect.exporter.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FakeTimeTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final FakeTime time = new FakeTime(NOON);

    @Test
    void timers_runAtTheirOwnMoments_inOrder() {
        List<Instant> ran = new ArrayList<>();
        time.after(Duration.ofSeconds(2), () -> ran.add(time.instant()));
        time.after(Duration.ofSeconds(1), () -> {
            ran.add(time.instant());
            time.after(Duration.ZERO, () -> ran.add(time.instant()));
        });

        time.advance(Duration.ofSeconds(3));

        assertThat(ran).containsExactly(NOON.plusSeconds(1), NOON.plusSeconds(1), NOON.plusSeconds(2));
        assertThat(time.instant()).isEqualTo(NOON.plusSeconds(3));
        assertThat(time.timers()).isZero();
    }

    @Test
    void stepOfTheWallClock_movesNeitherNanosNorTimers() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(5), time);
        time.after(Duration.ofSeconds(1), () -> {});

        time.stepWallClock(Duration.ofHours(-1));

        assertThat(time.instant()).isEqualTo(NOON.minusSeconds(3600));
        assertThat(deadline.left(time)).isEqualTo(Duration.ofSeconds(5));
        assertThat(time.untilNextTimer()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void deadline_holds_whenTheNanosecondsOverflow() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(5), time);

        time.advance(Duration.ofSeconds(4));
        assertThat(deadline.left(time)).isEqualTo(Duration.ofSeconds(1));
        assertThat(deadline.before(time.nanos())).isFalse();

        time.advance(Duration.ofSeconds(2));
        assertThat(deadline.left(time)).isNegative();
        assertThat(deadline.before(time.nanos())).isTrue();
    }
}
