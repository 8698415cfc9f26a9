package io.smartconnect.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void atMost_isMet_upToTheLimit() {
        assertThat(Target.atMost("of nginx's", 1.2, 1.2).isMet()).isTrue();
        assertThat(Target.atMost("of nginx's", 1.2, 1.21).isMet()).isFalse();
    }

    @Test
    void atLeast_isMet_fromTheLimitOn() {
        assertThat(Target.atLeast("times as fast", 1_000, 1_000).isMet()).isTrue();
        assertThat(Target.atLeast("times as fast", 1_000, 999).isMet()).isFalse();
    }

    @Test
    void exactly_isMet_byThatNumberOnly() {
        assertThat(Target.exactly("`up`", 1, 1).isMet()).isTrue();
        assertThat(Target.exactly("`up`", 1, 0).isMet()).isFalse();
    }

    @Test
    void target_isMissed_whenNothingWasFound() {
        assertThat(Target.atMost("of nginx's", 1.2, Double.NaN).isMet()).isFalse();
        assertThat(Target.atLeast("times as fast", 1_000, Double.NaN).isMet()).isFalse();
    }

    @Test
    void target_tellsItsLimit_andWhetherItIsMet() {
        assertThat(Target.atMost("of nginx's", 1.2, 1).what()).isEqualTo("of nginx's: at most 1.20");
        assertThat(Target.atMost("of nginx's", 1.2, 1).verdict()).isEqualTo("met");
        assertThat(Target.atMost("of nginx's", 1.2, 2).verdict()).isEqualTo("**missed**");
    }
}
