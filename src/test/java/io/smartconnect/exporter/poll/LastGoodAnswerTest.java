package io.smartconnect.exporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LastGoodAnswerTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final long NOW = Long.MAX_VALUE - 10;

    private final LastGoodAnswer<String> memory = new LastGoodAnswer<>();

    private static long later(Duration by) {
        return NOW + by.toNanos();
    }

    @Test
    void nothing_isWorthAsking() {
        assertThat(memory.isWorthAsking(NOW)).isTrue();
        assertThat(memory.fresh(SECOND, NOW)).isEmpty();
        assertThat(memory.isAbsent()).isFalse();
    }

    @Test
    void answer_isFresh_untilItIsTooOld() {
        memory.answered("yes", NOW);

        assertThat(memory.fresh(SECOND, later(SECOND))).contains("yes");
        assertThat(memory.fresh(SECOND, later(SECOND) + 1)).isEmpty();
        assertThat(memory.isWorthAsking(NOW)).isTrue();
    }

    @Test
    void equalAnswer_isYounger_butTheSameObject() {
        String first = "y".repeat(3);
        memory.answered(first, NOW);
        memory.answered("y".repeat(3), later(SECOND));

        assertThat(memory.fresh(SECOND, later(SECOND.multipliedBy(2))).orElseThrow())
                .isSameAs(first);
    }

    @Test
    void answer_isForgotten_whenThereIsNoSuchThing() {
        memory.answered("yes", NOW);
        memory.absent(SECOND, NOW);

        assertThat(memory.fresh(SECOND, NOW)).isEmpty();
        assertThat(memory.isAbsent()).isTrue();
    }

    @Test
    void absence_isNotWorthAsking_forAPause() {
        memory.absent(SECOND, NOW);

        assertThat(memory.isWorthAsking(later(SECOND) - 1)).isFalse();
        assertThat(memory.isWorthAsking(later(SECOND))).isTrue();
        assertThat(memory.isAbsent()).isTrue();
    }

    @Test
    void absence_isWorthAskingAtOnce_whenSomethingHasChanged() {
        memory.absent(SECOND, NOW);
        memory.askAgain(NOW);

        assertThat(memory.isWorthAsking(NOW)).isTrue();
        assertThat(memory.isAbsent()).isTrue();
    }

    @Test
    void absence_ends_withAnAnswer() {
        memory.absent(SECOND, NOW);
        memory.answered("yes", NOW);

        assertThat(memory.isAbsent()).isFalse();
        assertThat(memory.isWorthAsking(NOW)).isTrue();
        assertThat(memory.fresh(SECOND, NOW)).contains("yes");
    }
}
