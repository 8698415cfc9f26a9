package io.smartconnect.exporter.cloud.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reader of values into trees of limited size. A whole number that is too long to be converted becomes infinite. */
final class JsonTree {

    /** Longer numbers are not converted, since that takes quadratic time. */
    private static final int LONGEST_NUMBER = 1_000;

    private final JsonParser json;
    private final AnswerLimit limit;
    private int values;

    /** A reader of trees that together stay within {@code limit}. */
    JsonTree(JsonParser json, AnswerLimit limit) {
        this.json = json;
        this.limit = limit;
    }

    /** The value at the parser: a text, number, boolean, map, list, or null. */
    @Nullable
    Object value() throws IOException {
        limit.check(++values, "values");
        return switch (json.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> wholeNumber();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** The object at whose start the parser is. */
    Map<String, Object> object() throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            fields.put(key, value());
        }
        return fields;
    }

    private List<Object> array() throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return items;
    }

    private Number wholeNumber() throws IOException {
        return json.getTextLength() > LONGEST_NUMBER ? Double.POSITIVE_INFINITY : json.getNumberValue();
    }
}
