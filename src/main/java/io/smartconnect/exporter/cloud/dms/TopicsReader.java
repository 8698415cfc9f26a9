package io.smartconnect.exporter.cloud.dms;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.smartconnect.exporter.cloud.http.ApiMeter;
import io.smartconnect.exporter.cloud.json.JsonFields;
import io.smartconnect.exporter.snapshot.progress.Partitions;
import io.smartconnect.exporter.snapshot.progress.Topic;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A streaming reader of the topics and partitions of a dump task, as lenient as {@link JsonFields}. It merges topics
 * with the same name, and keeps the first of partitions with the same number.
 */
final class TopicsReader {

    private static final String TOPIC = "topic";
    private static final String PARTITIONS = "partitions";
    private static final String PARTITION = "partition_id";
    private static final String STATUS = "status";
    private static final String END = "log_end_offset";
    private static final String NEXT = "last_transfer_offset";
    private static final String LAG = "lag";

    private static final long UNKNOWN = -1;

    private final JsonParser json;
    private final SortedMap<String, Partitions.Builder> topics = new TreeMap<>();
    private final Anomalies anomalies = new Anomalies();
    private final Map<String, String> statuses = new HashMap<>();
    private String lastStatus = "";

    /** Creates a reader without topics. */
    TopicsReader(JsonParser json) {
        this.json = json;
    }

    /** Reads the value of {@code key}, at which the parser is. */
    void read(String key) throws IOException {
        objects(key, anomalies, this::topic);
    }

    /** The topics, sorted by name. */
    List<Topic> topics() {
        return topics.entrySet().stream()
                .map(topic -> new Topic(topic.getKey(), topic.getValue().build()))
                .toList();
    }

    /** Reports unreadable values and lag mismatches to {@code meter}. */
    void report(ApiMeter meter) {
        anomalies.report(meter);
    }

    /** Reads an object, from its first key to its end. */
    @FunctionalInterface
    private interface ObjectReader {
        void read() throws IOException;
    }

    /** Reads the objects of an array; other items are left out and counted. */
    private void objects(String key, Anomalies found, ObjectReader reader) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_NULL) {
                found.unreadable(key);
            }
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

    /** The content of one value of {@code partitions}; a later value of the same topic replaces it. */
    private record Rows(Partitions.Builder partitions, Anomalies anomalies) {

        private Rows() {
            this(new Partitions.Builder(), new Anomalies());
        }
    }

    private void topic() throws IOException {
        String name = null;
        Rows rows = new Rows();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case TOPIC -> name = text();
                case PARTITIONS -> rows = rows();
                default -> json.skipChildren();
            }
        }
        if (name == null || name.isEmpty()) {
            anomalies.unreadable(TOPIC);
        } else {
            topics.computeIfAbsent(JsonFields.clean(name), first -> new Partitions.Builder())
                    .addAll(rows.partitions);
            anomalies.addAll(rows.anomalies);
        }
    }

    private Rows rows() throws IOException {
        Rows rows = new Rows();
        objects(PARTITIONS, rows.anomalies, () -> partition(rows));
        return rows;
    }

    private void partition(Rows rows) throws IOException {
        long id = UNKNOWN;
        String status = null;
        long end = UNKNOWN;
        long next = UNKNOWN;
        long lag = UNKNOWN;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case PARTITION -> id = number();
                case STATUS -> status = status();
                case END -> end = number();
                case NEXT -> next = number();
                case LAG -> lag = number();
                default -> json.skipChildren();
            }
        }
        Anomalies found = rows.anomalies;
        if (id < 0) {
            found.unreadable(PARTITION);
            return;
        }
        found.unreadableIf(status == null, STATUS);
        found.unreadableIf(end < 0, END);
        found.unreadableIf(next < 0, NEXT);
        found.unreadableIf(lag < 0, LAG);
        found.lagMismatchIf(end >= 0 && next >= 0 && lag >= 0 && end - next != lag);
        rows.partitions.add(id, status == null || status.isEmpty() ? null : status, end, next, lag);
    }

    /** The integer at the parser, at least 0, as a number or digits; negative for any other value. */
    private long number() throws IOException {
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
    private @Nullable String text() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        boolean isNull = json.currentToken() == JsonToken.VALUE_NULL;
        json.skipChildren();
        return isNull ? "" : null;
    }

    /** As {@link #text}, {@linkplain JsonFields#clean cleaned}; equal texts are the same object, which saves memory. */
    private @Nullable String status() throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            return text();
        }
        if (!isHere(lastStatus)) {
            lastStatus = statuses.computeIfAbsent(json.getText(), JsonFields::clean);
        }
        return lastStatus;
    }

    private boolean isHere(String text) throws IOException {
        int start = json.getTextOffset();
        return text.contentEquals(CharBuffer.wrap(json.getTextCharacters(), start, json.getTextLength()));
    }

    /** Counts of the anomalies in a part of the response, discarded if another part replaces it. */
    private static final class Anomalies {

        private final Map<String, Integer> unreadable = new HashMap<>();
        private int lagMismatches;

        void unreadable(String key) {
            unreadable.merge(key, 1, Integer::sum);
        }

        void unreadableIf(boolean isUnreadable, String key) {
            if (isUnreadable) {
                unreadable(key);
            }
        }

        void lagMismatchIf(boolean contradictsItself) {
            lagMismatches += contradictsItself ? 1 : 0;
        }

        void addAll(Anomalies other) {
            other.unreadable.forEach((key, count) -> unreadable.merge(key, count, Integer::sum));
            lagMismatches += other.lagMismatches;
        }

        void report(ApiMeter meter) {
            unreadable.forEach((key, count) -> {
                for (int i = 0; i < count; i++) {
                    meter.unreadable(key);
                }
            });
            for (int i = 0; i < lagMismatches; i++) {
                meter.lagMismatched();
            }
        }
    }
}
