package io.smartconnect.exporter.health;

import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import io.smartconnect.exporter.text.HumanReadable;

/**
 * How much of the past a judgement needs: so many polls, and two deliver intervals, within which a dump that works must have
 * delivered. It is the smallest stretch of newest samples that holds both.
 *
 * @param polls samples that are needed, at least
 * @param deliverMillis between two deliveries of a dump; 0 for what delivers at once
 */
public record Window(int polls, long deliverMillis) {

    /** The interval comes from the cloud; it is not believed without limit. */
    private static final long LONGEST_INTERVAL_SECONDS = 86_400;

    /** Samples that lie closer than this part of the span add nothing but weight. */
    private static final long FINEST = 100;

    /** Fewer samples can't tell whether anything moves. */
    private static final int FEWEST = 2;

    /** The window for a task that delivers every {@code deliverSeconds}. */
    public static Window of(int polls, long deliverSeconds) {
        long believed = Math.max(0, Math.min(deliverSeconds, LONGEST_INTERVAL_SECONDS));
        return new Window(Math.max(FEWEST, polls), believed * 1_000);
    }

    /**
     * {@code samples} and a newer one, without those that the window no longer needs. So that rare deliveries do not need
     * more than {@code polls} and 100 samples, the newest is replaced while it is still close to the one before.
     */
    public OffsetSamples add(OffsetSamples samples, long time, long logEndOffset, long lastTransferOffset) {
        int size = samples.size();
        boolean isCrowded = size > polls && (samples.time(size - 1) - samples.time(size - 2)) * FINEST < span();
        OffsetSamples kept = isCrowded ? samples.range(0, size - 1) : samples;
        OffsetSamples more = kept.plus(time, logEndOffset, lastTransferOffset);
        int first = 0;
        while (isFull(more, first + 1)) {
            first++;
        }
        return more.range(first, more.size());
    }

    /** Whether there is enough to judge by. */
    boolean isFull(OffsetSamples samples) {
        return isFull(samples, 0);
    }

    /** How far {@code samples} fill the window, for example {@code 3 of 10 polls seen}. */
    String filling(OffsetSamples samples) {
        int size = samples.size();
        String seen = size + " of " + polls + " polls seen";
        return size < polls
                ? seen
                : HumanReadable.duration(seconds(samples)) + " of " + HumanReadable.duration(span() / 1_000d)
                        + " seen, two deliver intervals";
    }

    /** From the oldest to the newest sample. */
    public static double seconds(OffsetSamples samples) {
        return samples.size() == 0 ? 0 : (samples.time(samples.size() - 1) - samples.time(0)) / 1_000d;
    }

    /** Mean distance of two samples, in seconds. */
    static double distance(OffsetSamples samples) {
        return samples.size() < 2 ? 0 : seconds(samples) / (samples.size() - 1);
    }

    double deliverSeconds() {
        return deliverMillis / 1_000d;
    }

    private long span() {
        return 2 * deliverMillis;
    }

    /**
     * Ten polls a minute apart cover ten minutes, although nine lie between the first and the last; and half a mean distance may
     * be missing, so that a poll that comes a little early does not make the window longer.
     */
    private boolean isFull(OffsetSamples samples, int first) {
        int size = samples.size() - first;
        if (size < polls) {
            return false;
        }
        long seen = samples.time(samples.size() - 1) - samples.time(first);
        return seen + 3 * seen / (2L * (size - 1)) >= span();
    }
}
