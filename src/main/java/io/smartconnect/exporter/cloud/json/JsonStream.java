package io.smartconnect.exporter.cloud.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A streaming reader of one long JSON object, as lenient as {@link JsonFields}. It builds no tree, so that a response of many
 * megabytes costs little memory.
 */
public final class JsonStream {

    private static final long UNKNOWN = -1;

    /** Accepts comments, as the parser of the other responses does. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    private final JsonParser json;
    private final Map<String, String> texts = new HashMap<>();
    private String lastText = "";

    private JsonStream(JsonParser json) {
        this.json = json;
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
     * Reads the only object of {@code body}. Bytes that are not UTF-8 become U+FFFD.
     *
     * @throws DecodeException if the body is not a JSON object
     */
    public static void read(Buffer body, ValueReader reading) {
        InputStreamReader text =
                new InputStreamReader(new ByteArrayInputStream(body.getBytes()), StandardCharsets.UTF_8);
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new DecodeException("must be an object");
            }
            JsonStream stream = new JsonStream(json);
            stream.fields(reading.of(stream));
            if (json.nextToken() != null) {
                throw new DecodeException("data after the object");
            }
        } catch (IOException e) {
            throw new DecodeException(e.getMessage(), e);
        }
    }

    /** The parser, which is at a value. */
    public JsonParser parser() {
        return json;
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

    /** Reads the objects of the array that is the value of {@code key}; other items are left out and counted. */
    public void objects(String key, Anomalies found, ObjectReader reader) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            found.unreadableIf(json.currentToken() != JsonToken.VALUE_NULL, key);
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
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
            return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? UNKNOWN : json.getLongValue();
        }
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return JsonFields.wholeNumber(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        }
        json.skipChildren();
        return UNKNOWN;
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
        if (!isHere(lastText)) {
            lastText = texts.computeIfAbsent(json.getText(), JsonFields::clean);
        }
        return lastText;
    }

    private boolean isHere(String text) throws IOException {
        int start = json.getTextOffset();
        return text.contentEquals(CharBuffer.wrap(json.getTextCharacters(), start, json.getTextLength()));
    }
}
