package io.smartconnect.command.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Console;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;
import java.util.Objects;

/**
 * Who reads what is printed.
 *
 * @param interactive whether somebody sits there who can be asked
 * @param columns how wide a line may be
 * @param colored whether colours are shown
 */
public record Terminal(boolean interactive, int columns, boolean colored) {

    private static final int ENDLESS = Integer.MAX_VALUE;
    private static final int USUAL = 80;
    private static final int LEAST = 20;

    /** A file, a pipe, or nobody. */
    public static final Terminal NONE = new Terminal(false, ENDLESS, false);

    public static Terminal detect(Map<String, String> environment) {
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
    public static String typedUnseen(String prompt) {
        char[] typed = Objects.requireNonNull(System.console()).readPassword("%s: ", prompt);
        return typed == null ? "" : new String(typed);
    }

    private static int columns(Map<String, String> environment) {
        String told = environment.getOrDefault("COLUMNS", "");
        int columns = told.matches("[0-9]{1,5}") ? Integer.parseInt(told) : asked();
        return Math.max(LEAST, columns);
    }

    /** As the terminal itself says; Java does not know. picocli, which asks too, never goes below 55. */
    private static int asked() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD)
                    .start();
            String said = new String(stty.getInputStream().readNBytes(32), US_ASCII).strip();
            return said.matches("[0-9]{1,5} [1-9][0-9]{0,4}")
                    ? Integer.parseInt(said.substring(said.indexOf(' ') + 1))
                    : USUAL;
        } catch (IOException noStty) {
            return USUAL;
        }
    }

    private static boolean colored(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }
}
