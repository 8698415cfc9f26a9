package io.smartconnect.command.tasks.change;

import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.exporter.cloud.json.SecretFields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fields of a task by dotted path, such as {@code source_task.task_num}. Null fields are left out. */
public final class FieldPaths {

    private static final int DEEPEST = 8;

    private FieldPaths() {}

    /** The fields in the order of the document. */
    public static Map<String, Object> of(JsonObject task) {
        Map<String, Object> fields = new LinkedHashMap<>();
        add("", task, fields, 1);
        return fields;
    }

    private static void add(String before, JsonObject object, Map<String, Object> fields, int depth) {
        object.forEach(field -> {
            String path = before + field.getKey();
            if (field.getValue() instanceof JsonObject inner && depth < DEEPEST) {
                add(path + ".", inner, fields, depth + 1);
            } else if (field.getValue() != null) {
                fields.put(path, field.getValue());
            }
        });
    }

    /** A value for people: safe, with marks for missing and empty values, and without secrets. */
    public static String shown(String path, Optional<Object> value) {
        if (value.isEmpty()) {
            return "(not set)";
        }
        String text = String.valueOf(concealed(path, value.get()));
        return text.isEmpty() ? "(empty)" : SafeText.of(text);
    }

    /** A copy of the document without secrets, in case the cloud returns one. */
    public static JsonObject concealed(JsonObject task) {
        JsonObject concealed = new JsonObject();
        task.forEach(field -> concealed.put(field.getKey(), concealed(field.getKey(), field.getValue())));
        return concealed;
    }

    private static @Nullable Object concealed(String name, @Nullable Object value) {
        return value != null && SecretFields.isIn(name) ? "***" : concealed(value);
    }

    private static @Nullable Object concealed(@Nullable Object value) {
        if (value instanceof JsonArray items) {
            JsonArray concealed = new JsonArray();
            items.forEach(item -> concealed.add(concealed(item)));
            return concealed;
        }
        return value instanceof JsonObject object ? concealed(object) : value;
    }

    /** The differences between two responses, one line per field: {@code path: one → other}. */
    public static List<String> differences(Map<String, Object> before, Map<String, Object> after) {
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        return paths.stream()
                .filter(path -> !text(before, path).equals(text(after, path)))
                .map(path -> SafeText.of(path) + ": "
                        + shown(path, Optional.ofNullable(before.get(path))) + " → "
                        + shown(path, Optional.ofNullable(after.get(path))))
                .toList();
    }

    private static Optional<String> text(Map<String, Object> fields, String path) {
        return Optional.ofNullable(fields.get(path)).map(Object::toString);
    }
}
