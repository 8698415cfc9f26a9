package io.smartconnect.exporter.health;

import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import io.smartconnect.exporter.text.HumanReadable;

/**
 * The length of the past that a judgement needs: the shortest run of the newest samples that has enough polls and covers two
 * deliver intervals. A working dump delivers within two deliver intervals.
 *
 * @param polls the least number of samples
 * @param deliverMillis the deliver interval; 0 for a task that transfers at once
 */
public record JudgementWindow(int polls, long deliverMillis) {

    /** A longer interval counts as this one, since the value comes from the cloud. */
    private static final long LONGEST_INTERVAL_SECONDS = 86_400;

    /** Samples closer together than this fraction of the span only cost memory. */
    private static final long FINEST = 100;

    /** The least number of samples that can show a movement. */
    private static final int FEWEST = 2;

    /** The window for a task that delivers every {@code deliverSeconds}. */
    public static JudgementWindow of(int polls, long deliverSeconds) {
        long believed = Math.max(0, Math.min(deliverSeconds, LONGEST_INTERVAL_SECONDS));
        return new JudgementWindow(Math.max(FEWEST, polls), believed * 1_000);
    }

    /**
     * {@code samples} and a newer one, without those that the window no longer needs. While the last sample is close to the one
     * before, the newer one replaces it. So a window has at most about {@code polls} and 100 samples.
     */
    public OffsetSamples add(OffsetSamples samples, long time, long logEndOffset, long lastTransferOffset) {
        int size = samples.size();
        boolean replacesLast = size > 1 && isCrowded(size, samples.time(size - 1) - samples.time(size - 2));
        int kept = replacesLast ? size - 1 : size;
        int first = firstNeeded(kept, time, samples.times());
        return samples.range(first, kept).plus(time, logEndOffset, lastTransferOffset);
    }

    /** The first of {@code size} samples that the window needs before a newer one. {@code times} has the time of each by its index. */
    public int firstNeeded(int size, long time, long[] times) {
        int first = 0;
        while (first < size - 1 && isFull(size - first, time - times[first + 1])) {
            first++;
        }
        return first;
    }

    /** True if {@code samples} fill the window. */
    boolean isFull(OffsetSamples samples) {
        int size = samples.size();
        return size >= polls && isFull(size, samples.time(size - 1) - samples.time(0));
    }

    /** True if {@code samples} fill the window, and nothing was transferred between the first and the last. */
    public boolean isStill(OffsetSamples samples) {
        return isFull(samples) && samples.lastTransferOffset(0) == samples.lastTransferOffset(samples.size() - 1);
    }

    /** The part of the window that {@code samples} fill, for example {@code 3 of 10 polls seen}. */
    String filling(OffsetSamples samples) {
        int size = samples.size();
        String seen = size + " of " + polls + " polls seen";
        return size < polls
                ? seen
                : HumanReadable.duration(seconds(samples)) + " of " + HumanReadable.duration(span() / 1_000d)
                        + " seen, two deliver intervals";
    }

    /** Seconds from the oldest to the newest sample. */
    public static double seconds(OffsetSamples samples) {
        return samples.size() == 0 ? 0 : (samples.time(samples.size() - 1) - samples.time(0)) / 1_000d;
    }

    /**
     * True if no newer sample can have replaced one of {@code samples}. After a replacement, two samples are closer than twice the distance
     * of {@link #isCrowded}.
     */
    boolean hasEachPoll(OffsetSamples samples) {
        for (int index = 1; index < samples.size(); index++) {
            if ((samples.time(index) - samples.time(index - 1)) * FINEST < 2 * span()) {
                return false;
            }
        }
        return true;
    }

    /** Mean distance of two samples, in seconds. It exceeds that of two polls if newer samples replaced others. */
    static double distance(OffsetSamples samples) {
        return samples.size() < 2 ? 0 : seconds(samples) / (samples.size() - 1);
    }

    /**
     * True if messages that were produced within {@code seconds} may wait for one delivery. Each was produced somewhere between two
     * samples, and its delivery is seen somewhere between two others.
     */
    public boolean isOneDelivery(double seconds, OffsetSamples samples) {
        return seconds <= deliverSeconds() + 2 * distance(samples);
    }

    /** The deliver interval. */
    public double deliverSeconds() {
        return deliverMillis / 1_000d;
    }

    /** True if the last of {@code size} samples can be replaced, being {@code lastMillis} after the one before. */
    public boolean isCrowded(int size, long lastMillis) {
        return size > polls && lastMillis * FINEST < span();
    }

    /**
     * True if {@code size} samples over {@code millis} are enough. Ten polls a minute apart cover ten minutes, although nine lie
     * between the first and the last. Half a mean distance may be missing, so a poll that comes a little early does not make the
     * window longer.
     */
    private boolean isFull(int size, long millis) {
        return size >= polls && millis + 3 * millis / (2L * (size - 1)) >= span();
    }

    private long span() {
        return 2 * deliverMillis;
    }
}
