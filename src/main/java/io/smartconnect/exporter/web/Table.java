package io.smartconnect.exporter.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes a table under a heading. Each cell also carries the name of its column: on narrow screens rows become cards, which have
 * no heads of columns.
 */
final class Table {

    private final Html html;
    private final String[] columns;
    private int column;

    private Table(Html html, String[] columns) {
        this.html = html;
        this.columns = columns;
    }

    /** Begins a table that is named by the heading with the id {@code heading}. */
    static Table begin(Html html, String heading, String... columns) {
        html.open("table", "aria-labelledby", heading).open("thead").open("tr");
        for (String column : columns) {
            html.element("th", column, "scope", "col");
        }
        html.close().close().open("tbody");
        return new Table(html, columns);
    }

    void end() {
        html.close().close();
    }

    /** A row in the colors of {@code level}; scripts know it again by {@code key}. */
    void row(Level level, String key, Runnable cells) {
        html.open("tr", "class", level.label(), "data-key", Words.cut(key));
        column = 0;
        cells.run();
        html.close();
    }

    /** A row below another one that tells more of the same, over all columns. */
    void more(String name, String key, Runnable content) {
        html.open("tr", "class", name, "data-key", Words.cut(name + " " + key))
                .open("td", "colspan", Integer.toString(columns.length));
        content.run();
        html.close().close();
    }

    /** The cell that names the row. */
    void name(Runnable content) {
        html.open("th", "scope", "row");
        content.run();
        html.close();
        column++;
    }

    void cell(Runnable content) {
        html.open("td", "data-label", columns[column]);
        content.run();
        html.close();
        column++;
    }

    void cell(String text) {
        cell(() -> html.text(Words.cut(text)));
    }

    /** What matters, and below it what goes with it; either may be empty. */
    void cell(String text, String detail) {
        cell(() -> {
            html.element("span", Words.cut(text));
            detail(detail);
        });
    }

    void name(String text, String code) {
        name(() -> {
            html.element("span", Words.cut(text));
            html.element("code", Words.cut(code));
        });
    }

    /** A word in the colors of the row. */
    void state(String word, String detail) {
        cell(() -> {
            html.element("span", word, "class", "state");
            detail(detail);
        });
    }

    /** How long ago that was. */
    void age(Optional<Instant> time, Instant now) {
        cell(() -> time.ifPresentOrElse(known -> age(html, known, now), () -> html.text("never")));
    }

    static void age(Html html, Instant time, Instant now) {
        html.element(
                "time", Span.ago(Duration.between(time, now)), "datetime", time.toString(), "title", time.toString());
    }

    private void detail(String detail) {
        if (!detail.isEmpty()) {
            html.element("small", Words.cut(detail));
        }
    }
}
