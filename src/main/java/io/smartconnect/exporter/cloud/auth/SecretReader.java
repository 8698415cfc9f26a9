package io.smartconnect.exporter.cloud.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.Futures;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A reader of one secret that rereads its file after a change. Reading blocks. Failures name the file, never the
 * text. A failure is unsent, since no request left: it locks no key.
 */
public final class SecretReader {
    static final int LARGEST_FILE = 65_536;

    private final String name;
    private final String fileKey;
    private final Secret secret;
    private final IntPredicate allowed;
    private final String rule;

    private volatile String value = "";
    private @Nullable Stamp stamp;

    private SecretReader(String name, String fileKey, Secret secret, IntPredicate allowed, String rule) {
        this.name = name;
        this.fileKey = fileKey;
        this.secret = secret;
        this.allowed = allowed;
        this.rule = rule;
    }

    /** Creates a reader of a secret that is not sent; {@code name} is its configuration key. */
    public static SecretReader of(String name, Secret secret) {
        return new SecretReader(
                name, fileKey(name), secret, SecretReader::isText, "must be UTF-8 text without control characters");
    }

    /** Creates a reader of a secret that is sent in a header. */
    public static SecretReader forHeader(String name, Secret secret) {
        return forHeader(name, fileKey(name), secret);
    }

    /** Creates a reader of a file with a secret that is sent in a header; {@code variable} holds the path of the file. */
    public static SecretReader forHeaderByVariable(String variable, Path file) {
        return forHeader(variable, variable, Secret.in(file));
    }

    private static SecretReader forHeader(String name, String fileKey, Secret secret) {
        return new SecretReader(
                name, fileKey, secret, SecretReader::isVisibleAscii, "must be visible ASCII characters only");
    }

    /** Creates a reader of a file with secrets among other lines. */
    public static SecretReader document(String name, Path file) {
        return new SecretReader(name, fileKey(name), Secret.in(file), character -> true, "");
    }

    /** The configuration key of the path of the file. */
    private static String fileKey(String name) {
        return name + "-file";
    }

    /**
     * Runs {@code work}, which reads {@code secrets}: on {@code worker} if one of them is in a file, else on the
     * thread of the caller.
     */
    public static <T> Future<T> use(List<SecretReader> secrets, WorkerExecutor worker, Callable<T> work) {
        return areInFiles(secrets) ? worker.executeBlocking(work, false) : Futures.call(work);
    }

    /** Returns true if at least one of {@code secrets} is in a file. */
    public static boolean areInFiles(List<SecretReader> secrets) {
        return secrets.stream().anyMatch(text -> text.secret instanceof Secret.InFile);
    }

    /** Returns the text; reads a file only if it has changed. */
    public synchronized String read() throws CloudFailure {
        if (secret instanceof Secret.InFile inFile) {
            return readIfChanged(inFile.file());
        }
        value = checked(name, ((Secret.Value) secret).value());
        return value;
    }

    /** Returns the text; reads a file even if it looks unchanged. */
    public synchronized String reread() throws CloudFailure {
        stamp = null;
        return read();
    }

    /** The text of the last read; empty before the first. */
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return name + " " + secret;
    }

    private String readIfChanged(Path file) throws CloudFailure {
        String place = fileKey + " " + file;
        try {
            Stamp now = Stamp.of(Files.readAttributes(file, BasicFileAttributes.class));
            if (!now.equals(stamp)) {
                value = checked(place, content(place, file, now));
                stamp = now;
            }
            return value;
        } catch (IOException unreadable) {
            throw refused(place, "must be readable; found " + words(unreadable));
        }
    }

    private static String content(String place, Path file, Stamp now) throws IOException, CloudFailure {
        if (!now.regular()) {
            throw refused(place, "must be a regular file; found another kind");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw refused(place, "must be at most " + LARGEST_FILE + " bytes; found more");
            }
            return withoutNewline(new String(bytes, UTF_8));
        }
    }

    private static String withoutNewline(String content) {
        int end = content.endsWith("\r\n") ? 2 : content.endsWith("\n") ? 1 : 0;
        return content.substring(0, content.length() - end);
    }

    private String checked(String place, String text) throws CloudFailure {
        if (text.isEmpty()) {
            throw refused(place, "must not be empty; found nothing");
        }
        if (!text.chars().allMatch(allowed)) {
            throw refused(place, rule + "; found other characters");
        }
        return text;
    }

    private static CloudFailure refused(String place, String rule) {
        return CloudFailure.of(FailureReason.AUTH, place + ": " + rule).asUnsent();
    }

    private static String words(IOException unreadable) {
        if (unreadable instanceof NoSuchFileException) {
            return "no such file";
        }
        return unreadable instanceof AccessDeniedException
                ? "no permission"
                : unreadable.getClass().getSimpleName();
    }

    /** Returns true for a character that a header may contain, except blanks. */
    public static boolean isVisibleAscii(int character) {
        return character > ' ' && character < 0x7F;
    }

    private static boolean isText(int character) {
        return !Character.isISOControl(character) && character != 0xFFFD;
    }

    /** The attributes that identify a version of a file; swapping a symbolic link changes {@code key}. */
    private record Stamp(
            boolean regular,
            long size,
            FileTime modified,
            @Nullable Object key) {
        static Stamp of(BasicFileAttributes file) {
            return new Stamp(file.isRegularFile(), file.size(), file.lastModifiedTime(), file.fileKey());
        }
    }
}
