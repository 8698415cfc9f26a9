package io.smartconnect.exporter.cloud.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestNeedTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void polls_andReadingsOfRetention_haveTheirOwnIntervals() {
        RequestNeed.PerSecond perSecond = new RequestNeed(30, 60, 30).perSecond(MINUTE, MINUTE.multipliedBy(5));

        assertThat(perSecond).isEqualTo(new RequestNeed.PerSecond(0.6, 1));
        assertThat(perSecond.total()).isEqualTo(1.6);
    }

    /** The key {@code lag.retention-interval = 0} stops these readings. */
    @Test
    void withoutReadingsOfRetention_pollsAloneCount() {
        assertThat(new RequestNeed(0, 60, 30).perSecond(MINUTE, Duration.ZERO).total())
                .isEqualTo(1.0);
    }
}
