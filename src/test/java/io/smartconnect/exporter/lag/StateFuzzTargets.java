package io.smartconnect.exporter.lag;

import io.smartconnect.fuzz.FuzzTarget;
import io.smartconnect.fuzz.Sound;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.zip.CRC32;

/** The state file: as it is, and with a right checksum, so that the fuzzer gets beyond it. */
public final class StateFuzzTargets {

    private static final long NOW = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    /** All targets by name. */
    public static final Map<String, FuzzTarget> ALL =
            Map.of("state-file", StateFuzzTargets::read, "state-file-checksum", bytes -> read(withChecksum(bytes)));

    private StateFuzzTargets() {}

    private static void read(byte[] bytes) throws IOException {
        Map<String, OffsetHistories> first;
        try {
            first = new StateReader(new ByteArrayInputStream(bytes), NOW).read();
        } catch (StreamCorruptedException | EOFException documented) {
            return;
        }
        byte[] written = write(first);
        Map<String, OffsetHistories> second = new StateReader(new ByteArrayInputStream(written), NOW).read();
        Sound.require(second.keySet().equals(first.keySet()), "what is read can be written and read again");
    }

    private static byte[] write(Map<String, OffsetHistories> histories) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new StateWriter(out).write(histories);
        return out.toByteArray();
    }

    private static byte[] withChecksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return ByteBuffer.allocate(bytes.length + Integer.BYTES)
                .put(bytes)
                .putInt((int) checksum.getValue())
                .array();
    }
}
