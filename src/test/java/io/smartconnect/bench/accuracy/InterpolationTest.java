package io.smartconnect.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The comparison does what the description of its model says, sentence by sentence. */
class InterpolationTest {

    private static final Offset<Double> EXACTLY = within(1e-9);

    private final Interpolation interpolation = new Interpolation();

    private void observe(long second, long endOffset) {
        interpolation.observe(second * 1000, endOffset);
    }

    private double seconds(long offset, long second) {
        return interpolation.seconds(offset, second * 1000);
    }

    @Test
    void lag_isZero_atTheLastPointsOffset() {
        observe(0, 50);
        assertThat(seconds(50, 10)).isZero();
        observe(60, 100);
        assertThat(seconds(100, 70)).isZero();
    }

    @Test
    void lag_isNaN_belowTwoPoints() {
        assertThat(seconds(0, 0)).isNaN();
        observe(0, 50);
        assertThat(seconds(49, 10)).isNaN();
    }

    @Test
    void lag_isInterpolated_betweenTwoPoints() {
        observe(0, 0);
        observe(60, 600);
        observe(120, 660);
        assertThat(seconds(300, 120)).isCloseTo(90, EXACTLY);
        assertThat(seconds(630, 120)).isCloseTo(30, EXACTLY);
    }

    @Test
    void newestPairThatContainsTheOffset_counts() {
        observe(0, 0);
        observe(60, 600);
        observe(120, 660);
        assertThat(seconds(600, 120)).isCloseTo(60, EXACTLY);
    }

    @Test
    void lag_isExtrapolated_throughTheFirstAndTheLastPoint() {
        observe(0, 1_000);
        observe(60, 1_010);
        observe(120, 1_120);
        assertThat(seconds(880, 120)).isCloseTo(240, EXACTLY);
    }

    @Test
    void lag_isInfinite_whereTheQueueIsFlat() {
        observe(0, 50);
        observe(60, 50);
        assertThat(seconds(49, 60)).isInfinite();
    }

    @Test
    void lag_isNegative_beyondTheLastPoint() {
        observe(0, 0);
        observe(60, 60);
        assertThat(seconds(70, 60)).isCloseTo(-10, EXACTLY);
    }

    @Test
    void pointOlderThanTheLast_isDropped() {
        observe(0, 0);
        observe(60, 60);
        observe(30, 1_000);
        assertThat(seconds(60, 60)).isZero();
    }

    @Test
    void pointBelowTheLast_isDropped_forEver() {
        observe(0, 1_000);
        observe(60, 1_060);
        observe(120, 10);
        observe(180, 20);
        assertThat(seconds(1_060, 180)).isZero();
        assertThat(seconds(10, 180)).isCloseTo(1_170, EXACTLY);
    }

    @Test
    void thirdPointOfTheSameOffset_movesTheSecond() {
        observe(0, 0);
        observe(60, 60);
        observe(120, 60);
        observe(180, 60);
        observe(240, 120);
        assertThat(seconds(90, 240)).isCloseTo(30, EXACTLY);
        assertThat(seconds(30, 240)).isCloseTo(210, EXACTLY);
    }

    @Test
    void onlySixtyPoints_areKept() {
        observe(0, 0);
        for (int i = 1; i <= 60; i++) {
            observe(600 + i * 60, 10_000 + i * 60);
        }
        assertThat(seconds(5_000, 4_200)).isCloseTo(4_200 - (660 - 5_060), EXACTLY);
    }
}
