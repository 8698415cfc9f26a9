package io.smartconnect.exporter.web.page;

import io.smartconnect.exporter.text.HumanReadable;
import io.smartconnect.exporter.web.html.Html;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A part of a long list.
 *
 * @param from index of the first that is shown
 * @param to index behind the last
 * @param size how many there are
 * @param length how many a part has at most
 */
record PageLinks(int from, int to, int size, int length) {

    /** The part that begins at {@code wanted}, or the last one if that is too far. */
    static PageLinks of(int wanted, int length, int size) {
        int from = Math.min(wanted, Math.max(0, (size - 1) / length * length));
        return new PageLinks(from, Math.min(size, from + length), size, length);
    }

    <T> List<T> part(List<T> all) {
        return all.subList(from, to);
    }

    /** Says which part of {@code things} this is and links to its neighbors; nothing when it is all. */
    void write(Html html, String things, IntFunction<String> link) {
        if (to - from == size) {
            return;
        }
        html.open("nav", "class", "paging", "aria-label", "Parts of the " + things);
        html.element(
                "span",
                HumanReadable.number(from + 1) + " to " + HumanReadable.number(to) + " of " + HumanReadable.number(size)
                        + " " + things + ", the worst first");
        if (from > 0) {
            html.element(
                    "a",
                    "Previous " + Math.min(length, from),
                    "href",
                    link.apply(Math.max(0, from - length)),
                    "rel",
                    "prev");
        }
        if (to < size) {
            html.element("a", "Next " + Math.min(length, size - to), "href", link.apply(to), "rel", "next");
        }
        html.close();
    }
}
