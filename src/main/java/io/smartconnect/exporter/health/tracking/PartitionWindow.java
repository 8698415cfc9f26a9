package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.health.JudgementWindow;
import io.smartconnect.exporter.health.OffsetReading;
import io.smartconnect.exporter.health.ProductionSpan;
import io.smartconnect.exporter.health.gap.TransferGaps;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import io.smartconnect.exporter.snapshot.progress.Partition;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The part of the state of a partition that its judgement needs, and that the state file keeps. */
abstract class PartitionWindow {

    static final long NEVER = Long.MIN_VALUE;
    private static final byte[] NO_SAMPLES = {};

    long highest = NEVER;
    byte[] samples = NO_SAMPLES;
    double tailSeconds = ProductionSpan.NONE;
    long idleUntil = NEVER;
    TransferGaps gaps = new TransferGaps();

    @Nullable
    HealthJudgement lastJudgement;

    private @Nullable HealthHysteresis hysteresis;

    /** The samples behind its judgement, {@linkplain OffsetSamples#packed packed}. Do not change them. */
    byte[] samples() {
        return samples;
    }

    /** Discards the samples and the highest offset. The last offsets stay, so that their movements are still counted. */
    void startWindowOver() {
        highest = NEVER;
        gaps.stop();
        discardWindow();
    }

    /** Discards all state that depends on the clock. */
    void restart() {
        gaps = new TransferGaps();
        discardWindow();
    }

    private void discardWindow() {
        samples = NO_SAMPLES;
        tailSeconds = ProductionSpan.NONE;
        idleUntil = NEVER;
        lastJudgement = null;
        hysteresis = null;
    }

    /** Writes its window, and all that it learned. */
    void writeWindow(DataOutputStream out) throws IOException {
        SavedWindows.write(out, samples);
        out.writeLong(highest);
        out.writeLong(idleUntil);
        out.writeDouble(tailSeconds);
        out.writeInt(hysteresis == null ? 0 : hysteresis.saved());
        gaps.write(out);
    }

    /** Restores the window at {@code now}, or only its learned gaps if the window is too old. */
    void readWindow(DataInputStream in, long now) throws IOException {
        samples = SavedWindows.samples(in, now);
        highest = in.readLong();
        idleUntil = in.readLong();
        tailSeconds = in.readDouble();
        hysteresis = HealthHysteresis.restored(in.readInt());
        gaps = SavedWindows.gaps(in, samples.length > 0, now);
        if (samples.length == 0) {
            highest = NEVER;
            discardWindow();
        }
    }

    /** Discards a restored window if the topic was recreated since then. */
    void checkWindow(Partition partition) {
        OffsetSamples saved = OffsetSamples.unpacked(samples);
        if (saved.size() > 0
                && saved.logEndOffset(saved.size() - 1)
                        > partition.logEndOffset().orElse(Long.MAX_VALUE)) {
            startWindowOver();
        }
    }

    void learn(OffsetSamples before, OffsetSamples seen, OffsetReading reading) {
        JudgementWindow window = reading.window();
        int last = before.size() - 1;
        int now = seen.size() - 1;
        boolean mayBeTail =
                seen.logEndOffset(now) == before.logEndOffset(last) && window.isOneDelivery(tailSeconds, seen);
        long step = seen.lastTransferOffset(now) - before.lastTransferOffset(last);
        TransferGaps.Move move = TransferGaps.Move.of(step, seen.lag(now) > 0, mayBeTail);
        gaps.observe(move, before.time(last), seen.time(now), !window.isStill(before), reading.unusualGap());
    }

    /** Applies the {@link HealthHysteresis}, which only a partition that was bad has. */
    HealthJudgement damp(HealthJudgement found) {
        if (hysteresis == null && found.health().isBad()) {
            hysteresis = new HealthHysteresis();
        }
        return hysteresis == null ? found : hysteresis.damp(found);
    }
}
