package io.smartconnect.exporter.cloud.dms;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.smartconnect.exporter.cloud.http.ApiMeter;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A response of ShowSinkTaskDetail. Its {@code topics_info} can be long, so it is read directly into tables; the
 * other fields become a tree. The last of repeated keys counts.
 *
 * @param facts the other fields
 * @param topics sorted by name
 */
record DumpDetail(JsonObject facts, List<Topic> topics) {

    private static final String TOPICS = "topics_info";

    /** Accepts comments, as the parser of the other responses does. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    /**
     * Reads {@code body} and reports the anomalies of its topics to {@code meter}. Bytes that are not UTF-8 become
     * U+FFFD.
     *
     * @throws DecodeException if it is not a JSON object
     */
    static DumpDetail parse(Buffer body, ApiMeter meter) {
        InputStreamReader text =
                new InputStreamReader(new ByteArrayInputStream(body.getBytes()), StandardCharsets.UTF_8);
        try (JsonParser json = JSON.createParser(text)) {
            return parse(json, meter);
        } catch (IOException e) {
            throw new DecodeException(e.getMessage(), e);
        }
    }

    private static DumpDetail parse(JsonParser json, ApiMeter meter) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new DecodeException("must be an object");
        }
        Map<String, Object> facts = new HashMap<>();
        TopicsReader topics = new TopicsReader(json);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            if (key.equals(TOPICS)) {
                topics = new TopicsReader(json);
                topics.read(TOPICS);
            } else {
                facts.put(key, JacksonCodec.parseValue(json));
            }
        }
        if (json.nextToken() != null) {
            throw new DecodeException("data after the object");
        }
        topics.report(meter);
        return new DumpDetail(new JsonObject(facts), topics.topics());
    }
}
