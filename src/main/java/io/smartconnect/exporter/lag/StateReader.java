package io.smartconnect.exporter.lag;

import io.smartconnect.exporter.encoding.Varint;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * A strict reader of the format of {@link StateWriter}. It refuses any other content with a {@link StreamCorruptedException} that
 * names the cause, and an early end with an {@link java.io.EOFException}. It checks every number against its limit.
 */
final class StateReader {

    private static final int WITHOUT_WINDOWS = 1;

    static final String NO_STATE_FILE = "it is no state file";

    private final CheckedInputStream checked;
    private final DataInputStream in;
    private final long now;
    private int partitions;
    private int version;

    /** A reader that refuses points later than {@code now}, in milliseconds since 1970. */
    StateReader(InputStream source, long now) {
        checked = new CheckedInputStream(new BufferedInputStream(source, 1 << 16), new CRC32());
        in = new DataInputStream(checked);
        this.now = now;
    }

    /** The histories, without points that are older than a week. */
    Map<String, OffsetHistories> read() throws IOException {
        require(in.readInt() == StateWriter.MAGIC, NO_STATE_FILE);
        version = in.readUnsignedByte();
        require(
                version == WITHOUT_WINDOWS || version == StateWriter.VERSION,
                "it is of version " + version + ", not " + StateWriter.VERSION);
        Map<String, OffsetHistories> byInstanceId = instances();
        int checksum = (int) checked.getChecksum().getValue();
        require(in.readInt() == checksum, "its checksum is wrong");
        require(in.read() < 0, "something follows its end");
        return byInstanceId;
    }

    private Map<String, OffsetHistories> instances() throws IOException {
        Map<String, OffsetHistories> byInstanceId = new HashMap<>();
        int count = atMost(StateWriter.MOST_INSTANCES, "instances");
        for (int index = 0; index < count; index++) {
            String id = text();
            OffsetHistories histories = histories();
            if (version > WITHOUT_WINDOWS) {
                histories.restoreWindows(in.readNBytes(atMost(StateWriter.LARGEST, "bytes of windows")));
            }
            if (!histories.byTopic().isEmpty()) {
                byInstanceId.put(id, histories);
            }
        }
        return byInstanceId;
    }

    private OffsetHistories histories() throws IOException {
        OffsetHistories histories = new OffsetHistories();
        int count = atMost(OffsetHistories.MOST_PARTITIONS, "partitions");
        partitions += count;
        require(partitions <= StateWriter.MOST_PARTITIONS, "it has too many partitions");
        for (int index = 0; index < count; index++) {
            histories.restore(text(), number(), history());
        }
        return histories;
    }

    private OffsetHistory history() throws IOException {
        OffsetHistory history = new OffsetHistory();
        int count = atMost(OffsetHistory.MOST_POINTS, "points");
        long time = 0;
        long end = 0;
        for (int index = 0; index < count; index++) {
            time += number();
            end += number();
            require(time <= now, "it has a point from the future");
            require(time >= 0 && end >= 0 && history.restore(time, end), "its points are out of order");
        }
        history.trim(now);
        return history;
    }

    private int atMost(int limit, String what) throws IOException {
        long count = number();
        require(count >= 0 && count <= limit, "it has too many " + what);
        return (int) count;
    }

    private String text() throws IOException {
        byte[] bytes = new byte[atMost(StateWriter.LONGEST_TEXT, "letters in a name")];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long number() throws IOException {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Varint.BITS) {
            int digit = in.readUnsignedByte();
            number |= (long) (digit & Varint.DIGIT) << shift;
            if (digit <= Varint.DIGIT) {
                return number;
            }
        }
        throw new StreamCorruptedException("it has a number of too many digits");
    }

    private static void require(boolean holds, String otherwise) throws StreamCorruptedException {
        if (!holds) {
            throw new StreamCorruptedException(otherwise);
        }
    }
}
