package io.smartconnect.exporter.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody may have meant. */
public final class Spelling {

    private Spelling() {}

    /**
     * The candidate that differs least from {@code word}; empty when even that one differs in more than two letters and in more
     * than a third.
     */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> 3 * distance(word, candidate) <= Math.max(6, candidate.length()))
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Whether the words differ in nothing but case, dashes and underscores. */
    public static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }

    /** Levenshtein's distance of the plain words; a word of more than 64 letters is nobody's typing error. */
    private static int distance(String one, String other) {
        String from = plain(one);
        String to = plain(other);
        if (from.length() > 64) {
            return from.length();
        }
        int[] row = new int[to.length() + 1];
        Arrays.setAll(row, column -> column);
        for (int line = 1; line <= from.length(); line++) {
            row = next(row, line, from.charAt(line - 1), to);
        }
        return row[to.length()];
    }

    private static int[] next(int[] above, int line, char letter, String to) {
        int[] row = new int[above.length];
        row[0] = line;
        for (int column = 1; column < row.length; column++) {
            int replaced = above[column - 1] + (to.charAt(column - 1) == letter ? 0 : 1);
            row[column] = Math.min(replaced, 1 + Math.min(above[column], row[column - 1]));
        }
        return row;
    }
}
