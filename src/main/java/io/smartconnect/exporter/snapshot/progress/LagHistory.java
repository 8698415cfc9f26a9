package io.smartconnect.exporter.snapshot.progress;

import io.smartconnect.exporter.encoding.DeltaEncoding;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lag of a task since the exporter started, at most a week: the peak of each step of time. The steps double when there are
 * too many, so a history takes at most some two KiB. Immutable.
 */
public final class LagHistory {

    /** The largest number of peaks. */
    public static final int MOST_PEAKS = 300;

    private static final long FIRST_STEP = Duration.ofMinutes(1).toMillis();
    private static final long LONGEST = Duration.ofDays(7).toMillis();
    private static final int WIDTH = 2;

    /** The history of a new task. */
    public static final LagHistory NONE = new LagHistory(new byte[0], FIRST_STEP);

    private final byte[] packed;
    private final long step;

    private LagHistory(byte[] packed, long step) {
        this.packed = packed;
        this.step = step;
    }

    /** The times and lags of the peaks in turn, oldest first; times in milliseconds since 1970. */
    public long[] peaks() {
        return DeltaEncoding.unpack(packed, WIDTH);
    }

    /** This history and a newer lag; an older one is ignored. */
    public LagHistory plus(long time, long lag) {
        long[] peaks = peaks();
        int length = peaks.length;
        if (length > 0 && time <= peaks[length - WIDTH]) {
            return this;
        }
        long[] more = Arrays.copyOf(peaks, length + WIDTH);
        more[length] = time;
        more[length + 1] = lag;
        long longer = step;
        long[] merged = merged(more, longer, time - LONGEST);
        while (merged.length > MOST_PEAKS * WIDTH) {
            longer *= 2;
            merged = merged(more, longer, time - LONGEST);
        }
        return new LagHistory(DeltaEncoding.pack(merged, WIDTH), longer);
    }

    /** The largest peak of each step after {@code oldest}. */
    private static long[] merged(long[] peaks, long step, long oldest) {
        long[] merged = new long[peaks.length];
        int length = 0;
        for (int i = 0; i < peaks.length; i += WIDTH) {
            boolean isSameStep = length > 0 && merged[length - WIDTH] / step == peaks[i] / step;
            boolean isLower = isSameStep && merged[length - 1] > peaks[i + 1];
            if (peaks[i] >= oldest && !isLower) {
                length = isSameStep ? length : length + WIDTH;
                merged[length - WIDTH] = peaks[i];
                merged[length - 1] = peaks[i + 1];
            }
        }
        return Arrays.copyOf(merged, length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LagHistory history && Arrays.equals(packed, history.packed) && step == history.step;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(packed);
    }

    @Override
    public String toString() {
        return "peaks of " + Duration.ofMillis(step);
    }
}
