package io.smartconnect.exporter.health;

/**
 * A configured number that applies to tasks with certain names, such as their allowed lag. In the patterns, {@code *} stands for
 * any characters, or none.
 *
 * @param target pattern of the target's name
 * @param task pattern of the task's name
 * @param limit of messages or seconds
 */
public record TaskLimit(String target, String task, long limit) {

    /** True if both patterns match. */
    boolean covers(String targetName, String taskName) {
        return fits(target, targetName) && fits(task, taskName);
    }

    /** Searches the pieces between the asterisks from left to right. This needs no backtracking. */
    private static boolean fits(String pattern, String name) {
        String[] pieces = pattern.split("\\*", -1);
        int last = pieces.length - 1;
        if (last == 0) {
            return name.equals(pattern);
        }
        int from = name.startsWith(pieces[0]) ? pieces[0].length() : -1;
        for (int i = 1; i < last && from >= 0; i++) {
            int found = name.indexOf(pieces[i], from);
            from = found < 0 ? -1 : found + pieces[i].length();
        }
        return from >= 0 && name.length() - pieces[last].length() >= from && name.endsWith(pieces[last]);
    }
}
