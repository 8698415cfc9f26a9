package io.smartconnect.exporter.web.page.chart;

import static java.util.stream.Collectors.joining;

import io.smartconnect.exporter.text.HumanReadable;
import io.smartconnect.exporter.web.html.Html;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A lag chart with a lag axis, a time axis and a grid. The style sheet stretches the drawing, but not its texts. */
public final class LagDiagram {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 160;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final Html html;
    private final LagChart chart;
    private final ChartAxis lags;
    private final ChartAxis times;

    /** A diagram of a visible chart. */
    public LagDiagram(Html html, LagChart chart) {
        this.html = html;
        this.chart = chart;
        this.lags = ChartAxis.ofLag(chart.most());
        this.times = ChartAxis.ofTime(chart.first(), chart.last());
    }

    /** Draws it. */
    public void draw() {
        html.open("div", "class", "axes");
        html.open("div", "class", "lags", "aria-hidden", "true");
        List<Long> fromTop = new ArrayList<>(lags.ticks());
        Collections.reverse(fromTop);
        fromTop.forEach(lag -> html.element("span", HumanReadable.number(lag)));
        html.close();
        LagChart.open(html, WIDTH, HEIGHT, chart.label(html.words()));
        html.empty("path", "class", "grid", "d", grid());
        html.empty("polyline", "points", chart.points(WIDTH, HEIGHT, (double) lags.last()));
        html.close();
        html.open("svg", "class", "times", "aria-hidden", "true");
        times.ticks()
                .forEach(time -> html.element(
                        "text",
                        label(time),
                        "x",
                        String.format(Locale.ROOT, "%.2f%%", 100 * times.place(time)),
                        "y",
                        "1em"));
        html.close().close();
    }

    private String grid() {
        String horizontal = lags.ticks().stream()
                .map(lag ->
                        String.format(Locale.ROOT, "M0,%.1fH%d", HEIGHT - 1 - (HEIGHT - 2) * lags.place(lag), WIDTH))
                .collect(joining());
        String vertical = times.ticks().stream()
                .map(time -> String.format(Locale.ROOT, "M%.1f,0V%d", 1 + (WIDTH - 2) * times.place(time), HEIGHT))
                .collect(joining());
        return horizontal + vertical;
    }

    /** The time of the day, or the date at midnight. */
    private String label(long time) {
        String text = Instant.ofEpochMilli(time).toString();
        if (time % DAY == 0) {
            return text.substring(5, 10);
        }
        return text.substring(11, times.step() < MINUTE ? 19 : 16);
    }
}
