package io.smartconnect.exporter.health;

import io.smartconnect.exporter.snapshot.progress.OffsetSamples;

/**
 * The movements of one partition over its samples, from the oldest to the newest.
 *
 * @param transferredMoved whether the transferred offset changed
 * @param isStillProduced whether the end offset changed between the last two samples
 * @param caughtUp whether a sample had no lag
 * @param shrank whether the lag decreased from one sample to the next
 * @param growths number of times that the lag increased from one sample to the next
 * @param transferred messages by which the transferred offset moved forward
 * @param produced messages by which the end offset moved forward
 */
public record OffsetTrend(
        boolean transferredMoved,
        boolean isStillProduced,
        boolean caughtUp,
        boolean shrank,
        int growths,
        long transferred,
        long produced) {

    /** The movements over {@code samples}. */
    public static OffsetTrend of(OffsetSamples samples) {
        boolean transferredMoved = false;
        boolean isStillProduced = false;
        boolean caughtUp = samples.size() > 0 && samples.lag(0) == 0;
        boolean shrank = false;
        int growths = 0;
        long transferred = 0;
        long produced = 0;
        for (int i = 1; i < samples.size(); i++) {
            long transferredStep = samples.lastTransferOffset(i) - samples.lastTransferOffset(i - 1);
            long endStep = samples.logEndOffset(i) - samples.logEndOffset(i - 1);
            long lag = samples.lag(i);
            long lagBefore = samples.lag(i - 1);
            transferredMoved |= transferredStep != 0;
            isStillProduced = endStep != 0;
            caughtUp |= lag == 0;
            shrank |= lag < lagBefore;
            growths += lag > lagBefore ? 1 : 0;
            transferred = OffsetMovements.sum(transferred, Math.max(0, transferredStep));
            produced = OffsetMovements.sum(produced, Math.max(0, endStep));
        }
        return new OffsetTrend(transferredMoved, isStillProduced, caughtUp, shrank, growths, transferred, produced);
    }
}
