package io.smartconnect.command.tasks.change;

import io.smartconnect.command.tasks.change.TaskField.Kind;
import io.smartconnect.command.tasks.change.TaskField.Use;
import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.exporter.text.Spelling;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** New values for some fields of one task, checked against what the documents say of them. */
public final class FieldChanges {

    private static final List<String> TOPICS = List.of("topics", "topics_regex");

    private final JsonObject task;
    private final Map<String, Object> before;
    private final Map<String, Object> wanted;

    private FieldChanges(JsonObject task, Map<String, Object> before, Map<String, Object> wanted) {
        this.task = task;
        this.before = before;
        this.wanted = wanted;
    }

    /** Checks everything, and fails with every mistake at once; {@code others} are those found before. */
    public static FieldChanges of(JsonObject task, Map<String, Object> wanted, List<String> others)
            throws CommandFailedException {
        FieldChanges change = new FieldChanges(task, FieldPaths.of(task), wanted);
        List<String> mistakes = new ArrayList<>(others);
        mistakes.addAll(change.dropNulls());
        wanted.forEach((path, value) -> change.mistake(path, value).ifPresent(mistakes::add));
        if (topics(wanted).size() > 1) {
            mistakes.add("topics, topics_regex: a task has only one of them");
        }
        if (wanted.isEmpty() && mistakes.isEmpty()) {
            mistakes.add("nothing to change is named; use --set FIELD=VALUE, --from-file or --secret");
        }
        if (!mistakes.isEmpty()) {
            throw CommandFailedException.wrong(mistakes);
        }
        change.dropUnchangeable();
        return change;
    }

    /** Null is good where the task has no value either; elsewhere it is a mistake. */
    private List<String> dropNulls() {
        List<String> nulls = wanted.keySet().stream()
                .filter(path -> wanted.get(path) == null)
                .toList();
        wanted.keySet().removeAll(nulls);
        return nulls.stream()
                .filter(before::containsKey)
                .map(path -> SafeText.of(path) + ": must have a value; found null")
                .toList();
    }

    private Optional<String> mistake(String path, Object value) {
        Optional<TaskField> known = TaskFields.named(path);
        if (known.isEmpty()) {
            return Optional.of(SafeText.of(path) + ": there is no such field" + nearest(path));
        }
        TaskField field = known.get();
        if (isAsItIs(path, value)) {
            return Optional.empty();
        }
        if (field.use() == Use.SHOWN) {
            return Optional.of(path + ": can't be changed, for all that is documented");
        }
        boolean fits = kind().map(field.kinds()::contains).orElse(field.kinds().size() == Kind.values().length);
        return fits ? field.mistake(value).map(rule -> path + ": " + rule) : Optional.of(path + ": " + misfit(field));
    }

    private String nearest(String path) {
        List<String> paths = kind().map(TaskFields::changeable)
                .orElse(TaskFields.FIELDS.stream().map(TaskField::path).toList());
        return paths.stream()
                .filter(known -> known.endsWith("." + path))
                .findFirst()
                .or(() -> Spelling.nearest(path, paths))
                .map(known -> "; did you mean " + known + "?")
                .orElse("");
    }

    private String misfit(TaskField field) {
        String kinds = field.kinds().stream().map(Kind::label).reduce("", (one, other) -> one + other);
        return "is a field of " + kinds + " tasks; this one is "
                + kind().map(Kind::label).orElse("of a kind that no document names");
    }

    private Optional<Kind> kind() {
        return Kind.of(text("source_type"), text("sink_type"));
    }

    private String text(String path) {
        return Objects.toString(before.get(path), "");
    }

    /**
     * Numbers are compared as texts, since they may be integers or longs; a text that looks like one is none. Of a secret nobody
     * knows.
     */
    private boolean isAsItIs(String path, Object value) {
        boolean bothTexts = value instanceof String == before.get(path) instanceof String;
        return !isSecret(path)
                && bothTexts
                && before.containsKey(path)
                && text(path).equals(value.toString());
    }

    /** What can't be changed is as it is, or there would have been a mistake; who copies a whole task need not take it out. */
    private void dropUnchangeable() {
        wanted.keySet()
                .removeIf(path -> TaskFields.named(path)
                        .map(field -> field.use() == Use.SHOWN)
                        .orElse(false));
    }

    /** Whether the task is as it is wanted already. A secret may always be another one. */
    public boolean changesNothing() {
        return wanted.entrySet().stream().allMatch(field -> isAsItIs(field.getKey(), field.getValue()));
    }

    /** The request's body, as in the example of the documents: types and topics as they are, and the wanted fields. */
    public JsonObject body() {
        JsonObject body = new JsonObject();
        put(body, "task_name", Optional.ofNullable(wanted.get("task_name")));
        put(body, "source_type", Optional.ofNullable(task.getValue("source_type")));
        put(body, "sink_type", Optional.ofNullable(task.getValue("sink_type")));
        (topics(wanted).isEmpty() ? topics(before) : topics(wanted)).forEach(body::put);
        wanted.forEach((path, value) -> {
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

    /** Those of the two ways to name topics that are used. */
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

    /** What will be another than it is, a line for each field; and in one what else is sent. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        wanted.keySet().forEach(path -> lines.add(line(path)));
        leftOut().forEach(path -> lines.add("  " + path + ": " + was(path) + " → left out"));
        String same = body().stream()
                .filter(field -> !(field.getValue() instanceof JsonObject) && !wanted.containsKey(field.getKey()))
                .map(field -> field.getKey() + " " + shown(field.getKey(), field.getValue()))
                .collect(Collectors.joining(", "));
        if (!same.isEmpty()) {
            lines.add("  sent as they are: " + same);
        }
        return lines;
    }

    /** The way to name topics that the task has, if another is wanted. */
    private Set<String> leftOut() {
        Set<String> leftOut = topics(before).keySet();
        leftOut.removeAll(body().fieldNames());
        return leftOut;
    }

    private String line(String path) {
        Object value = Objects.requireNonNull(wanted.get(path));
        if (isAsItIs(path, value)) {
            return "  " + path + ": " + shown(path, value) + " (as it is)";
        }
        return "  " + path + ": " + was(path) + " → " + shown(path, value);
    }

    /** A secret is never told, so that nobody knows what it was. */
    private String was(String path) {
        return isSecret(path) ? "(never told)" : FieldPaths.shown(path, Optional.ofNullable(before.get(path)));
    }

    private static String shown(String path, Object value) {
        return FieldPaths.shown(path, Optional.of(value));
    }

    private static boolean isSecret(String path) {
        return TaskFields.named(path).map(TaskField::isSecret).orElse(false);
    }

    /** Whether something is in it of which nobody can see afterwards whether it was taken. */
    public boolean hasSecrets() {
        return wanted.keySet().stream().anyMatch(FieldChanges::isSecret);
    }

    /** What became of a change. */
    public record Outcome(List<String> lines, boolean taken) {}

    /** Compares what was wanted with the task as it is now. */
    public Outcome outcome(JsonObject now) {
        Map<String, Object> after = FieldPaths.of(now);
        List<String> lines = new ArrayList<>();
        boolean all = true;
        for (Map.Entry<String, Object> field : wanted.entrySet()) {
            boolean taken = isSecret(field.getKey())
                    || field.getValue().toString().equals(Objects.toString(after.get(field.getKey()), ""));
            all &= taken;
            lines.add(field.getKey() + ": " + outcome(field.getKey(), field.getValue(), after, taken));
        }
        for (String path : leftOut()) {
            Optional<Object> kept = Optional.ofNullable(topics(after).get(path));
            all &= kept.isEmpty();
            lines.add(path + ": "
                    + kept.map(value -> "not left out: it is " + shown(path, value))
                            .orElse("left out, taken"));
        }
        others(after).forEach(line -> lines.add(line + " (not asked for)"));
        return new Outcome(lines, all);
    }

    private static String outcome(String path, Object value, Map<String, Object> after, boolean taken) {
        if (isSecret(path)) {
            return "*** sent; can't be verified, since the API never tells it";
        }
        return taken
                ? shown(path, value) + ", taken"
                : "not taken: it is " + FieldPaths.shown(path, Optional.ofNullable(after.get(path))) + ", not "
                        + shown(path, value);
    }

    /** What else has changed, the status aside. */
    private List<String> others(Map<String, Object> after) {
        Map<String, Object> one = new LinkedHashMap<>(before);
        Map<String, Object> other = new LinkedHashMap<>(after);
        for (Map<String, Object> fields : List.of(one, other)) {
            fields.keySet().removeAll(wanted.keySet());
            fields.remove("status");
            fields.keySet().removeAll(leftOut());
        }
        return FieldPaths.differences(one, other);
    }
}
