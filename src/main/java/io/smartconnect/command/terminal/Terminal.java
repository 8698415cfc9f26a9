package io.smartconnect.command.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Console;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;
import java.util.Objects;

/**
 * The terminal of a command, if one is attached.
 *
 * @param interactive true if a user can answer questions
 * @param columns width of a line
 * @param colored true if it shows colors
 */
public record Terminal(boolean interactive, int columns, boolean colored) {

    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int DEFAULT_COLUMNS = 80;
    private static final int FEWEST_COLUMNS = 20;

    /** No terminal: output goes to a file or a pipe. */
    public static final Terminal NONE = new Terminal(false, UNLIMITED, false);

    /** The attached terminal; {@code COLUMNS}, {@code NO_COLOR} and {@code TERM} override its properties. */
    public static Terminal detect(Map<String, String> environment) {
        return isInteractive() ? new Terminal(true, columns(environment), colored(environment)) : NONE;
    }

    /** Input and output must be a terminal. Since Java 22 a console can exist without one. */
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

    /** Reads a line without echo, after {@code prompt}. The terminal must be interactive. */
    public static String readHidden(String prompt) {
        char[] typed = Objects.requireNonNull(System.console()).readPassword("%s: ", prompt);
        return typed == null ? "" : new String(typed);
    }

    private static int columns(Map<String, String> environment) {
        String variable = environment.getOrDefault("COLUMNS", "");
        int columns = variable.matches("[0-9]{1,5}") ? Integer.parseInt(variable) : columnsOfStty();
        return Math.max(FEWEST_COLUMNS, columns);
    }

    /** The width by {@code stty}: Java has no API for it, and picocli's own detection never returns less than 55. */
    private static int columnsOfStty() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readNBytes(32), US_ASCII).strip();
            return size.matches("[0-9]{1,5} [1-9][0-9]{0,4}")
                    ? Integer.parseInt(size.substring(size.indexOf(' ') + 1))
                    : DEFAULT_COLUMNS;
        } catch (IOException noStty) {
            return DEFAULT_COLUMNS;
        }
    }

    private static boolean colored(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }
}
