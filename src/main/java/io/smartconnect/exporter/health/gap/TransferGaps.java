package io.smartconnect.exporter.health.gap;

import io.smartconnect.exporter.text.HumanReadable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.time.Duration;

/**
 * The gaps between the transfers of one partition, in polls, and the decision whether the present gap is unusual.
 *
 * <p>Only polls that find untransferred messages other than a tail lengthen the present gap; once it ends, its polls with a tail count,
 * too. A gap begins at a transfer that a poll has seen: the time from a resume or a rewind to the first transfer is no gap. Two spans
 * keep the number of their gaps and the longest one. A span lasts at least six hours, until the next gap ends. It is small, since
 * there are many.
 */
public final class TransferGaps {

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long SPAN_MINUTES = Duration.ofHours(6).toMinutes();

    /** An unusual gap exceeds the longest one by at least as many polls, and by up to twice as many if there was a gap. */
    private static final int LEAST_EXCESS = 2;

    /** Transfers at as many polls in a row count whatever happened before. */
    private static final int STREAK = 24;

    /** The least number of polls that are unusual after a streak. */
    private static final int STREAK_LIMIT = 4;

    /** A larger number of polls is absurd. Sums of two of them are still numbers. */
    private static final int MOST_POLLS = 1 << 28;

    private static final int LONGEST_MILLIS = Integer.MAX_VALUE / 2;

    /** Polls may follow each other sooner than usual, for example after a start. */
    private static final double LEAST_SHARE_OF_TIME = 0.75;

    private static final int SMOOTHING = 16;
    private static final int NOT_MOVING = -1;
    private static final double MILLIS = 1_000;

    /** The polls of the present gap since its last tail. */
    private int polls = NOT_MOVING;

    /** The polls with lag since the last transfer, also those with a tail: one that is transferred late shows how long messages may wait. */
    private int waited;

    /** Begin of the present gap, in milliseconds since 1970. */
    private long gapBegan;

    /** Length of the present gap at the last poll. */
    private int gapMillis;

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
     * @param criterion for unusual gaps
     */
    public void observe(Move move, long from, long to, boolean isUsual, GapCriterion criterion) {
        int step = millis(to - from);
        gapMillis = millis(to - gapBegan);
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
                if (!isUnusual(criterion)) {
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
        return (int) Math.max(0, Math.min(millis, LONGEST_MILLIS));
    }

    /** Writes all that {@link #read} needs. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(gapBegan);
        int[] numbers = {
            polls,
            waited,
            gapMillis,
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

    /** The gaps that {@link #write} wrote. Fails if a number is absurd. */
    public static TransferGaps read(DataInput in) throws IOException {
        TransferGaps read = new TransferGaps();
        read.gapBegan = in.readLong();
        read.polls = number(in, NOT_MOVING, MOST_POLLS);
        read.waited = number(in, 0, MOST_POLLS);
        read.gapMillis = number(in, 0, LONGEST_MILLIS);
        read.pollMillis = number(in, 0, LONGEST_MILLIS);
        read.streak = number(in, 0, MOST_POLLS);
        read.gaps = number(in, 0, MOST_POLLS);
        read.longest = number(in, 0, MOST_POLLS);
        read.beganMinute = number(in, 0, MOST_POLLS);
        read.gapsBefore = number(in, 0, MOST_POLLS);
        read.longestBefore = number(in, 0, MOST_POLLS);
        read.beganMinuteBefore = number(in, 0, MOST_POLLS);
        return read;
    }

    private static int number(DataInput in, int least, int most) throws IOException {
        int number = in.readInt();
        if (number < least || number > most) {
            throw new StreamCorruptedException("absurd number");
        }
        return number;
    }

    /** True if a transfer is later than {@code now}, by another clock. */
    public boolean isLaterThan(long now) {
        return gapBegan > now || Math.max(beganMinute, beganMinuteBefore) > minute(now);
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
            gapBegan = time;
            gapMillis = 0;
        }
    }

    /** True if the present gap is unusual, and longer than a deliver interval and a poll. */
    public boolean isUnusual(GapCriterion criterion) {
        if (polls < LEAST_EXCESS || criterion.doubt() <= 0) {
            return false;
        }
        int limit = Math.min(limitByGaps(criterion.doubt()), limitByStreak(criterion.doubt()));
        return polls >= limit
                && gapMillis >= LEAST_SHARE_OF_TIME * limit * pollMillis
                && gapMillis > criterion.deliverMillis() + (LEAST_SHARE_OF_TIME * pollMillis);
    }

    /** {@code 3 polls (3m 0s)}. */
    public String stretch() {
        return HumanReadable.count(polls, "poll") + " (" + HumanReadable.duration(gapMillis / MILLIS) + ")";
    }

    /** {@code in the 6h 0m before it never took more than 1 poll}. */
    public String usual(GapCriterion criterion) {
        if (limitByStreak(criterion.doubt()) < limitByGaps(criterion.doubt())) {
            return "before, it transferred at " + HumanReadable.count(streak + 1L, "poll") + " in a row";
        }
        int known = Math.max(1, minute(gapBegan) - (gapsBefore > 0 ? beganMinuteBefore : beganMinute));
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
        return (int) (time / MINUTE);
    }

    private int most() {
        return Math.max(longest, longestBefore);
    }

    /** The number of polls of an unusual gap by the last transfers at each poll; many without a streak. */
    private int limitByStreak(double doubt) {
        return streak < STREAK ? Integer.MAX_VALUE : Math.max(STREAK_LIMIT, excess(streak, doubt));
    }

    /** The number of polls of an unusual gap by the earlier gaps; many without any. */
    private int limitByGaps(double doubt) {
        int known = gaps + gapsBefore;
        int most = most();
        return known == 0
                ? Integer.MAX_VALUE
                : most + Math.max(excess(known, doubt), LEAST_EXCESS + Math.min(most, LEAST_EXCESS));
    }

    /**
     * The number of polls by which an unusual gap exceeds the longest one; more than the polls of the present gap if that exceeds it by
     * less. Of n gaps none was longer than the longest. So the chance that the next one is longer by a poll is 1 / (n + 2) by Laplace's
     * rule of succession, by another poll 2 / (n + 3), and so on.
     */
    private int excess(int known, double doubt) {
        int excess = 0;
        double chance = 1;
        while (chance > doubt && excess <= polls) {
            chance *= (excess + 1.0) / (known + 2.0 + excess);
            excess++;
        }
        return excess;
    }
}
