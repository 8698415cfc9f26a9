package io.smartconnect.command.tasks.change;

import java.util.regex.Pattern;

/** A JSON type of field values. */
enum TaskFieldType {
    TEXT("text"),
    WHOLE("a whole number"),
    FLAG("true or false");

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private final String description;

    TaskFieldType(String description) {
        this.description = description;
    }

    /** The type in a sentence that begins with "must be". */
    String description() {
        return description;
    }

    /** The JSON value that {@code text} spells, else {@code text} itself. */
    Object parse(String text) {
        return switch (this) {
            case TEXT -> text;
            case WHOLE -> WHOLE_NUMBER.matcher(text).matches() ? (Object) Long.valueOf(text) : text;
            case FLAG -> text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
        };
    }

    /** True if {@code value} has this type. */
    boolean includes(Object value) {
        return switch (this) {
            case TEXT -> value instanceof String;
            case WHOLE -> value instanceof Integer || value instanceof Long;
            case FLAG -> value instanceof Boolean;
        };
    }
}
