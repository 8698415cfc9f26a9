package io.smartconnect.command.tasks.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.command.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Reads secrets from files and standard input, without echo on a terminal. Error messages never repeat the argument: a user may
 * have passed the secret itself.
 */
public final class SecretInput {

    private static final int LONGEST = 65_536;

    /** Three bytes for each character, and the line feed. */
    private static final int LONGEST_IN_BYTES = 3 * LONGEST + 2;

    private final Terminal terminal;
    private final BufferedReader input;

    /** Reads from files, and from {@code terminal} if it is interactive, else line by line from {@code input}. */
    public SecretInput(Terminal terminal, BufferedReader input) {
        this.terminal = terminal;
        this.input = input;
    }

    /** The secret in a file, or in the next line if {@code place} is {@code -}, without a final line feed. */
    String read(String path, String place) throws IOException {
        String secret = place.equals("-") ? line(path) : content(place);
        boolean valid = !secret.isEmpty()
                && secret.length() <= LONGEST
                && secret.chars().noneMatch(character -> Character.isISOControl(character) || character == 0xFFFD);
        if (!valid) {
            throw new IOException("must be UTF-8 text of 1 to " + LONGEST + " characters without control characters");
        }
        return secret;
    }

    private String line(String path) throws IOException {
        return terminal.interactive() ? Terminal.readHidden(path) : Objects.requireNonNullElse(input.readLine(), "");
    }

    private static String content(String place) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(place))) {
            String text = new String(in.readNBytes(LONGEST_IN_BYTES + 1), UTF_8);
            int end = text.endsWith("\r\n") ? 2 : text.endsWith("\n") ? 1 : 0;
            return text.substring(0, text.length() - end);
        } catch (InvalidPathException e) {
            throw new IOException("must be in a readable file; found no path", e);
        } catch (IOException e) {
            throw new IOException("must be in a readable file; found " + reason(e), e);
        }
    }

    static String reason(IOException unreadable) {
        if (unreadable instanceof NoSuchFileException) {
            return "no such file";
        }
        return unreadable instanceof AccessDeniedException
                ? "no permission"
                : unreadable.getClass().getSimpleName();
    }
}
