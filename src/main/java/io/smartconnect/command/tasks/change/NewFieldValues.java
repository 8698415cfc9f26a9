package io.smartconnect.command.tasks.change;

import io.smartconnect.command.tasks.change.TaskField.Access;
import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.exporter.snapshot.task.TaskKind;
import io.smartconnect.exporter.text.SpellingSuggestion;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** New values for fields of one task, checked against the documented rules. */
public final class NewFieldValues {

    private static final List<String> TOPICS = List.of("topics", "topics_regex");

    private final JsonObject task;
    private final Map<String, Object> before;
    private final Map<String, Object> requested;

    private NewFieldValues(JsonObject task, Map<String, Object> before, Map<String, Object> requested) {
        this.task = task;
        this.before = before;
        this.requested = requested;
    }

    /** Checks all values; fails with every mistake, including {@code earlierMistakes}. */
    public static NewFieldValues of(JsonObject task, Map<String, Object> requested, List<String> earlierMistakes)
            throws CommandFailedException {
        NewFieldValues change = new NewFieldValues(task, FieldPaths.of(task), requested);
        List<String> mistakes = new ArrayList<>(earlierMistakes);
        mistakes.addAll(change.dropNulls());
        requested.forEach((path, value) -> change.mistake(path, value).ifPresent(mistakes::add));
        if (topics(requested).size() > 1) {
            mistakes.add("topics, topics_regex: a task can have only one of them");
        }
        if (requested.isEmpty() && mistakes.isEmpty()) {
            mistakes.add("there is no field to change; use --set FIELD=VALUE, --from-file or --secret");
        }
        if (!mistakes.isEmpty()) {
            throw CommandFailedException.wrongUsage(mistakes);
        }
        change.dropReadOnly();
        return change;
    }

    /** Removes nulls. A null is a mistake only if the task has a value. */
    private List<String> dropNulls() {
        List<String> nulls = requested.keySet().stream()
                .filter(path -> requested.get(path) == null)
                .toList();
        requested.keySet().removeAll(nulls);
        return nulls.stream()
                .filter(before::containsKey)
                .map(path -> SafeText.of(path) + ": must have a value; found null")
                .toList();
    }

    private Optional<String> mistake(String path, Object value) {
        Optional<TaskField> known = TaskFields.named(path);
        if (known.isEmpty()) {
            return Optional.of(SafeText.of(path) + ": there is no such field" + suggestion(path));
        }
        if (isUnchanged(path, value)) {
            return Optional.empty();
        }
        TaskField field = known.get();
        if (field.access() == Access.READ_ONLY) {
            return Optional.of(path + ": the API documents no way to change it");
        }
        return field.kinds().contains(kind()) || field.kinds().equals(TaskField.ALL_KINDS)
                ? field.mistake(value).map(mistake -> path + ": " + mistake)
                : Optional.of(path + ": " + wrongKind(field));
    }

    private String suggestion(String path) {
        List<String> paths = kind() == TaskKind.UNKNOWN
                ? TaskFields.FIELDS.stream().map(TaskField::path).toList()
                : TaskFields.changeable(kind());
        return paths.stream()
                .filter(known -> known.endsWith("." + path))
                .findFirst()
                .or(() -> SpellingSuggestion.nearest(path, paths))
                .map(known -> "; did you mean " + known + "?")
                .orElse("");
    }

    private String wrongKind(TaskField field) {
        String kinds = field.kinds().stream().map(TaskKind::label).collect(Collectors.joining(", "));
        return "is a field of " + kinds + " tasks; the kind of this task is "
                + (kind() == TaskKind.UNKNOWN ? "undocumented" : kind().label());
    }

    private TaskKind kind() {
        return TaskKind.of(text("source_type"), text("sink_type"));
    }

    private String text(String path) {
        return Objects.toString(before.get(path), "");
    }

    /** Compares as text, because a number can be an integer or a long. The value of a secret is unknown. */
    private boolean isUnchanged(String path, Object value) {
        boolean bothTexts = value instanceof String == before.get(path) instanceof String;
        return !TaskFields.isSecret(path)
                && bothTexts
                && before.containsKey(path)
                && text(path).equals(value.toString());
    }

    /** Removes read-only fields. They are unchanged, and accepted so that users can edit a copy of a whole task. */
    private void dropReadOnly() {
        requested
                .keySet()
                .removeIf(path -> TaskFields.named(path)
                        .map(field -> field.access() == Access.READ_ONLY)
                        .orElse(false));
    }

    /** True if the task already has all values. A secret may always differ. */
    public boolean changesNothing() {
        return requested.entrySet().stream().allMatch(field -> isUnchanged(field.getKey(), field.getValue()));
    }

    /** The request body, as in the documented example: types and topics of the task, and the new values. */
    public JsonObject body() {
        JsonObject body = new JsonObject();
        put(body, "task_name", Optional.ofNullable(requested.get("task_name")));
        put(body, "source_type", Optional.ofNullable(task.getValue("source_type")));
        put(body, "sink_type", Optional.ofNullable(task.getValue("sink_type")));
        (topics(requested).isEmpty() ? topics(before) : topics(requested)).forEach(body::put);
        requested.forEach((path, value) -> {
            int dot = path.indexOf('.');
            if (dot > 0) {
                String object = path.substring(0, dot);
                if (!body.containsKey(object)) {
                    body.put(object, new JsonObject());
                }
                body.getJsonObject(object).put(path.substring(dot + 1), value);
            }
        });
        return body;
    }

    /** The selections of topics that have a value: names, a regular expression, or neither. */
    private static Map<String, Object> topics(Map<String, Object> fields) {
        Map<String, Object> topics = new LinkedHashMap<>();
        TOPICS.forEach(path -> {
            Object value = fields.get(path);
            if (value != null && !value.toString().isBlank()) {
                topics.put(path, value);
            }
        });
        return topics;
    }

    private static void put(JsonObject body, String name, Optional<Object> value) {
        value.ifPresent(known -> body.put(name, known));
    }

    /** The change for people: one line per field, and one for the fields that are sent unchanged. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        requested.keySet().forEach(path -> lines.add(line(path)));
        leftOut().forEach(path -> lines.add("  " + path + ": " + valueBefore(path) + " → left out"));
        String unchanged = body().stream()
                .filter(field -> !(field.getValue() instanceof JsonObject) && !requested.containsKey(field.getKey()))
                .map(field -> field.getKey() + " " + shown(field.getKey(), field.getValue()))
                .collect(Collectors.joining(", "));
        if (!unchanged.isEmpty()) {
            lines.add("  sent unchanged: " + unchanged);
        }
        return lines;
    }

    /** The task's selection of topics, if the change replaces it by the other one. */
    private Set<String> leftOut() {
        Set<String> leftOut = topics(before).keySet();
        leftOut.removeAll(body().fieldNames());
        return leftOut;
    }

    private String line(String path) {
        Object value = Objects.requireNonNull(requested.get(path));
        return isUnchanged(path, value)
                ? "  " + path + ": " + shown(path, value) + " (unchanged)"
                : "  " + path + ": " + valueBefore(path) + " → " + shown(path, value);
    }

    private String valueBefore(String path) {
        return TaskFields.isSecret(path)
                ? "(never returned)"
                : FieldPaths.shown(path, Optional.ofNullable(before.get(path)));
    }

    private static String shown(String path, Object value) {
        return FieldPaths.shown(path, Optional.of(value));
    }

    /** True if it contains secrets, which cannot be verified after the change. */
    public boolean hasSecrets() {
        return requested.keySet().stream().anyMatch(TaskFields::isSecret);
    }

    /** Compares the new values with a later read of the task. */
    public ChangeResult result(JsonObject now) {
        Map<String, Object> after = FieldPaths.of(now);
        List<String> lines = new ArrayList<>();
        boolean all = true;
        for (Map.Entry<String, Object> field : requested.entrySet()) {
            boolean applied = TaskFields.isSecret(field.getKey())
                    || field.getValue().toString().equals(Objects.toString(after.get(field.getKey()), ""));
            all &= applied;
            lines.add(field.getKey() + ": " + result(field.getKey(), field.getValue(), after, applied));
        }
        for (String path : leftOut()) {
            Optional<Object> kept = Optional.ofNullable(topics(after).get(path));
            all &= kept.isEmpty();
            lines.add(path + ": "
                    + kept.map(value -> "not removed; the value is " + shown(path, value))
                            .orElse("removed"));
        }
        otherDifferences(after).forEach(line -> lines.add(line + " (not requested)"));
        return new ChangeResult(lines, all);
    }

    private static String result(String path, Object value, Map<String, Object> after, boolean applied) {
        if (TaskFields.isSecret(path)) {
            return "*** sent; cannot be verified, because the API never returns it";
        }
        return applied
                ? shown(path, value) + ", applied"
                : "not applied; the value is " + FieldPaths.shown(path, Optional.ofNullable(after.get(path))) + ", not "
                        + shown(path, value);
    }

    /** Differences in other fields, except the status. */
    private List<String> otherDifferences(Map<String, Object> after) {
        Map<String, Object> one = new LinkedHashMap<>(before);
        Map<String, Object> other = new LinkedHashMap<>(after);
        for (Map<String, Object> fields : List.of(one, other)) {
            fields.keySet().removeAll(requested.keySet());
            fields.remove("status");
            fields.keySet().removeAll(leftOut());
        }
        return FieldPaths.differences(one, other);
    }
}
