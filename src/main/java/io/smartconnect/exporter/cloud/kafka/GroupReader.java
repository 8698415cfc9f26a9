package io.smartconnect.exporter.cloud.kafka;

import io.smartconnect.exporter.cloud.http.ApiMeter;
import io.smartconnect.exporter.cloud.json.AnswerLimit;
import io.smartconnect.exporter.cloud.json.JsonFields;
import io.smartconnect.exporter.cloud.json.JsonStream;
import io.smartconnect.exporter.cloud.json.ResponseAnomalies;
import io.smartconnect.exporter.snapshot.progress.PartitionsBuilder;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.io.IOException;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A streaming reader of a consumer group with the offsets of all its partitions, whose topics alternate. It keeps the first of
 * rows with the same topic and partition. The last of repeated keys counts.
 */
final class GroupReader {

    private static final String GROUP = "group";
    private static final String STATE = "state";
    private static final String ROWS = "group_message_offsets";
    private static final String TOPIC = "topic";
    private static final String PARTITION = "partition";
    private static final String END = "message_log_end_offset";
    private static final String NEXT = "message_current_offset";
    private static final String LAG = "lag";

    private static final long UNKNOWN = -1;

    private ResponseAnomalies found = new ResponseAnomalies();
    private int rowsRead;
    private boolean hasGroup;
    private @Nullable String state;
    private SortedMap<String, PartitionsBuilder> topics = new TreeMap<>();

    private GroupReader() {}

    /**
     * Reads {@code body} and reports its anomalies to {@code meter}.
     *
     * @throws DecodeException if it is not a JSON object
     */
    static GroupOffsets read(Buffer body, ApiMeter meter) {
        GroupReader reader = new GroupReader();
        JsonStream.read(body, stream -> key -> reader.field(key, stream));
        return reader.group(meter);
    }

    private void field(String key, JsonStream stream) throws IOException {
        if (!key.equals(GROUP)) {
            stream.skip();
            return;
        }
        forgetGroup();
        hasGroup = stream.isObject();
        if (hasGroup) {
            stream.fields(inner -> fieldOfGroup(inner, stream));
        } else {
            stream.skip();
        }
    }

    private void forgetGroup() {
        state = null;
        forgetRows();
    }

    private void forgetRows() {
        found = new ResponseAnomalies();
        topics = new TreeMap<>();
    }

    private void fieldOfGroup(String key, JsonStream stream) throws IOException {
        switch (key) {
            case STATE -> state = stream.text();
            case ROWS -> {
                forgetRows();
                stream.objects(ROWS, found, () -> row(stream));
            }
            default -> stream.skip();
        }
    }

    private void row(JsonStream stream) throws IOException {
        AnswerLimit.PARTITIONS.check(++rowsRead, "partitions of a consumer group");
        GroupRow row = new GroupRow();
        stream.fields(key -> row.field(key, stream));
        add(row);
    }

    private void add(GroupRow row) {
        String topic = row.topic;
        boolean isNamed = topic != null && !topic.isEmpty();
        found.unreadableIf(!isNamed, TOPIC);
        found.unreadableIf(row.partition < 0, PARTITION);
        if (topic == null || !isNamed || row.partition < 0) {
            return;
        }
        found.unreadableIf(row.end < 0, END);
        found.unreadableIf(row.next < 0, NEXT);
        found.unreadableIf(row.lag < 0, LAG);
        found.lagMismatchOf(row.end, row.next, row.lag);
        topics.computeIfAbsent(topic, first -> new PartitionsBuilder())
                .add(row.partition, null, row.end, row.next, row.lag);
        AnswerLimit.TOPICS.check(topics.size(), "topics of a consumer group");
    }

    private GroupOffsets group(ApiMeter meter) {
        found.unreadableIf(!hasGroup, GROUP);
        found.unreadableIf(hasGroup && state == null, STATE);
        found.report(meter::unreadable, meter::lagMismatched);
        return new GroupOffsets(
                state == null
                        ? ""
                        : JsonFields.clean(state).toUpperCase(Locale.ROOT).replace("_", ""),
                topics.entrySet().stream()
                        .map(topic -> new Topic(topic.getKey(), topic.getValue().build()))
                        .toList());
    }

    /** The fields of one row. */
    private static final class GroupRow {

        private @Nullable String topic;
        private long partition = UNKNOWN;
        private long end = UNKNOWN;
        private long next = UNKNOWN;
        private long lag = UNKNOWN;

        void field(String key, JsonStream stream) throws IOException {
            switch (key) {
                case TOPIC -> topic = stream.sharedText();
                case PARTITION -> partition = stream.number();
                case END -> end = stream.number();
                case NEXT -> next = stream.number();
                case LAG -> lag = stream.number();
                default -> stream.skip();
            }
        }
    }
}
