package io.smartconnect.command.tasks.change;

import io.smartconnect.command.terminal.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A field of a task, as the documents describe it.
 *
 * @param path for example {@code source_task.task_num}
 * @param type of its values in JSON
 * @param kinds of task that have it
 * @param use what can be done with it
 * @param allowed its values, if only some are
 * @param range of its numbers
 * @param words what it is, in a few
 */
public record TaskField(
        String path, JsonType type, Set<Kind> kinds, Use use, List<String> allowed, Range range, String words) {

    /** What a task does. */
    public enum Kind {
        REPLICATE,
        DUMP,
        REDIS;

        /** The kind that the source's and the sink's types make a task; empty for types that no document names. */
        static Optional<Kind> of(String sourceType, String sinkType) {
            if (sourceType.equals("KAFKA_REPLICATOR_SOURCE")) {
                return Optional.of(REPLICATE);
            }
            if (sinkType.equals("OBS_SINK")) {
                return Optional.of(DUMP);
            }
            return sourceType.equals("REDIS_REPLICATOR_SOURCE") ? Optional.of(REDIS) : Optional.empty();
        }

        /** The word of the JSON API. */
        public String label() {
            return switch (this) {
                case REPLICATE -> "replicate";
                case DUMP -> "dump";
                case REDIS -> "redis";
            };
        }
    }

    /** Types of JSON. */
    enum JsonType {
        TEXT("text"),
        WHOLE("a whole number"),
        FLAG("true or false");

        private final String words;

        JsonType(String words) {
            this.words = words;
        }
    }

    /** What can be done with a field. */
    public enum Use {
        /** It is shown, and can be changed. */
        CHANGEABLE,
        /** It is shown only: no document says that it can be changed. */
        SHOWN,
        /** It can be changed, and is never shown. */
        SECRET
    }

    /** Numbers from {@code least} to {@code most}. */
    record Range(long least, long most) {
        static final Range INTEGER = new Range(Integer.MIN_VALUE, Integer.MAX_VALUE);

        boolean has(long number) {
            return number >= least && number <= most;
        }
    }

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{4,64}");
    private static final Set<String> NEVER_EMPTY = Set.of("topics", "topics_regex", "sink_task.obs_bucket_name");
    private static final int LONGEST_TEXT = 65_536;

    /** What is shown in the place of a secret. */
    private static final String MASK = "***";

    /** A field of which every value of its type is good. */
    TaskField(String path, JsonType type, Set<Kind> kinds, Use use, String words) {
        this(path, type, kinds, use, List.of(), Range.INTEGER, words);
    }

    /** The same field with these values only. */
    TaskField oneOf(String... values) {
        return new TaskField(path, type, kinds, use, List.of(values), range, words);
    }

    /** The same field with numbers from {@code least} to {@code most} only. */
    TaskField within(long least, long most) {
        return new TaskField(path, type, kinds, use, allowed, new Range(least, most), words);
    }

    /** The same field with numbers above 0 only. */
    TaskField positive() {
        return within(1, Integer.MAX_VALUE);
    }

    boolean isSecret() {
        return use == Use.SECRET;
    }

    /** The JSON value that {@code text} spells; the text itself where it spells none. */
    Object parsed(String text) {
        return switch (type) {
            case TEXT -> text;
            case WHOLE -> WHOLE.matcher(text).matches() ? (Object) Long.valueOf(text) : text;
            case FLAG -> text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
        };
    }

    /** What is wrong with {@code value} as the field's new value; empty if nothing is. */
    Optional<String> mistake(Object value) {
        boolean good = switch (type) {
            case TEXT -> value instanceof String text && isGood(text);
            case WHOLE ->
                (value instanceof Integer || value instanceof Long) && range.has(((Number) value).longValue());
            case FLAG -> value instanceof Boolean;
        };
        return good
                ? Optional.empty()
                : Optional.of("must be " + rule() + (isSecret() ? "" : "; found " + found(value)));
    }

    private boolean isGood(String text) {
        boolean allows = allowed.isEmpty() || allowed.contains(text);
        boolean names = !path.equals("task_name") || NAME.matcher(text).matches();
        boolean lacks = NEVER_EMPTY.contains(path) && text.isBlank();
        boolean conceals = isSecret() && (text.isEmpty() || text.equals(MASK));
        return allows && names && !lacks && !conceals && text.length() <= LONGEST_TEXT;
    }

    /** What its values must be. */
    public String rule() {
        if (isSecret()) {
            return "the secret itself, not " + MASK;
        }
        if (!allowed.isEmpty()) {
            return "one of " + String.join(" ", allowed);
        }
        if (path.equals("task_name")) {
            return "4 to 64 letters, digits, - and _";
        }
        if (NEVER_EMPTY.contains(path)) {
            return "text that is not empty";
        }
        boolean bounded = type == JsonType.WHOLE && !range.equals(Range.INTEGER);
        return type.words + (bounded ? " from " + range.least + " to " + range.most : "");
    }

    private static String found(Object value) {
        return value instanceof String text ? '"' + SafeText.of(text) + '"' : SafeText.of(value.toString());
    }
}
