package io.smartconnect.exporter.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyClockTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeTime time = new FakeTime();
    private final SteadyClock clock = new SteadyClock(time);

    @Test
    void withoutSteps_itIsTheWallClock() {
        assertThat(clock.instant()).isEqualTo(time.instant());
        time.advance(Duration.ofDays(30));
        assertThat(clock.instant()).isEqualTo(time.instant());
        assertThat(clock.takeSet()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {-59_999, -2_000, -101, 101, 2_000, 59_999})
    void shortStep_isSpread(long millis) {
        time.stepWallClock(Duration.ofMillis(millis));
        Instant before = clock.instant();
        Duration real = Duration.ZERO;

        while (!clock.instant().equals(time.instant())) {
            Instant last = clock.instant();
            time.advance(Duration.ofSeconds(1));
            real = real.plusSeconds(1);
            assertThat(Duration.between(last, clock.instant()))
                    .isBetween(Duration.ofMillis(900), Duration.ofMillis(1_100));
        }

        assertThat(Duration.between(before, clock.instant())).isPositive();
        assertThat(real)
                .isLessThanOrEqualTo(Duration.ofMillis(Math.abs(millis) * 10).plusSeconds(1));
        assertThat(clock.takeSet()).isFalse();
    }

    @Test
    void jitter_isFollowed_butNeverBack() {
        Instant start = clock.instant();

        time.stepWallClock(Duration.ofMillis(-100));
        assertThat(clock.instant()).isEqualTo(start);
        time.advance(Duration.ofMillis(101));
        assertThat(clock.instant()).isEqualTo(time.instant());
        time.stepWallClock(Duration.ofMillis(100));
        assertThat(clock.instant()).isEqualTo(time.instant());
        assertThat(clock.takeSet()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400_000, -3_600_000, -60_000, 60_000, 3_600_000})
    void longStep_isFollowed_andReportedOnce(long millis) {
        time.stepWallClock(Duration.ofMillis(millis));

        assertThat(clock.instant()).isEqualTo(time.instant());
        assertThat(clock.takeSet()).isTrue();
        assertThat(clock.takeSet()).isFalse();
    }

    @Test
    void slowDrift_isNoStep_howeverLongItLasts() {
        for (int poll = 0; poll < 10_000; poll++) {
            time.advance(MINUTE);
            time.stepWallClock(Duration.ofMillis(30));
            assertThat(clock.instant()).isEqualTo(time.instant());
            assertThat(clock.takeSet()).isFalse();
        }
    }

    @Test
    void monotonicClockThatOverflows_isNoStep() {
        long before = time.nanos();
        time.advance(MINUTE);

        assertThat(before).isPositive();
        assertThat(time.nanos()).isNegative();
        assertThat(clock.instant()).isEqualTo(time.instant());
        assertThat(clock.takeSet()).isFalse();
    }
}
