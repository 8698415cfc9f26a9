package io.smartconnect.exporter.lag;

import io.smartconnect.exporter.encoding.Varint;
import io.smartconnect.exporter.lag.OffsetHistories.TopicHistories;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * Writes histories in the form that {@link StateReader} reads: {@link #MAGIC}, {@link #VERSION}, the instances, and the CRC-32
 * of all that. Numbers are in {@link Varint}; texts are UTF-8 after their length; lists come after their length.
 *
 * <pre>
 * instance: id, partitions, windows of its tasks (bytes after their length)
 * partition: topic, number, points, oldest first
 * point: time in milliseconds and end offset, both less those of the point before; just as {@link OffsetPoints} has them
 * </pre>
 */
final class StateWriter {

    /** The letters SCLH. */
    static final int MAGIC = 0x53434C48;

    /** Version 1 has no windows. */
    static final int VERSION = 2;

    static final int LARGEST = 256 << 20;

    static final int MOST_INSTANCES = 100_000;

    /** Of all instances together. */
    static final int MOST_PARTITIONS = 1_000_000;

    /** A topic's name has 249 bytes at most (Kafka), an id 36; anything longer is not written. */
    static final int LONGEST_TEXT = 1_024;

    private final CheckedOutputStream checked;
    private final DataOutputStream out;
    private final byte[] digits = new byte[Varint.MOST_DIGITS];
    private int partitions;

    StateWriter(OutputStream target) {
        checked = new CheckedOutputStream(target, new CRC32());
        out = new DataOutputStream(new BufferedOutputStream(checked, 1 << 16));
    }

    void write(Map<String, OffsetHistories> byInstanceId) throws IOException {
        out.writeInt(MAGIC);
        out.writeByte(VERSION);
        List<Map.Entry<String, OffsetHistories>> instances = byInstanceId.entrySet().stream()
                .filter(instance -> isWritable(instance.getKey()))
                .toList();
        number(atMost(MOST_INSTANCES, instances.size(), "instances"));
        for (Map.Entry<String, OffsetHistories> instance : instances) {
            text(instance.getKey());
            partitions(instance.getValue());
            windows(instance.getValue().windows());
        }
        out.flush();
        out.writeInt((int) checked.getChecksum().getValue());
        out.flush();
    }

    private void partitions(OffsetHistories histories) throws IOException {
        Map<String, TopicHistories> topics = new LinkedHashMap<>();
        histories.byTopic().forEach((topic, ofTopic) -> {
            if (isWritable(topic)) {
                topics.put(topic, ofTopic.copy());
            }
        });
        int count = topics.values().stream().mapToInt(TopicHistories::size).sum();
        partitions = atMost(MOST_PARTITIONS, partitions + count, "partitions");
        number(count);
        for (Map.Entry<String, TopicHistories> topic : topics.entrySet()) {
            topic.getValue().forEach((partition, history) -> {
                text(topic.getKey());
                number(partition);
                points(history.points());
                atMost(LARGEST, out.size(), "bytes");
            });
        }
    }

    private void windows(byte[] windows) throws IOException {
        number(windows.length);
        out.write(windows);
        atMost(LARGEST, out.size(), "bytes");
    }

    private void points(OffsetPoints points) throws IOException {
        number(points.size());
        points.writeTo(out);
    }

    private void text(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        out.write(bytes);
    }

    private void number(long number) throws IOException {
        out.write(digits, 0, Varint.put(digits, 0, number));
    }

    private static boolean isWritable(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_TEXT;
    }

    private static int atMost(int limit, int found, String what) throws IOException {
        if (found > limit) {
            throw new IOException("more than " + limit + " " + what);
        }
        return found;
    }
}
