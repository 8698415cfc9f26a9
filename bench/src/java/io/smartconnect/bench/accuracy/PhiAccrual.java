package io.smartconnect.bench.accuracy;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The phi accrual failure detector of Hayashibara et al., as Akka and Cassandra have it, with transfers of one partition in place of
 * heartbeats: the gaps are normally distributed. It suspects a stall while messages wait and the present gap has a smaller chance
 * than the exporter's.
 */
final class PhiAccrual {

    private static final int MOST_GAPS = 1_000;
    private static final double CHANCE = 0.001;

    /** Polls see a transfer up to one interval late. */
    private static final double LEAST_DEVIATION = Laboratory.INTERVAL.toMillis() / 2.0;

    private static final int FEWEST_GAPS = 2;

    private final Deque<Long> gaps = new ArrayDeque<>();
    private double sum;
    private double squares;
    private final long longestGap;
    private long since;
    private long transferred = -1;

    /** A detector that does not learn longer gaps than the window: those were stalls. */
    PhiAccrual(int windowPolls) {
        longestGap = Laboratory.INTERVAL.multipliedBy(windowPolls).toMillis();
    }

    /** Takes in a poll. Returns whether the partition seems stalled. */
    boolean observe(long time, long newTransferred, long lag) {
        boolean isFirst = transferred < 0;
        if (isFirst || newTransferred != transferred) {
            if (!isFirst && time - since <= longestGap) {
                add(time - since);
            }
            since = time;
        } else if (lag == 0) {
            since = time;
        }
        transferred = newTransferred;
        return gaps.size() >= FEWEST_GAPS && chance((double) (time - since)) < CHANCE;
    }

    private void add(long gap) {
        gaps.add(gap);
        count(gap, 1);
        if (gaps.size() > MOST_GAPS) {
            count(gaps.remove(), -1);
        }
    }

    private void count(long gap, int sign) {
        sum += (double) sign * gap;
        squares += (double) sign * gap * gap;
    }

    /** The chance of a longer gap, by the logistic approximation of the normal distribution that Akka uses. */
    private double chance(double gap) {
        double mean = sum / gaps.size();
        double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(Math.max(0, squares / gaps.size() - mean * mean)));
        double y = (gap - mean) / deviation;
        return 1 / (1 + Math.exp(y * (1.5976 + 0.070566 * y * y)));
    }
}
