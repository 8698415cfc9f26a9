package io.smartconnect.exporter.cloud.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.netty.buffer.ByteBufInputStream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A streaming reader of one long JSON object, as lenient as {@link JsonFields}. It builds no tree, so that a response of many
 * megabytes costs little memory.
 */
public final class JsonStream {

    private static final long UNKNOWN = -1;

    /** Digits of the largest number. */
    private static final int LONGEST_NUMBER = 19;

    private static final int LONGEST_DECIMAL = 40;

    /** Bytes that some programs put before a text in UTF-8. */
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** The parser keeps names for further answers, so they are short. */
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxStringLength(1 << 20)
            .maxNumberLength(1 << 20)
            .maxNameLength(1_000)
            .maxNestingDepth(1_000)
            .build();

    /** The rule of {@link #CONSTRAINTS}. */
    private static final String RULE =
            "must have at most 1,048,576 characters in a value, 1,000 in a name, and 1,000 levels";

    /** Accepts comments, which the cloud could send. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .streamReadConstraints(CONSTRAINTS)
            .build();

    private final JsonParser json;
    private final JsonTree values;
    private final Map<String, String> texts = new HashMap<>();
    private char[] lastCharacters = {};
    private String lastText = "";

    private JsonStream(JsonParser json) {
        this.json = json;
        this.values = new JsonTree(json, AnswerLimit.VALUES);
    }

    /** Reads the value of {@code key}, at which the parser is, to its end. */
    @FunctionalInterface
    public interface FieldReader {
        /** Reads the value. */
        void read(String key) throws IOException;
    }

    /** Reads an object from its first key to its end. */
    @FunctionalInterface
    public interface ObjectReader {
        /** Reads the object. */
        void read() throws IOException;
    }

    /** Creates the reader of the fields of an object from its stream. */
    @FunctionalInterface
    public interface ValueReader {
        /** The reader of the fields of {@code stream}. */
        FieldReader of(JsonStream stream);
    }

    /**
     * Reads the only object of {@code body}. Bytes that are not UTF-8 become U+FFFD; a byte order mark is skipped.
     *
     * @throws DecodeException if the body is not a JSON object, or exceeds an {@link AnswerLimit}
     */
    public static void read(Buffer body, ValueReader reading) {
        try (JsonParser json = JSON.createParser(text(body))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new DecodeException("must be an object");
            }
            JsonStream stream = new JsonStream(json);
            stream.fields(reading.of(stream));
            if (json.nextToken() != null) {
                throw new DecodeException("data after the object");
            }
        } catch (StreamConstraintsException e) {
            throw new AnswerLimit.ExceededException(RULE);
        } catch (IOException e) {
            throw new DecodeException(e.getMessage(), e);
        }
    }

    /** The only object of {@code body} as a tree of limited size; throws as {@link #read} does. */
    public static JsonObject object(Buffer body) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        read(body, stream -> key -> fields.put(key, stream.value()));
        return new JsonObject(fields);
    }

    private static Reader text(Buffer body) throws IOException {
        InputStream bytes = new ByteBufInputStream(((BufferInternal) body).getByteBuf());
        for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
            if (body.length() <= i || body.getByte(i) != BYTE_ORDER_MARK[i]) {
                return new InputStreamReader(bytes, StandardCharsets.UTF_8);
            }
        }
        bytes.skipNBytes(BYTE_ORDER_MARK.length);
        return new InputStreamReader(bytes, StandardCharsets.UTF_8);
    }

    /** The value at the parser: a text, number, boolean, map, list, or null. All such values together are limited. */
    public @Nullable Object value() throws IOException {
        return values.value();
    }

    /** The object at whose start the parser is, as an item of a listing, which has a limit of its own. */
    JsonObject item() throws IOException {
        return new JsonObject(new JsonTree(json, AnswerLimit.VALUES_OF_AN_ITEM).object());
    }

    /** Reads the fields of the object at whose start the parser is. */
    public void fields(FieldReader reader) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            reader.read(key);
        }
    }

    /** Skips the value. */
    public void skip() throws IOException {
        json.skipChildren();
    }

    /** Returns true if the parser is at the start of an object. */
    public boolean isObject() {
        return json.currentToken() == JsonToken.START_OBJECT;
    }

    /** Returns true if the parser is at the start of an array. */
    public boolean isArray() {
        return json.currentToken() == JsonToken.START_ARRAY;
    }

    /** Moves to the next item of the array; returns false at its end. */
    public boolean nextItem() throws IOException {
        return json.nextToken() != JsonToken.END_ARRAY;
    }

    /** Reads the objects of the array that is the value of {@code key}; other items are left out and counted. */
    public void objects(String key, ResponseAnomalies found, ObjectReader reader) throws IOException {
        if (!isArray()) {
            found.unreadableIf(json.currentToken() != JsonToken.VALUE_NULL, key);
            json.skipChildren();
            return;
        }
        while (nextItem()) {
            if (isObject()) {
                reader.read();
            } else {
                found.unreadable(key);
                json.skipChildren();
            }
        }
    }

    /** The integer at the parser, at least 0, as a number or digits; negative for any other value. */
    public long number() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            boolean isLong =
                    json.getTextLength() <= LONGEST_NUMBER && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
            return isLong ? json.getLongValue() : UNKNOWN;
        }
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return JsonFields.wholeNumber(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        }
        json.skipChildren();
        return UNKNOWN;
    }

    /** The number at the parser, with fractions; NaN for any other value, or one of too many characters. */
    public double decimal() throws IOException {
        if (json.currentToken().isNumeric() && json.getTextLength() <= LONGEST_DECIMAL) {
            return json.getDoubleValue();
        }
        json.skipChildren();
        return Double.NaN;
    }

    /** The text at the parser; empty for null; null for any other value. */
    public @Nullable String text() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        boolean isNull = json.currentToken() == JsonToken.VALUE_NULL;
        json.skipChildren();
        return isNull ? "" : null;
    }

    /**
     * As {@link #text}, {@linkplain JsonFields#clean cleaned}, for texts that repeat: equal texts are the same object, which
     * saves memory.
     */
    public @Nullable String sharedText() throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            return text();
        }
        int start = json.getTextOffset();
        int end = start + json.getTextLength();
        if (!Arrays.equals(lastCharacters, 0, lastCharacters.length, json.getTextCharacters(), start, end)) {
            lastCharacters = Arrays.copyOfRange(json.getTextCharacters(), start, end);
            lastText = texts.computeIfAbsent(json.getText(), JsonFields::clean);
        }
        return lastText;
    }
}
