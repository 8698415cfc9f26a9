package io.smartconnect.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DetectionsTest {

    private static final Duration PERIOD = Duration.ofHours(3);
    private static final Stalls STALLS = Stalls.random(1, PERIOD, Duration.ofMinutes(50), PERIOD);
    private static final long FROM = firstMomentOf(STALLS);
    private static final long MINUTE = 60_000;

    private final Detections detections =
            new Detections(Case.of("any", Case.Promise.NOTHING_MORE, Duration.ofSeconds(30), topic -> {})
                    .with(STALLS));

    private static long firstMomentOf(Stalls stalls) {
        long moment = 0;
        while (stalls.at(moment).isEmpty()) {
            moment++;
        }
        return moment;
    }

    /** Polls that say {@code stalled} from the one of this number on, the first half a minute after the stall begins. */
    private void pollAndSayFrom(int first, int polls) {
        for (int poll = 1; poll <= polls; poll++) {
            detections.observe(FROM + poll * MINUTE - 30_000, poll >= first, MINUTE);
        }
        detections.end();
    }

    @Test
    void stall_isFound_withItsDelay() {
        pollAndSayFrom(11, 20);

        assertThat(detections.stalls()).isOne();
        assertThat(detections.missed()).isZero();
        assertThat(detections.mostPolls()).isEqualTo(11);
        assertThat(detections.seconds().max()).isEqualTo(630);
        assertThat(detections.falseAlarms()).isZero();
    }

    @Test
    void stall_isMissed_whenNobodySaysSo() {
        pollAndSayFrom(99, 20);

        assertThat(detections.stalls()).isOne();
        assertThat(detections.missed()).isOne();
    }

    @Test
    void stall_doesNotCount_whenItEndsBeforeItMustBeFound() {
        pollAndSayFrom(99, 10);

        assertThat(detections.stalls()).isZero();
        assertThat(detections.missed()).isZero();
    }

    @Test
    void stall_beginsWithTheFirstMessageThatWaits() {
        detections.observe(FROM + MINUTE, false, 0);
        detections.observe(FROM + 2 * MINUTE, true, 15_000);
        detections.end();

        assertThat(detections.mostPolls()).isOne();
        assertThat(detections.seconds().max()).isEqualTo(15);
    }

    @Test
    void sayingStalled_isAFalseAlarm_whereNothingStalls() {
        detections.observe(FROM - 1, true, MINUTE);
        detections.observe(FROM + 1, true, 0);
        detections.observe(FROM + Duration.ofMinutes(51).toMillis(), true, MINUTE);
        detections.observe(FROM + Duration.ofMinutes(53).toMillis(), true, MINUTE);
        detections.end();

        assertThat(detections.falseAlarms()).isEqualTo(3);
    }
}
