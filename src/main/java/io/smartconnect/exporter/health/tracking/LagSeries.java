package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.health.JudgementWindow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;

/** The lag of a whole task at each answer of its window, oldest first; immutable. */
final class LagSeries {

    /** The series without a value. */
    static final LagSeries NONE = new LagSeries(new long[0], new long[0]);

    private final long[] times;
    private final long[] lags;

    private LagSeries(long[] times, long[] lags) {
        this.times = times;
        this.lags = lags;
    }

    /**
     * This series and a newer value, if it is known, without the values that the window no longer needs. While the last value is close to
     * the one before, the newer one takes its place, with the larger lag of both.
     */
    LagSeries plus(long time, OptionalLong lag, JudgementWindow window) {
        if (lag.isEmpty()) {
            return this;
        }
        int size = times.length;
        boolean isCrowded = size > 1 && window.isCrowded(size, times[size - 1] - times[size - 2]);
        int last = isCrowded ? size - 1 : size;
        long[] newTimes = Arrays.copyOf(times, last + 1);
        long[] newLags = Arrays.copyOf(lags, last + 1);
        newTimes[last] = time;
        newLags[last] = isCrowded ? Math.max(lags[last], lag.getAsLong()) : lag.getAsLong();
        int first = window.firstNeeded(last, time, newTimes);
        return new LagSeries(
                Arrays.copyOfRange(newTimes, first, last + 1), Arrays.copyOfRange(newLags, first, last + 1));
    }

    /** Writes all that {@link #read} needs. */
    void write(DataOutput out) throws IOException {
        out.writeInt(times.length);
        for (int index = 0; index < times.length; index++) {
            out.writeLong(times[index]);
            out.writeLong(lags[index]);
        }
    }

    /** The series that {@link #write} wrote, or the one without a value if it reaches beyond these times. */
    static LagSeries read(DataInput in, long earliest, long now) throws IOException {
        LagSeries read = NONE;
        int size = in.readInt();
        long[] times = new long[SavedWindows.atMost(size)];
        long[] lags = new long[size];
        for (int index = 0; index < size; index++) {
            times[index] = in.readLong();
            lags[index] = in.readLong();
        }
        if (size > 0 && times[size - 1] >= earliest && times[size - 1] <= now) {
            read = new LagSeries(times, lags);
        }
        return read;
    }

    /** True if no value exceeds {@code messages}. */
    boolean isAtMost(long messages) {
        return Arrays.stream(lags).allMatch(lag -> lag <= messages);
    }
}
