package io.smartconnect.exporter.health.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.health.JudgementWindow;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LagSeriesTest {

    private static final long SECOND = Duration.ofSeconds(1).toMillis();

    @Test
    void plus_keepsThePeak_whenItReplacesAValue() {
        JudgementWindow window = JudgementWindow.of(3, Duration.ofHours(1).toSeconds());
        for (int peak = 0; peak < 100; peak++) {
            LagSeries series = LagSeries.NONE;
            for (int poll = 0; poll < 100; poll++) {
                series = series.plus(poll * SECOND, OptionalLong.of(poll == peak ? 1_001 : 1_000), window);
            }

            assertThat(series.isAtMost(1_000))
                    .as("with a peak at poll %d", peak)
                    .isFalse();
            assertThat(series.isAtMost(1_001)).isTrue();
        }
    }
}
