package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.health.gap.TransferGaps;
import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import io.smartconnect.exporter.snapshot.task.LagSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The windows of the tasks of one instance in the state file. A task that was last polled more than 15 minutes ago, or later than
 * now, gets no window: it may have been paused meanwhile. Its usual gaps stay, unless they are from the future.
 */
final class SavedWindows {

    private static final long LONGEST_ABSENCE = Duration.ofMinutes(15).toMillis();
    private static final int MOST = 1_000_000;

    private final Map<String, byte[]> byTaskId = new HashMap<>();

    /** Something that writes itself. */
    interface Content {
        void write(DataOutputStream out) throws IOException;
    }

    /** The windows that {@link #packed} packed; none if {@code saved} is not readable. */
    static SavedWindows unpacked(byte[] saved) {
        SavedWindows windows = new SavedWindows();
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved));
            while (in.available() > 0) {
                windows.byTaskId.put(in.readUTF(), bytes(in));
            }
        } catch (IOException damaged) {
            windows.byTaskId.clear();
        }
        return windows;
    }

    /** All windows as bytes. */
    byte[] packed() {
        return bytes(out -> {
            for (Map.Entry<String, byte[]> task : byTaskId.entrySet()) {
                out.writeUTF(task.getKey());
                write(out, task.getValue());
            }
        });
    }

    /** Adds the windows of a task. */
    void put(String taskId, Content windows) {
        byTaskId.put(taskId, bytes(windows));
    }

    /** Adds all windows of {@code others}. */
    void putAll(SavedWindows others) {
        byTaskId.putAll(others.byTaskId);
    }

    /** Discards all windows. */
    void clear() {
        byTaskId.clear();
    }

    /** Gives a new tracker the saved windows of its task, if they are sound and recent. */
    void restore(String taskId, TaskTracker tracker, long now) {
        byte[] saved = byTaskId.remove(taskId);
        if (saved == null) {
            return;
        }
        try {
            tracker.readWindows(new DataInputStream(new ByteArrayInputStream(saved)), now);
        } catch (IOException | RuntimeException damaged) {
            tracker.restart();
        }
    }

    /** The earliest time of the last sample of a window that counts at {@code now}. */
    static long earliest(long now) {
        return now - LONGEST_ABSENCE;
    }

    /** The source with this label; empty for none. */
    static Optional<LagSource> source(String label) {
        return Stream.of(LagSource.values())
                .filter(source -> source.label().equals(label))
                .findFirst();
    }

    static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = new byte[atMost(length, in.available())];
        in.readFully(bytes);
        return bytes;
    }

    /** {@code count}, if it is no absurd one. */
    static int atMost(int count) throws IOException {
        return atMost(count, MOST);
    }

    private static int atMost(int count, int most) throws IOException {
        if (count < 0 || count > most) {
            throw new StreamCorruptedException("absurd count");
        }
        return count;
    }

    private static byte[] bytes(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            content.write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The packed samples, or none unless they are sound and the last one is recent. */
    static byte[] samples(DataInputStream in, long now) throws IOException {
        byte[] packed = bytes(in);
        OffsetSamples samples = OffsetSamples.unpacked(packed);
        if (!samples.areSound()) {
            throw new StreamCorruptedException("absurd samples");
        }
        long last = samples.size() == 0 ? 0 : samples.time(samples.size() - 1);
        return last >= earliest(now) && last <= now ? packed : new byte[0];
    }

    /** The gaps as saved, but the present one only together with its window, and none from the future. */
    static TransferGaps gaps(DataInput in, boolean hasWindow, long now) throws IOException {
        TransferGaps gaps = TransferGaps.read(in);
        if (gaps.isLaterThan(now)) {
            return new TransferGaps();
        }
        if (!hasWindow) {
            gaps.stop();
        }
        return gaps;
    }
}
