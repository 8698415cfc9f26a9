package io.smartconnect.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.simulator.model.SimulatedProduction;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DetectionsTest {

    private static final Duration PERIOD = Duration.ofHours(3);
    private static final SimulatedProduction SLOW = SimulatedProduction.steady(1, Duration.ofSeconds(47));
    private static final Stalls STALLS = Stalls.random(1, SLOW, PERIOD, Duration.ofMinutes(50), PERIOD);
    private static final Stalls.Stretch STALL = onlyOne(STALLS);
    private static final long MINUTE = 60_000;

    private final Detections detections =
            new Detections(Case.of("any", Case.Promise.NOTHING_MORE, Duration.ofSeconds(30), topic -> {})
                    .with(STALLS));

    private static Stalls.Stretch onlyOne(Stalls stalls) {
        return LongStream.iterate(0, millis -> millis + MINUTE)
                .mapToObj(stalls::at)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    /** Polls that say {@code stalled} from the one of this number on, the first half a minute after the stall shows. */
    private void pollAndSayFrom(int first, int polls) {
        for (int poll = 1; poll <= polls; poll++) {
            long now = STALL.begin() + poll * MINUTE - 30_000;
            detections.observe(now, now, poll >= first);
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
    void lateValues_countByTheirOwnTime_butTheDelayIncludesTheirs() {
        long seen = STALL.begin() - 1;
        detections.observe(seen, seen + 5 * MINUTE, false);
        detections.observe(seen + MINUTE, seen + 6 * MINUTE, true);
        detections.end();

        assertThat(detections.mostPolls()).isOne();
        assertThat(detections.seconds().max()).isEqualTo(359.999);
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
    void stall_shows_withTheFirstMessageThatComes() {
        assertThat(SLOW.messages(STALL.begin())).isEqualTo(SLOW.messages(STALL.from()) + 1);
        assertThat(SLOW.messages(STALL.begin() - 1)).isEqualTo(SLOW.messages(STALL.from()));

        detections.observe(STALL.begin() - 1, STALL.begin() - 1, true);
        detections.observe(STALL.begin(), STALL.begin(), true);
        detections.end();

        assertThat(detections.mostPolls()).isOne();
        assertThat(detections.seconds().max()).isZero();
    }

    @Test
    void stall_showsLater_whenSilenceFollowsTheFirstMessages() {
        SimulatedProduction bursts = SimulatedProduction.bursts(Duration.ofMinutes(7), Duration.ofSeconds(10), 100);
        Stalls.Stretch stall = onlyOne(Stalls.random(1, bursts, PERIOD, Duration.ofMinutes(50), PERIOD));

        assertThat(bursts.messages(stall.begin()) - bursts.messages(stall.from()))
                .isBetween(1L, 1_001L);
        assertThat(stall.begin() % Duration.ofMinutes(7).toMillis()).isEqualTo(10);
    }

    @Test
    void sayingStalled_isAFalseAlarm_whereNothingStalls() {
        detections.observe(STALL.from() - 1, STALL.from() - 1, true);
        detections.observe(STALL.to() + MINUTE, STALL.to() + MINUTE, true);
        detections.observe(STALL.to() + 3 * MINUTE, STALL.to() + 3 * MINUTE, true);
        detections.end();

        assertThat(detections.falseAlarms()).isEqualTo(2);
    }
}
