package io.smartconnect.exporter.web.page.chart;

import static io.smartconnect.exporter.web.JudgedTasks.judged;
import static io.smartconnect.exporter.web.JudgedTasks.partition;
import static io.smartconnect.exporter.web.JudgedTasks.progress;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.JudgedPartition;
import io.smartconnect.exporter.snapshot.progress.LagHistory;
import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import io.smartconnect.exporter.snapshot.progress.Partitions;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.web.html.Html;
import io.smartconnect.exporter.web.html.PageWords;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LagChartTest {

    @Test
    void line_isTheSumOverPartitions() {
        assertThat(drawn(lags(0, 10, 20), lags(0, 30, 0)))
                .contains("points=\"1.0,1.0 99.0,21.0\"", "from 40 to 20 messages, at most 40");
    }

    @Test
    void partition_countsAsItWasFirstSeen_untilThen() {
        OffsetSamples late = OffsetSamples.NONE.plus(1_000, 100, 0);

        assertThat(drawn(lags(0, 10, 30), late)).contains("from 110 to 130 messages, at most 130");
    }

    @Test
    void line_isFlatAtTheBottom_whenNothingWaits() {
        assertThat(drawn(lags(0, 0, 0))).contains("points=\"1.0,41.0 99.0,41.0\"");
    }

    @Test
    void line_hasFewPoints_howeverManySamplesThereAre() {
        OffsetSamples many = lags(0, IntStream.range(0, 2_000).mapToLong(i -> i).toArray());

        String drawing = drawn(many);
        assertThat(drawing).contains("points=\"1.0,41.0 ", " 99.0,1.0\"");
        assertThat(Pattern.compile("[0-9]+[.][0-9],[0-9]+[.][0-9][ \"]")
                        .matcher(drawing)
                        .results())
                .hasSize(300);
    }

    @Test
    void line_showsEachSpike_howeverManySamplesThereAre() {
        for (int spike = 0; spike < 315; spike++) {
            long[] lags = new long[315];
            lags[spike] = 1_000;

            assertThat(drawn(lags(0, lags))).containsPattern("[0-9],1[.]0[ \"]");
        }
    }

    @Test
    void line_isInvisible_withoutTwoPoints() {
        assertThat(LagChart.of(List.of()).isVisible()).isFalse();
        assertThat(LagChart.of(topics(lags(0, 5))).isVisible()).isFalse();
    }

    @Test
    void peaks_precedeTheWindow() {
        LagHistory history = LagHistory.NONE.plus(0, 70).plus(60_000, 90).plus(3_600_000, 80);

        LagChart chart = LagChart.of(topics(lags(3_600_000, 10, 20))).after(history);
        assertThat(chart.first()).isZero();
        assertThat(chart.label(PageWords.ENGLISH)).isEqualTo("Lag within 1h 0m: from 70 to 20 messages, at most 90");
        assertThat(LagChart.of(List.of()).after(history).label(PageWords.ENGLISH))
                .contains("from 70 to 80");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 1",
        "1, 0 1",
        "3, 0 1 2 3",
        "4.5, 0 2 4 6",
        "20, 0 5 10 15 20",
        "41, 0 20 40 60",
        "2500, 0 1000 2000 3000",
        "4e20, 0 1000000000000000000 2000000000000000000 3000000000000000000 4000000000000000000"
    })
    void lagAxis_hasFewRoundTicks(double most, String ticks) {
        assertThat(ChartAxis.ofLag(most).ticks()).extracting(String::valueOf).containsExactly(ticks.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"45, 10, 5", "600, 120, 5", "604800, 172800, 3", "60000000, 10022400, 5"})
    void timeAxis_hasFewRoundTicks(long seconds, long step, int count) {
        ChartAxis axis = ChartAxis.ofTime(7_000, 7_000 + 1_000 * seconds);

        assertThat(axis.step()).isEqualTo(1_000 * step);
        assertThat(axis.ticks()).hasSize(count);
    }

    /** A sample each second. */
    private static OffsetSamples lags(long start, long... lags) {
        OffsetSamples samples = OffsetSamples.NONE;
        for (int i = 0; i < lags.length; i++) {
            samples = samples.plus(start + 1_000L * i, 5_000 + lags[i], 5_000);
        }
        return samples;
    }

    private static String drawn(OffsetSamples... partitions) {
        Html html = new Html();
        LagChart.of(topics(partitions)).draw(html, 100, 42);
        return html.toString();
    }

    private static List<Topic> topics(OffsetSamples... partitions) {
        JudgedPartition[] progress = Arrays.stream(partitions)
                .map(samples -> judged(Health.OK, samples))
                .toArray(JudgedPartition[]::new);
        return List.of(new Topic(
                "a",
                Partitions.of(IntStream.range(0, partitions.length)
                        .mapToObj(id -> partition(id, 9, 9))
                        .toList()),
                progress(progress)));
    }
}
