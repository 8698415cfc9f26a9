package io.smartconnect.exporter.web.html;

import io.smartconnect.exporter.text.HumanReadable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes a table under a heading. Each cell also carries the name of its column: on narrow screens rows become cards, which have
 * no heads of columns.
 */
public final class HtmlTable {

    private final Html html;
    private final String[] columns;
    private int column;

    private HtmlTable(Html html, String[] columns) {
        this.html = html;
        this.columns = columns;
    }

    /** Begins a table that is named by the heading with the id {@code heading}. */
    public static HtmlTable begin(Html html, String heading, String... columns) {
        html.open("table", "aria-labelledby", heading).open("thead").open("tr");
        for (String column : columns) {
            html.element("th", column, "scope", "col");
        }
        html.close().close().open("tbody");
        return new HtmlTable(html, columns);
    }

    public void end() {
        html.close().close();
    }

    /** A row in the colors of {@code level}; scripts know it again by {@code key}. */
    public void row(Severity level, String key, Runnable cells) {
        html.open("tr", "class", level.label(), "data-key", PageText.cut(key));
        column = 0;
        cells.run();
        html.close();
    }

    /** A row below another one that tells more of the same, over all columns. */
    public void more(String name, String key, Runnable content) {
        html.open("tr", "class", name, "data-key", PageText.cut(name + " " + key))
                .open("td", "colspan", Integer.toString(columns.length));
        content.run();
        html.close().close();
    }

    /** The cell that names the row. */
    public void name(Runnable content) {
        html.open("th", "scope", "row");
        content.run();
        html.close();
        column++;
    }

    public void cell(Runnable content) {
        html.open("td", "data-label", columns[column]);
        content.run();
        html.close();
        column++;
    }

    public void cell(String text) {
        cell(() -> html.text(PageText.cut(text)));
    }

    /** What matters, and below it what goes with it; either may be empty. */
    public void cell(String text, String detail) {
        cell(() -> {
            html.element("span", PageText.cut(text));
            detail(detail);
        });
    }

    public void name(String text, String code) {
        name(() -> {
            html.element("span", PageText.cut(text));
            html.element("code", PageText.cut(code));
        });
    }

    /** A word in the colors of the row. */
    public void state(String word, String detail) {
        cell(() -> {
            html.element("span", word, "class", "state");
            detail(detail);
        });
    }

    /** How long ago that was. */
    public void age(Optional<Instant> time, Instant now) {
        cell(() -> time.ifPresentOrElse(known -> age(html, known, now), () -> html.text("never")));
    }

    public static void age(Html html, Instant time, Instant now) {
        html.element(
                "time",
                HumanReadable.ago(Duration.between(time, now)),
                "datetime",
                time.toString(),
                "title",
                time.toString());
    }

    private void detail(String detail) {
        if (!detail.isEmpty()) {
            html.element("small", PageText.cut(detail));
        }
    }
}
