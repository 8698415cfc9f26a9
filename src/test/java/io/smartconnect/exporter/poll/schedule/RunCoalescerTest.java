package io.smartconnect.exporter.poll.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.time.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunCoalescerTest {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final FakeTime time = new FakeTime();
    private int runs;
    private Duration pause = PAUSE;
    private final RunCoalescer coalescer = new RunCoalescer(() -> runs++, () -> pause, time);

    @Test
    void firstRequest_runsAtOnce() {
        coalescer.request();

        assertThat(runs).isOne();
    }

    @Test
    void requestsDuringThePause_shareARunAtItsEnd() {
        coalescer.request();
        coalescer.request();
        coalescer.request();
        assertThat(runs).isOne();

        time.advance(PAUSE);
        assertThat(runs).isEqualTo(2);
        time.advance(PAUSE.multipliedBy(10));
        assertThat(runs).isEqualTo(2);
    }

    @Test
    void idlePause_delaysNoLaterRequest() {
        coalescer.request();
        time.advance(PAUSE);
        coalescer.request();

        assertThat(runs).isEqualTo(2);
    }

    @Test
    void withoutAPause_eachRequestRunsAtOnce() {
        pause = Duration.ZERO;
        coalescer.request();
        coalescer.request();

        assertThat(runs).isEqualTo(2);
        assertThat(time.timers()).isZero();
    }
}
