package io.smartconnect.exporter.health;

/**
 * Lag that is no reason to worry, for tasks by name. In the patterns {@code *} stands for any characters, also none;
 * everything else for itself.
 *
 * @param target pattern of the target's name
 * @param task pattern of the task's name
 * @param messages lag up to which such a task is well
 */
public record AllowedLag(String target, String task, long messages) {

    /** Whether both patterns fit. */
    boolean covers(String targetName, String taskName) {
        return fits(target, targetName) && fits(task, taskName);
    }

    /** Looks for the pieces between the asterisks from left to right, which needs no second try. */
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
