package io.smartconnect.exporter.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests a known word for a misspelled one. */
public final class SpellingSuggestion {

    private SpellingSuggestion() {}

    /**
     * The candidate with the fewest mistakes in {@code word}; empty if each has more than two mistakes and more than one in
     * three letters.
     */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> 3 * distance(word, candidate) <= Math.max(6, candidate.length()))
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** True if the words differ only in case, dashes and underscores. */
    public static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }

    /**
     * The optimal string alignment distance of the plain words: insertions, deletions, substitutions and transpositions of
     * neighbors, each of which is one mistake. A word of more than 64 letters is never a misspelling.
     */
    private static int distance(String one, String other) {
        String from = plain(one);
        String to = plain(other);
        if (from.length() > 64) {
            return from.length();
        }
        int[][] table = new int[from.length() + 1][to.length() + 1];
        for (int line = 0; line <= from.length(); line++) {
            for (int column = 0; column <= to.length(); column++) {
                table[line][column] =
                        Math.min(line, column) == 0 ? line + column : mistakes(table, from, line, to, column);
            }
        }
        return table[from.length()][to.length()];
    }

    /** The distance of the first {@code line} letters of one word and the first {@code column} of the other. */
    private static int mistakes(int[][] table, String from, int line, String to, int column) {
        char letter = from.charAt(line - 1);
        char wanted = to.charAt(column - 1);
        int substituted = table[line - 1][column - 1] + (letter == wanted ? 0 : 1);
        int least = Math.min(substituted, 1 + Math.min(table[line - 1][column], table[line][column - 1]));
        boolean transposed =
                line > 1 && column > 1 && letter == to.charAt(column - 2) && wanted == from.charAt(line - 2);
        return transposed ? Math.min(least, 1 + table[line - 2][column - 2]) : least;
    }
}
