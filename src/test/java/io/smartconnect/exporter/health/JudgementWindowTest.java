package io.smartconnect.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementWindowTest {

    /** So many samples, so far apart. */
    private static OffsetSamples polled(JudgementWindow window, int polls, long everySeconds) {
        OffsetSamples samples = OffsetSamples.NONE;
        for (int i = 0; i < polls; i++) {
            samples = window.add(samples, i * everySeconds * 1_000, i, i);
        }
        return samples;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 60, 10",
        "30, 60, 10",
        "300, 60, 10",
        "330, 60, 11",
        "900, 60, 30",
        "900, 300, 10",
        "900, 30, 60",
        "99999999999, 3600, 48",
    })
    void window_isFull_afterSoManyPollsAndTwoDeliverIntervals(long deliverSeconds, long everySeconds, int polls) {
        JudgementWindow window = JudgementWindow.of(10, deliverSeconds);

        assertThat(window.isFull(polled(window, polls - 1, everySeconds))).isFalse();
        assertThat(window.isFull(polled(window, polls, everySeconds))).isTrue();
    }

    @Test
    void window_isFull_whenAPollComesALittleEarly() {
        JudgementWindow window = JudgementWindow.of(10, 300);
        OffsetSamples nearly = polled(window, 9, 60);

        assertThat(window.isFull(nearly.plus(516_000, 1, 1))).isTrue();
        assertThat(window.isFull(nearly.plus(514_000, 1, 1))).isFalse();
    }

    @Test
    void window_slides_andKeepsNoMoreThanItNeeds() {
        JudgementWindow window = JudgementWindow.of(10, 300);
        OffsetSamples samples = polled(window, 100, 60);

        assertThat(samples.size()).isEqualTo(10);
        assertThat(samples.time(0)).isEqualTo(90 * 60_000);
        assertThat(samples.time(9)).isEqualTo(99 * 60_000);
    }

    @Test
    void window_keepsTheSamplesBeforeAGap() {
        JudgementWindow window = JudgementWindow.of(10, 0);
        OffsetSamples samples = window.add(polled(window, 10, 60), 3_600_000, 50, 50);

        assertThat(samples.size()).isEqualTo(10);
        assertThat(samples.time(8)).isEqualTo(540_000);
    }

    @Test
    void samples_stayFew_whenDeliveriesAreRare_andTheNewestIsAlwaysThere() {
        JudgementWindow window = JudgementWindow.of(10, 900);
        OffsetSamples samples = polled(window, 1_000, 5);

        assertThat(samples.size()).isBetween(80, 120);
        assertThat(samples.time(samples.size() - 1)).isEqualTo(999 * 5_000);
        assertThat(JudgementWindow.seconds(samples)).isBetween(1_760.0, 1_810.0);
    }

    @Test
    void distance_isTheMean() {
        JudgementWindow window = JudgementWindow.of(10, 0);

        assertThat(JudgementWindow.distance(polled(window, 7, 60))).isEqualTo(60);
        assertThat(JudgementWindow.distance(polled(window, 1, 60))).isZero();
    }

    @Test
    void filling_tellsWhatIsMissing() {
        JudgementWindow window = JudgementWindow.of(10, 900);

        assertThat(window.filling(polled(window, 3, 60))).isEqualTo("3 of 10 polls seen");
        assertThat(window.filling(polled(window, 12, 60))).isEqualTo("11m 0s of 30m 0s seen, two deliver intervals");
    }

    @Property
    void window_isTheSmallestThatHoldsBoth_whateverTheDistances(
            @ForAll @IntRange(min = 0, max = 12) int polls,
            @ForAll @IntRange(max = 2_000) int deliverSeconds,
            @ForAll @Size(max = 400) List<@IntRange(min = 1, max = 90_000) Integer> distances) {
        JudgementWindow window = JudgementWindow.of(polls, deliverSeconds);
        OffsetSamples samples = OffsetSamples.NONE;
        long time = 0;
        for (int distance : distances) {
            time += distance;
            samples = window.add(samples, time, 0, 0);

            assertThat(samples.time(samples.size() - 1)).isEqualTo(time);
            assertThat(window.isFull(samples.range(1, samples.size()))).isFalse();
            assertThat(samples.size()).isLessThanOrEqualTo(window.polls() + 103);
        }
    }
}
