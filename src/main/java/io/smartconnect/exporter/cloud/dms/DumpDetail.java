package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.http.ApiMeter;
import io.smartconnect.exporter.cloud.json.JsonStream;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response of ShowSinkTaskDetail. Its {@code topics_info} can be long, so it is read directly into tables; the
 * other fields become a tree. The last of repeated keys counts.
 *
 * @param facts the other fields
 * @param topics sorted by name
 */
record DumpDetail(JsonObject facts, List<Topic> topics) {

    private static final String TOPICS = "topics_info";

    /**
     * Reads {@code body} and reports the anomalies of its topics to {@code meter}. Bytes that are not UTF-8 become
     * U+FFFD.
     *
     * @throws DecodeException if it is not a JSON object
     */
    static DumpDetail parse(Buffer body, ApiMeter meter) {
        Fields fields = new Fields();
        JsonStream.read(body, stream -> key -> fields.read(key, stream));
        fields.topics.report(meter);
        return new DumpDetail(new JsonObject(fields.facts), fields.topics.topics());
    }

    /** The fields read so far. */
    private static final class Fields {

        private final Map<String, @Nullable Object> facts = new HashMap<>();
        private DumpTopicsReader topics = new DumpTopicsReader();

        private void read(String key, JsonStream stream) throws IOException {
            if (key.equals(TOPICS)) {
                topics = new DumpTopicsReader();
                topics.read(TOPICS, stream);
            } else {
                facts.put(key, stream.value());
            }
        }
    }
}
