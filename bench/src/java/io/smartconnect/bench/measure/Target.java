package io.smartconnect.bench.measure;

/**
 * What must be reached, and what was found.
 *
 * @param what with the limit, in words
 */
public record Target(String what, double found, boolean isMet) {

    /** {@code what} is followed by the limit, as in "of nginx: at most 1.00". */
    public static Target atMost(String what, double limit, double found) {
        return new Target("%s: at most %s".formatted(what, Table.figure(limit)), found, found <= limit);
    }

    /** {@code what} is followed by the limit. */
    public static Target atLeast(String what, double limit, double found) {
        return new Target("%s: at least %s".formatted(what, Table.figure(limit)), found, found >= limit);
    }

    /** Met by exactly that number. */
    public static Target exactly(String what, double number, double found) {
        return new Target("%s: %,.0f".formatted(what, number), found, found == number);
    }

    /** The word of the last column of a table of targets. */
    String verdict() {
        return isMet ? "met" : "**missed**";
    }
}
