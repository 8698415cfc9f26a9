package io.smartconnect.command.tasks.change;

import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.exporter.cloud.json.SecretFields;
import io.smartconnect.exporter.snapshot.task.TaskKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A documented field of a task.
 *
 * @param path for example {@code source_task.task_num}
 * @param type of its values
 * @param kinds of tasks that have it
 * @param access allowed operations
 * @param rule for its values, in a sentence that begins with "must be"
 * @param isValid tests values of its type
 * @param description a few words
 */
public record TaskField(
        String path,
        TaskFieldType type,
        Set<TaskKind> kinds,
        Access access,
        String rule,
        Predicate<Object> isValid,
        String description) {

    /** The operations that the API documents for a field. */
    public enum Access {
        /** Read and changed. */
        CHANGEABLE,
        /** Only read. */
        READ_ONLY,
        /** Changed, but never returned. */
        SECRET
    }

    /** All documented kinds of tasks. */
    static final Set<TaskKind> ALL_KINDS = Set.of(TaskKind.REPLICATE, TaskKind.DUMP, TaskKind.REDIS);

    private static final int LONGEST_TEXT = 65_536;

    /** The display of a secret. */
    private static final String MASK = "***";

    /** A changeable text of every kind of task; a secret if its name is one of {@link SecretFields}. */
    static TaskField text(String path, String description) {
        return SecretFields.isIn(path)
                ? of(path, TaskFieldType.TEXT, description)
                        .with(Access.SECRET)
                        .with(
                                "the secret itself, not " + MASK,
                                value -> isShort(value) && !value.equals("") && !value.equals(MASK))
                : of(path, TaskFieldType.TEXT, description).with(TaskFieldType.TEXT.description(), TaskField::isShort);
    }

    /** A changeable whole number of every kind of task. */
    static TaskField whole(String path, String description) {
        return of(path, TaskFieldType.WHOLE, description)
                .with(TaskFieldType.WHOLE.description(), isWithin(Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    /** A changeable flag of every kind of task. */
    static TaskField flag(String path, String description) {
        return of(path, TaskFieldType.FLAG, description);
    }

    private static TaskField of(String path, TaskFieldType type, String description) {
        return new TaskField(path, type, ALL_KINDS, Access.CHANGEABLE, type.description(), value -> true, description);
    }

    /** This field with these values only. */
    TaskField oneOf(String... values) {
        List<String> allowed = List.of(values);
        return with("one of " + String.join(" ", allowed), allowed::contains);
    }

    /** This field with values that {@code pattern} matches; {@code rule} describes them. */
    TaskField matching(String pattern, String rule) {
        Pattern compiled = Pattern.compile(pattern);
        return with(rule, value -> compiled.matcher(value.toString()).matches());
    }

    /** This field without blank values. */
    TaskField notEmpty() {
        return with(
                "text that is not empty",
                value -> isShort(value) && !value.toString().isBlank());
    }

    /** This field with numbers from {@code least} to {@code most} only. */
    TaskField within(long least, long most) {
        return with(type.description() + " from " + least + " to " + most, isWithin(least, most));
    }

    /** This field with numbers above 0 only. */
    TaskField positive() {
        return within(1, Integer.MAX_VALUE);
    }

    /** This field without changes. */
    TaskField readOnly() {
        return with(Access.READ_ONLY);
    }

    /** This field of tasks of one kind. */
    TaskField of(TaskKind kind) {
        return new TaskField(path, type, Set.of(kind), access, rule, isValid, description);
    }

    private TaskField with(Access other) {
        return new TaskField(path, type, kinds, other, rule, isValid, description);
    }

    private TaskField with(String otherRule, Predicate<Object> otherTest) {
        return new TaskField(path, type, kinds, access, otherRule, otherTest, description);
    }

    private static boolean isShort(Object value) {
        return value.toString().length() <= LONGEST_TEXT;
    }

    private static Predicate<Object> isWithin(long least, long most) {
        return value -> ((Number) value).longValue() >= least && ((Number) value).longValue() <= most;
    }

    boolean isSecret() {
        return access == Access.SECRET;
    }

    /** The mistake in {@code value} as a new value; empty if it is valid. */
    Optional<String> mistake(Object value) {
        return type.includes(value) && isValid.test(value)
                ? Optional.empty()
                : Optional.of("must be " + rule + (isSecret() ? "" : "; found " + found(value)));
    }

    private static String found(Object value) {
        return value instanceof String text ? '"' + SafeText.of(text) + '"' : SafeText.of(value.toString());
    }
}
