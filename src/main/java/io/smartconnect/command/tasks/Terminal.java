package io.smartconnect.command.tasks;

import java.io.Console;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Who reads what is printed.
 *
 * @param interactive whether somebody sits there who can be asked
 * @param columns how wide a line may be
 * @param colored whether colours are shown
 */
record Terminal(boolean interactive, int columns, boolean colored) {

    private static final int ENDLESS = Integer.MAX_VALUE;
    private static final int LEAST = 20;

    /** A file, a pipe, or nobody. */
    static final Terminal NONE = new Terminal(false, ENDLESS, false);

    static Terminal detect(Map<String, String> environment) {
        return isInteractive() ? new Terminal(true, columns(environment), colored(environment)) : NONE;
    }

    /** Both ends must be a terminal. Since Java 22 there may be a console without one. */
    @SuppressWarnings("SystemConsoleNull") // before Java 22 it is null
    private static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Objects.equals(Console.class.getMethod("isTerminal").invoke(console), true);
        } catch (ReflectiveOperationException beforeJava22) {
            return true;
        }
    }

    /** What somebody types behind {@code prompt}, without showing it; only for a terminal that is interactive. */
    static String typedUnseen(String prompt) {
        char[] typed = Objects.requireNonNull(System.console()).readPassword("%s: ", prompt);
        return typed == null ? "" : new String(typed);
    }

    private static int columns(Map<String, String> environment) {
        String told = environment.getOrDefault("COLUMNS", "");
        int columns = told.matches("[0-9]{1,5}") ? Integer.parseInt(told) : asked();
        return Math.max(LEAST, columns);
    }

    /** As the terminal itself says, by way of picocli, which wraps its help by it. */
    private static int asked() {
        return new UsageMessageSpec().autoWidth(true).width();
    }

    private static boolean colored(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }
}
