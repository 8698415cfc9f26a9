package io.smartconnect.exporter.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClockStepDetectorTest {

    private static final long NOW = 1_772_323_200_000L;

    private final ClockStepDetector steps = new ClockStepDetector();
    private long millis = NOW;
    private long nanos = 42;

    private boolean happened(Duration wall, Duration ticks) {
        millis += wall.toMillis();
        nanos += ticks.toNanos();
        return steps.happened(millis, nanos);
    }

    @Test
    void firstCall_isNoStep() {
        assertThat(steps.happened(NOW, Long.MIN_VALUE)).isFalse();
        assertThat(new ClockStepDetector().happened(0, 0)).isFalse();
        assertThat(new ClockStepDetector().happened(NOW, Long.MAX_VALUE)).isFalse();
    }

    @Test
    void equalPassage_isNoStep() {
        happened(Duration.ZERO, Duration.ZERO);

        assertThat(happened(Duration.ZERO, Duration.ZERO)).isFalse();
        assertThat(happened(Duration.ofMinutes(1), Duration.ofMinutes(1))).isFalse();
        assertThat(happened(Duration.ofDays(30), Duration.ofDays(30))).isFalse();
    }

    @Test
    void step_isNoticed_inBothDirections_once() {
        happened(Duration.ZERO, Duration.ZERO);

        assertThat(happened(Duration.ofSeconds(62), Duration.ofMinutes(1))).isTrue();
        assertThat(happened(Duration.ofMinutes(1), Duration.ofMinutes(1))).isFalse();
        assertThat(happened(Duration.ofSeconds(58), Duration.ofMinutes(1))).isTrue();
        assertThat(happened(Duration.ofMinutes(1), Duration.ofMinutes(1))).isFalse();
        assertThat(happened(Duration.ofDays(-10_000), Duration.ofMinutes(1))).isTrue();
        assertThat(happened(Duration.ofDays(10_000), Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void lessThanTwoSeconds_isNoStep() {
        happened(Duration.ZERO, Duration.ZERO);

        assertThat(happened(Duration.ofMillis(61_999), Duration.ofMinutes(1))).isFalse();
        assertThat(happened(Duration.ofMillis(58_001), Duration.ofMinutes(1))).isFalse();
    }

    @Test
    void slowDrift_isNoStep_howeverLongItLasts() {
        happened(Duration.ZERO, Duration.ZERO);

        for (int poll = 0; poll < 10_000; poll++) {
            assertThat(happened(Duration.ofMillis(60_030), Duration.ofMinutes(1)))
                    .isFalse();
        }
    }

    @Test
    void ticksThatOverflow_areNoStep() {
        nanos = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();
        happened(Duration.ZERO, Duration.ZERO);

        assertThat(happened(Duration.ofMinutes(1), Duration.ofMinutes(1))).isFalse();
        assertThat(nanos).isNegative();
        assertThat(happened(Duration.ofHours(1), Duration.ofMinutes(1))).isTrue();
    }
}
