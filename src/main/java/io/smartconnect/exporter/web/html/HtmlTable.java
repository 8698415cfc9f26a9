package io.smartconnect.exporter.web.html;

import io.smartconnect.exporter.text.HumanReadable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A writer of a table under a heading. Each cell carries the name of its column, because rows become cards without a head on
 * narrow screens.
 */
public final class HtmlTable {

    private final Html html;
    private final List<Heading> columns;
    private int column;

    /**
     * A column.
     *
     * @param title its title in English
     * @param link the link that sorts by it; empty if there is none
     * @param sorted the value of {@code aria-sort}; empty unless the table is sorted by it
     */
    public record Heading(String title, String link, String sorted) {

        /** A column without a link. */
        public static Heading of(String title) {
            return new Heading(title, "", "");
        }

        /** The class of its cells. */
        private String type() {
            return title.toLowerCase(Locale.ROOT).replace(' ', '-');
        }
    }

    private HtmlTable(Html html, List<Heading> columns) {
        this.html = html;
        this.columns = columns;
    }

    /** Opens a table that the heading with the id {@code heading} names. */
    public static HtmlTable begin(Html html, String heading, String... columns) {
        return begin(html, heading, Arrays.stream(columns).map(Heading::of).toList());
    }

    /** As {@link #begin(Html, String, String...)}, with columns that can be sorted. */
    public static HtmlTable begin(Html html, String heading, List<Heading> columns) {
        boolean isSorted = columns.stream().anyMatch(column -> !column.link().isEmpty());
        html.open("table", "aria-labelledby", heading, "class", isSorted ? "sorted" : "fixed")
                .open("thead")
                .open("tr");
        columns.forEach(column -> head(html, column));
        html.close().close().open("tbody");
        return new HtmlTable(html, columns);
    }

    private static void head(Html html, Heading column) {
        if (column.link().isEmpty()) {
            html.element("th", html.word(column.title()), "scope", "col");
        } else if (column.sorted().isEmpty()) {
            html.open("th", "scope", "col")
                    .element("a", html.word(column.title()), "href", column.link())
                    .close();
        } else {
            html.open("th", "scope", "col", "aria-sort", column.sorted())
                    .element("a", html.word(column.title()), "href", column.link())
                    .close();
        }
    }

    /** Closes the table. */
    public void end() {
        html.close().close();
    }

    /** Writes a row in the colors of {@code level}; the script identifies it by {@code key}. */
    public void row(Severity level, String key, Runnable cells) {
        html.open("tr", "class", level.label(), "data-key", SharedPageText.cut(key));
        column = 0;
        cells.run();
        html.close();
    }

    /** Writes details of the row above, across all columns. */
    public void more(String name, String key, Runnable content) {
        html.open("tr", "class", name, "data-key", SharedPageText.cut(name.split(" ", 2)[0] + " " + key))
                .open("td", "colspan", Integer.toString(columns.size()));
        content.run();
        html.close().close();
    }

    /** Writes the cell that names the row. */
    public void name(Runnable content) {
        html.open("th", "scope", "row");
        content.run();
        html.close();
        column++;
    }

    /** Writes a cell with any content. */
    public void cell(Runnable content) {
        Heading shown = columns.get(column);
        html.open("td", "class", shown.type(), "data-label", html.word(shown.title()));
        content.run();
        html.close();
        column++;
    }

    /** Writes a cell with a text. */
    public void cell(String text) {
        cell(() -> html.text(SharedPageText.cut(text)));
    }

    /** Writes a cell with a text and, below it, a detail; either may be empty. */
    public void cell(String text, String detail) {
        cell(() -> {
            html.element("span", SharedPageText.cut(text));
            detail(detail);
        });
    }

    /** Writes the cell that names the row by a text and a code, such as an id. */
    public void name(String text, String code) {
        name(() -> named(text, code));
    }

    /** Writes a text and a code into the open cell. */
    public void named(String text, String code) {
        html.element("span", SharedPageText.cut(text));
        html.element("code", SharedPageText.cut(code));
    }

    /** Writes a word in the colors of {@code level} and, below it, a detail. */
    public void state(Severity level, String word, String detail) {
        cell(() -> {
            html.element("span", word, "class", "state " + level.label());
            detail(detail);
        });
    }

    /** Writes a cell with a retention margin, colored in the last hour, and a detail; either may be absent. */
    public void margin(OptionalDouble seconds, String detail) {
        cell(() -> {
            seconds.ifPresent(margin -> html.element(
                    "span",
                    HumanReadable.duration(margin),
                    "class",
                    "risk " + Severity.ofMargin(margin).label()));
            detail(detail);
        });
    }

    /** Writes a cell with an age, or {@code never}. */
    public void age(Optional<Instant> time, Instant now) {
        age(time, now, "");
    }

    /** Writes a cell with an age, or {@code never}, and a detail; the detail may be empty. */
    public void age(Optional<Instant> time, Instant now, String detail) {
        cell(() -> {
            time.ifPresentOrElse(known -> age(html, known, now), () -> html.element("span", html.word("never")));
            detail(detail);
        });
    }

    /** Writes an age, with its time as the tooltip. */
    public static void age(Html html, Instant time, Instant now) {
        html.element(
                "time",
                html.words().ago(Duration.between(time, now)),
                "datetime",
                time.toString(),
                "title",
                time.toString());
    }

    private void detail(String detail) {
        if (!detail.isEmpty()) {
            html.element("small", SharedPageText.cut(detail));
        }
    }
}
