package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.http.ApiMeter;
import io.smartconnect.exporter.cloud.json.AnswerLimit;
import io.smartconnect.exporter.cloud.json.JsonFields;
import io.smartconnect.exporter.cloud.json.JsonStream;
import io.smartconnect.exporter.cloud.json.ResponseAnomalies;
import io.smartconnect.exporter.snapshot.progress.PartitionsBuilder;
import io.smartconnect.exporter.snapshot.progress.Topic;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A streaming reader of the topics and partitions of a dump task. It merges topics with the same name, and keeps the first of
 * partitions with the same number.
 */
final class DumpTopicsReader {

    private static final String TOPIC = "topic";
    private static final String PARTITIONS = "partitions";
    private static final String PARTITION = "partition_id";
    private static final String STATUS = "status";
    private static final String END = "log_end_offset";
    private static final String NEXT = "last_transfer_offset";
    private static final String LAG = "lag";

    private static final long UNKNOWN = -1;

    private final SortedMap<String, PartitionsBuilder> topics = new TreeMap<>();
    private final ResponseAnomalies anomalies = new ResponseAnomalies();
    private final Set<String> statuses = new HashSet<>();
    private @Nullable String lastStatus;
    private int topicsRead;
    private int partitionsRead;

    /** Reads the value of {@code key}, at which the stream is. */
    void read(String key, JsonStream stream) throws IOException {
        stream.objects(key, anomalies, () -> {
            AnswerLimit.TOPICS.check(++topicsRead, "topics of a task");
            TopicReader topic = new TopicReader(stream);
            stream.fields(topic::field);
            add(topic);
        });
    }

    /** The topics, sorted by name. */
    List<Topic> topics() {
        return topics.entrySet().stream()
                .map(topic -> new Topic(topic.getKey(), topic.getValue().build()))
                .toList();
    }

    /** Reports unreadable values and lag mismatches to {@code meter}. */
    void report(ApiMeter meter) {
        anomalies.report(meter::unreadable, meter::lagMismatched);
    }

    private void checkStatus(@Nullable String status) {
        if (status != null && !status.equals(lastStatus) && statuses.add(status)) {
            AnswerLimit.STATUSES.check(statuses.size(), "different statuses of partitions");
        }
        lastStatus = status;
    }

    private void add(TopicReader topic) {
        String name = topic.name;
        if (name == null || name.isEmpty()) {
            anomalies.unreadable(TOPIC);
        } else {
            PartitionsBuilder first = topics.putIfAbsent(JsonFields.clean(name), topic.partitions);
            if (first != null) {
                first.addAll(topic.partitions);
            }
            anomalies.addAll(topic.found);
        }
    }

    /** The fields of one topic; a later value of {@code partitions} replaces an earlier one. */
    private final class TopicReader {

        private final JsonStream stream;
        private @Nullable String name;
        private PartitionsBuilder partitions = new PartitionsBuilder();
        private ResponseAnomalies found = new ResponseAnomalies();

        TopicReader(JsonStream stream) {
            this.stream = stream;
        }

        void field(String key) throws IOException {
            switch (key) {
                case TOPIC -> name = stream.text();
                case PARTITIONS -> rows();
                default -> stream.skip();
            }
        }

        private void rows() throws IOException {
            partitions = new PartitionsBuilder();
            found = new ResponseAnomalies();
            DumpPartition row = new DumpPartition();
            JsonStream.FieldReader fields = key -> row.field(key, stream);
            stream.objects(PARTITIONS, found, () -> {
                AnswerLimit.PARTITIONS.check(++partitionsRead, "partitions of a task");
                row.clear();
                stream.fields(fields);
                row.addTo(partitions, found);
                checkStatus(row.status);
            });
        }
    }

    /** The fields of one partition. */
    private static final class DumpPartition {

        private long id;
        private @Nullable String status;
        private long end;
        private long next;
        private long lag;

        void clear() {
            id = UNKNOWN;
            status = null;
            end = UNKNOWN;
            next = UNKNOWN;
            lag = UNKNOWN;
        }

        void field(String key, JsonStream stream) throws IOException {
            switch (key) {
                case PARTITION -> id = stream.number();
                case STATUS -> status = stream.sharedText();
                case END -> end = stream.number();
                case NEXT -> next = stream.number();
                case LAG -> lag = stream.number();
                default -> stream.skip();
            }
        }

        void addTo(PartitionsBuilder partitions, ResponseAnomalies found) {
            if (id < 0) {
                found.unreadable(PARTITION);
                return;
            }
            found.unreadableIf(status == null, STATUS);
            found.unreadableIf(end < 0, END);
            found.unreadableIf(next < 0, NEXT);
            found.unreadableIf(lag < 0, LAG);
            found.lagMismatchOf(end, next, lag);
            partitions.add(id, status == null || status.isEmpty() ? null : status, end, next, lag);
        }
    }
}
