package io.smartconnect.exporter.snapshot.progress;

import io.smartconnect.exporter.encoding.DeltaEncoding;
import java.util.Arrays;

/** The offsets of a partition at several polls, oldest first: an immutable array of three numbers for each sample. */
public final class OffsetSamples {

    /** No samples. */
    public static final OffsetSamples NONE = new OffsetSamples(new long[0]);

    private static final int WIDTH = 3;

    private final long[] numbers;

    private OffsetSamples(long[] numbers) {
        this.numbers = numbers;
    }

    /** The samples that {@link #packed} encoded. */
    public static OffsetSamples unpacked(byte[] packed) {
        return packed.length == 0 ? NONE : new OffsetSamples(DeltaEncoding.unpack(packed, WIDTH));
    }

    /** These samples, encoded, usually in a quarter of the memory or less. */
    public byte[] packed() {
        return DeltaEncoding.pack(numbers, WIDTH);
    }

    /** The number of samples. */
    public int size() {
        return numbers.length / WIDTH;
    }

    /** True if the times rise, no number is negative, and none is missing. */
    public boolean areSound() {
        boolean areSound = numbers.length % WIDTH == 0 && Arrays.stream(numbers).allMatch(number -> number >= 0);
        for (int index = 1; index < size(); index++) {
            areSound &= time(index) > time(index - 1);
        }
        return areSound;
    }

    /** Time of the sample, in milliseconds since 1970. */
    public long time(int index) {
        return numbers[index * WIDTH];
    }

    /** The times of all samples. */
    public long[] times() {
        long[] times = new long[size()];
        for (int index = 0; index < times.length; index++) {
            times[index] = time(index);
        }
        return times;
    }

    /** End offset of the sample. */
    public long logEndOffset(int index) {
        return numbers[index * WIDTH + 1];
    }

    /** Transferred offset of the sample. */
    public long lastTransferOffset(int index) {
        return numbers[index * WIDTH + 2];
    }

    /** Lag of the sample; never negative. */
    public long lag(int index) {
        return Math.max(0, logEndOffset(index) - lastTransferOffset(index));
    }

    /** These samples and a newer one. */
    public OffsetSamples plus(long time, long logEndOffset, long lastTransferOffset) {
        long[] more = Arrays.copyOf(numbers, numbers.length + WIDTH);
        more[numbers.length] = time;
        more[numbers.length + 1] = logEndOffset;
        more[numbers.length + 2] = lastTransferOffset;
        return new OffsetSamples(more);
    }

    /** The samples from {@code first} up to, but without, {@code end}. */
    public OffsetSamples range(int first, int end) {
        return first == 0 && end == size()
                ? this
                : new OffsetSamples(Arrays.copyOfRange(numbers, first * WIDTH, end * WIDTH));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OffsetSamples samples && Arrays.equals(numbers, samples.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return size() + " samples";
    }
}
