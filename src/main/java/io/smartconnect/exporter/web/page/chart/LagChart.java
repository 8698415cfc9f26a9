package io.smartconnect.exporter.web.page.chart;

import static java.util.stream.Collectors.joining;

import io.smartconnect.exporter.snapshot.progress.LagHistory;
import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.text.HumanReadable;
import io.smartconnect.exporter.web.html.Html;
import io.smartconnect.exporter.web.html.PageWords;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The lag of a task, summed over its partitions: at each poll of the window, and its peaks before. */
public final class LagChart {

    /** Points of a line. Of more samples, it has the highest of each group. */
    private static final int MOST_POINTS = 300;

    /** In milliseconds since 1970, ascending. */
    private final long[] times;

    private final double[] lags;

    private LagChart(long[] times, double[] lags) {
        this.times = times;
        this.lags = lags;
    }

    /** Counts a partition with its first lag before its first sample, so that a new partition does not look like growth. */
    public static LagChart of(List<Topic> topics) {
        double first = 0;
        SortedMap<Long, Double> changes = new TreeMap<>();
        for (Topic topic : topics) {
            for (int i = 0; i < topic.progress().size(); i++) {
                OffsetSamples samples = topic.progress().samples(i);
                first += samples.size() == 0 ? 0 : samples.lag(0);
                addChanges(samples, changes);
            }
        }
        return of(first, changes);
    }

    /** This chart of the window, and the peaks before it. */
    public LagChart after(LagHistory history) {
        long[] peaks = history.peaks();
        int before = 0;
        while (before < peaks.length && (times.length == 0 || peaks[before] < times[0])) {
            before += 2;
        }
        int first = before;
        return new LagChart(
                LongStream.concat(IntStream.range(0, first / 2).mapToLong(i -> peaks[2 * i]), Arrays.stream(times))
                        .toArray(),
                DoubleStream.concat(
                                IntStream.range(0, first / 2).mapToDouble(i -> peaks[2 * i + 1]), Arrays.stream(lags))
                        .toArray());
    }

    private static void addChanges(OffsetSamples samples, SortedMap<Long, Double> changes) {
        for (int i = 0; i < samples.size(); i++) {
            double change = i == 0 ? 0 : samples.lag(i) - (double) samples.lag(i - 1);
            changes.merge(samples.time(i), change, Double::sum);
        }
    }

    private static LagChart of(double first, SortedMap<Long, Double> changes) {
        double[] lags =
                changes.values().stream().mapToDouble(Double::doubleValue).toArray();
        if (lags.length > 0) {
            lags[0] += first;
        }
        Arrays.parallelPrefix(lags, Double::sum);
        return new LagChart(changes.keySet().stream().mapToLong(Long::longValue).toArray(), lags);
    }

    /** True if there are enough points for a line. */
    public boolean isVisible() {
        return times.length > 1;
    }

    /** Draws the line in a box of this size, which the style sheet may stretch, with a label for screen readers. */
    public void draw(Html html, int width, int height) {
        open(html, width, height, label(html.words()));
        html.empty("polyline", "points", points(width, height, most()));
        html.close();
    }

    /** Opens a drawing that stretches. */
    static void open(Html html, int width, int height, String label) {
        html.open(
                "svg",
                "class",
                "line",
                "viewBox",
                "0 0 " + width + " " + height,
                "preserveAspectRatio",
                "none",
                "role",
                "img",
                "aria-label",
                label);
    }

    /** For example {@code Lag within 9m 0s: from 3,784 to 4,120 messages, at most 4,120}. */
    String label(PageWords words) {
        return words.text(
                "Lag within {0}: from {1} to {2} messages, at most {3}",
                HumanReadable.duration(Duration.ofMillis(last() - first())),
                rounded(lags[0]),
                rounded(lags[lags.length - 1]),
                rounded(most()));
    }

    /** The time of the first poll, in milliseconds since 1970. */
    public long first() {
        return times[0];
    }

    /** The time of the last poll, in milliseconds since 1970. */
    public long last() {
        return times[times.length - 1];
    }

    /** The largest lag. */
    public double most() {
        return Arrays.stream(lags).max().orElse(0);
    }

    /** The line in a box of this size, whose top is the lag {@code top}. */
    String points(int width, int height, double top) {
        double span = Math.max(1, last() - first());
        double most = Math.max(1, top);
        int points = Math.min(times.length, MOST_POINTS);
        return IntStream.range(0, points)
                .map(point -> sample(point, points))
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        1 + (width - 2) * (times[i] - first()) / span,
                        height - 1 - (height - 2) * lags[i] / most))
                .collect(joining(" "));
    }

    /** The index of the sample that one of {@code points} points shows: the first, the last, or the highest of its group. */
    private int sample(int point, int points) {
        int last = times.length - 1;
        if (point == 0 || point == points - 1) {
            return point == 0 ? 0 : last;
        }
        int highest = 1 + (int) ((long) (point - 1) * (last - 1) / (points - 2));
        int end = 1 + (int) ((long) point * (last - 1) / (points - 2));
        for (int i = highest + 1; i < end; i++) {
            highest = lags[i] > lags[highest] ? i : highest;
        }
        return highest;
    }

    /** A whole number of messages. */
    public static String rounded(double lag) {
        return String.format(Locale.ROOT, "%,.0f", lag);
    }
}
