package io.smartconnect.command.tasks.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.command.terminal.SafeText;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parsed assignments of new values to fields of a task, from {@code --set} and files, and the mistakes in their notation. Whether
 * a task has these fields is checked later.
 */
public final class FieldAssignments {

    private static final int LARGEST_FILE = 65_536;
    private static final Set<String> OBJECTS = Set.of("source_task", "sink_task");

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final List<String> mistakes = new ArrayList<>();

    /** The new values by path, in the given order. Values from a file may be null. */
    public Map<String, @Nullable Object> values() {
        return values;
    }

    /** The mistakes, one line each. */
    public List<String> mistakes() {
        return mistakes;
    }

    /** Adds an argument of {@code --set}: {@code FIELD=VALUE}. Messages never repeat a possible secret. */
    public void set(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1) {
            mistakes.add("--set: must be FIELD=VALUE");
            return;
        }
        String path = assignment.substring(0, equals);
        String text = assignment.substring(equals + 1);
        if (TaskFields.isSecret(path)) {
            mistakes.add(path + ": must not be on the command line, because it is a secret; use --secret " + path
                    + "=FILE, or =-");
            return;
        }
        put(path, TaskFields.named(path).map(field -> field.type().parse(text)).orElse(text));
    }

    /** Adds an argument of {@code --secret}: {@code FIELD=FILE} or {@code FIELD=-}. */
    public void secret(String assignment, SecretInput secrets) {
        int equals = assignment.indexOf('=');
        String path = assignment.substring(0, Math.max(0, equals));
        if (!TaskFields.isSecret(path)) {
            mistakes.add(
                    "--secret: must be FIELD=FILE or FIELD=-, FIELD one of " + String.join(", ", TaskFields.secrets()));
            return;
        }
        try {
            put(path, secrets.read(path, assignment.substring(equals + 1)));
        } catch (IOException e) {
            mistakes.add(path + ": " + e.getMessage());
        }
    }

    /** Adds all fields of a file with the structure of a request body. */
    public void file(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                mistakes.add("--from-file: must be at most " + LARGEST_FILE + " bytes");
                return;
            }
            new JsonObject(new String(bytes, UTF_8)).forEach(field -> add(field.getKey(), field.getValue()));
        } catch (IOException e) {
            mistakes.add("--from-file: must be a readable file; found " + SecretInput.reason(e));
        } catch (DecodeException | ClassCastException e) {
            mistakes.add("--from-file: must be a JSON object");
        }
    }

    private void add(String name, @Nullable Object value) {
        if (value instanceof JsonObject fields && OBJECTS.contains(name)) {
            fields.forEach(field -> add(name + "." + field.getKey(), field.getValue()));
        } else if (value != null || !OBJECTS.contains(name)) {
            put(name, value);
        }
    }

    private void put(String path, @Nullable Object value) {
        if (values.containsKey(path)) {
            mistakes.add(SafeText.of(path) + ": must be given only once");
        }
        values.put(path, value);
    }
}
