package io.smartconnect.exporter.web.html;

import io.smartconnect.exporter.text.HumanReadable;
import java.util.List;
import java.util.function.IntFunction;

/**
 * One part of a long list, and the links to its neighbors.
 *
 * @param from index of the first element
 * @param to index after the last
 * @param size number of elements of the whole list
 * @param length largest number of elements of a part
 */
public record PageLinks(int from, int to, int size, int length) {

    /** The part that begins at {@code wanted}, or the last one if that is too far. */
    public static PageLinks of(int wanted, int length, int size) {
        int from = Math.min(wanted, Math.max(0, (size - 1) / length * length));
        return new PageLinks(from, Math.min(size, from + length), size, length);
    }

    /** The elements of the part. */
    public <T> List<T> part(List<T> all) {
        return all.subList(from, to);
    }

    /** Writes the range of {@code things} and links to the neighbors; nothing if the part is the whole list. */
    public void write(Html html, String things, IntFunction<String> link) {
        if (to - from == size) {
            return;
        }
        html.open("nav", "class", "paging", "aria-label", html.words().text("Parts of the {0}", html.word(things)));
        html.element(
                "span",
                html.words()
                        .text(
                                "{0} to {1} of {2} {3}",
                                HumanReadable.number(from + 1),
                                HumanReadable.number(to),
                                HumanReadable.number(size),
                                html.word(things)));
        if (from > 0) {
            html.element(
                    "a",
                    html.words().text("Previous {0}", Math.min(length, from)),
                    "href",
                    link.apply(Math.max(0, from - length)),
                    "rel",
                    "prev");
        }
        if (to < size) {
            html.element(
                    "a",
                    html.words().text("Next {0}", Math.min(length, size - to)),
                    "href",
                    link.apply(to),
                    "rel",
                    "next");
        }
        html.close();
    }
}
