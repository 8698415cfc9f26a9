package io.smartconnect.exporter.health.gap;

import io.smartconnect.exporter.text.HumanReadable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/**
 * The gaps between the transfers of one partition, in polls, and the decision whether the present gap is unusual.
 *
 * <p>Only polls that find untransferred messages other than a tail lengthen a gap. A gap begins at a transfer that a poll has seen:
 * the time from a resume or a rewind to the first transfer is no gap. Two spans of six hours each keep the number of their gaps and
 * the longest one. It is small, since there are many.
 */
public final class TransferGaps {

    /** The least chance, by the earlier gaps, at which a gap is still usual. */
    private static final double DOUBT = 0.001;

    private static final long SPAN_MINUTES = Duration.ofHours(6).toMinutes();

    /** An unusual gap exceeds the longest one by at least as many polls, and by up to twice as many if there was a gap. */
    private static final int LEAST_EXCESS = 2;

    /** After transfers at as many polls in a row, {@link #STREAK_LIMIT} polls are unusual in any case. */
    private static final int STREAK = 24;

    private static final int STREAK_LIMIT = 4;

    /** Polls may follow each other sooner than usual, for example after a start. */
    private static final double LEAST_SHARE_OF_TIME = 0.75;

    private static final int SMOOTHING = 16;
    private static final int NOT_MOVING = -1;
    private static final double MILLIS = 1_000;

    /** The polls of the present gap, without those before its last tail. */
    private int polls = NOT_MOVING;

    /** The polls of the present gap with those that found a tail. A tail that is transferred late shows how long messages may wait. */
    private int waited;

    private long since;
    private int sinceMillis;
    private int pollMillis;
    private int streak;
    private int gaps;
    private int longest;
    private int beganMinute;
    private int gapsBefore;
    private int longestBefore;
    private int beganMinuteBefore;

    /** The move of a transferred offset from one poll to the next. */
    public enum Move {
        /** Messages were transferred. */
        FORWARD,
        /** The task was rewound. */
        BACK,
        /** There is nothing to transfer. */
        CAUGHT_UP,
        /** There is only a tail to transfer. */
        TAIL,
        /** Nothing was transferred although messages wait. */
        NONE;

        /**
         * The move by {@code step} messages to a poll that finds a lag.
         *
         * @param hasLag whether any message is untransferred
         * @param mayBeTail whether the untransferred messages may be a tail
         */
        public static Move of(long step, boolean hasLag, boolean mayBeTail) {
            if (step != 0) {
                return step > 0 ? FORWARD : BACK;
            }
            if (!hasLag) {
                return CAUGHT_UP;
            }
            return mayBeTail ? TAIL : NONE;
        }
    }

    /**
     * Takes in the move from a poll at {@code from} to the next one at {@code to}.
     *
     * @param isUsual whether a gap that ends here is remembered; one that was a stall is not
     * @param deliverSeconds the deliver interval
     */
    public void observe(Move move, long from, long to, boolean isUsual, double deliverSeconds) {
        int step = millis(to - from);
        sinceMillis = millis(to - since);
        pollMillis = pollMillis == 0 ? step : pollMillis + (Math.min(step, 2 * pollMillis) - pollMillis) / SMOOTHING;
        switch (move) {
            case FORWARD -> {
                remember(to, isUsual);
                begin(to);
            }
            case BACK -> stop();
            case CAUGHT_UP -> {
                idle(to);
                waited = 0;
            }
            case TAIL -> {
                waited++;
                if (!isUnusual(deliverSeconds)) {
                    idle(to);
                }
            }
            case NONE -> {
                waited++;
                polls += polls == NOT_MOVING ? 0 : 1;
            }
        }
    }

    private static int millis(long millis) {
        return (int) Math.min(millis, Integer.MAX_VALUE / 2);
    }

    /** Writes all that {@link #read} needs. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(since);
        int[] numbers = {
            polls,
            waited,
            sinceMillis,
            pollMillis,
            streak,
            gaps,
            longest,
            beganMinute,
            gapsBefore,
            longestBefore,
            beganMinuteBefore
        };
        for (int number : numbers) {
            out.writeInt(number);
        }
    }

    /** The gaps that {@link #write} wrote. */
    public static TransferGaps read(DataInput in) throws IOException {
        TransferGaps read = new TransferGaps();
        read.since = in.readLong();
        read.polls = in.readInt();
        read.waited = in.readInt();
        read.sinceMillis = in.readInt();
        read.pollMillis = in.readInt();
        read.streak = in.readInt();
        read.gaps = in.readInt();
        read.longest = in.readInt();
        read.beganMinute = in.readInt();
        read.gapsBefore = in.readInt();
        read.longestBefore = in.readInt();
        read.beganMinuteBefore = in.readInt();
        return read;
    }

    /** True if a transfer is later than {@code now}, by another clock. */
    public boolean isLaterThan(long now) {
        return since > now || Math.max(beganMinute, beganMinuteBefore) > minute(now);
    }

    /** Ends the present gap without remembering it. The next one begins at the next transfer. */
    public void stop() {
        polls = NOT_MOVING;
        waited = 0;
        streak = 0;
    }

    /** Begins the present gap again at {@code time}, since until then there was nothing to transfer. */
    public void idle(long time) {
        if (polls != NOT_MOVING) {
            polls = 0;
            since = time;
            sinceMillis = 0;
        }
    }

    /** True if the present gap is unusual, and longer than a deliver interval and a poll. */
    public boolean isUnusual(double deliverSeconds) {
        int limit = limit();
        return polls >= limit
                && sinceMillis >= LEAST_SHARE_OF_TIME * limit * pollMillis
                && sinceMillis > deliverSeconds * MILLIS + (LEAST_SHARE_OF_TIME * pollMillis);
    }

    /** {@code 3 polls (3m 0s)}. */
    public String stretch() {
        return HumanReadable.count(polls, "poll") + " (" + HumanReadable.duration(sinceMillis / MILLIS) + ")";
    }

    /** {@code in the last 6h 0m it never took more than 1 poll}. */
    public String usual() {
        if (isByStreak()) {
            return "before, it transferred at " + HumanReadable.count(streak + 1L, "poll") + " in a row";
        }
        int known = Math.max(1, minute(since) - (gapsBefore > 0 ? beganMinuteBefore : beganMinute));
        return "in the " + HumanReadable.duration(Duration.ofMinutes(known)) + " before it never took more than "
                + HumanReadable.count(most() + 1L, "poll");
    }

    private void begin(long time) {
        polls = 0;
        idle(time);
        waited = 0;
    }

    private void remember(long time, boolean isUsual) {
        boolean isGap = polls != NOT_MOVING && isUsual;
        if (!isGap) {
            streak = 0;
            return;
        }
        int minute = minute(time);
        if (minute - beganMinute >= SPAN_MINUTES) {
            beganMinuteBefore = beganMinute;
            gapsBefore = gaps;
            longestBefore = longest;
            beganMinute = minute;
            gaps = 0;
            longest = 0;
        }
        gaps++;
        longest = Math.max(longest, waited);
        streak = waited == 0 ? streak + 1 : 0;
    }

    private static int minute(long time) {
        return (int) (time / Duration.ofMinutes(1).toMillis());
    }

    private int most() {
        return Math.max(longest, longestBefore);
    }

    private boolean isByStreak() {
        return streak >= STREAK && limitByGaps() > STREAK_LIMIT;
    }

    private int limit() {
        return isByStreak() ? STREAK_LIMIT : limitByGaps();
    }

    /**
     * The number of polls of a gap that is unusual. Of n gaps none was longer than the longest. So the chance that the next one is
     * longer by a poll is 1 / (n + 2) by Laplace's rule of succession, by another poll 2 / (n + 3), and so on.
     */
    private int limitByGaps() {
        int known = gaps + gapsBefore;
        if (known == 0) {
            return Integer.MAX_VALUE;
        }
        int excess = 0;
        double chance = 1;
        while (chance > DOUBT) {
            chance *= (excess + 1.0) / (known + 2.0 + excess);
            excess++;
        }
        int most = most();
        return most + Math.max(excess, LEAST_EXCESS + Math.min(most, LEAST_EXCESS));
    }
}
