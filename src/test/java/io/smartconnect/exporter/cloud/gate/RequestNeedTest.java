package io.smartconnect.exporter.cloud.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestNeedTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void polls_andReadingsOfRetention_haveTheirOwnIntervals() {
        assertThat(new RequestNeed(60, 30).perSecond(MINUTE, MINUTE.multipliedBy(5)))
                .isEqualTo(1.1);
    }

    /** The key {@code lag.retention-interval = 0} stops these readings. */
    @Test
    void withoutReadingsOfRetention_pollsAloneCount() {
        assertThat(new RequestNeed(60, 0).perSecond(MINUTE, Duration.ZERO)).isEqualTo(1.0);
    }
}
