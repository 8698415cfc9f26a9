package io.smartconnect.exporter.snapshot.progress;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * What watching the partitions of one topic tells, in their order. Immutable; samples are kept packed, and unpacked when somebody
 * asks for them.
 */
public final class PartitionsProgress extends AbstractList<PartitionProgress> implements RandomAccess {

    /** Nobody watches. */
    public static final PartitionsProgress NONE = new Builder().build();

    private final Judgement[] judgements;
    private final byte[][] samples;

    private PartitionsProgress(Builder builder) {
        judgements = builder.judgements.toArray(Judgement[]::new);
        samples = builder.samples.toArray(byte[][]::new);
    }

    @Override
    public int size() {
        return judgements.length;
    }

    @Override
    public PartitionProgress get(int index) {
        return new PartitionProgress(judgement(index), samples(index));
    }

    /** How the partition at {@code index} does. */
    public Judgement judgement(int index) {
        return judgements[index];
    }

    /** What it was judged by. */
    public OffsetSamples samples(int index) {
        return OffsetSamples.unpacked(samples[index]);
    }

    /** Collects the progress of one partition after the other. */
    public static final class Builder {

        private final List<Judgement> judgements = new ArrayList<>();
        private final List<byte[]> samples = new ArrayList<>();

        /** The next partition: how it does, and the {@linkplain OffsetSamples#packed packed} samples by which it was judged. */
        public void add(Judgement judgement, byte[] packedSamples) {
            judgements.add(judgement);
            samples.add(packedSamples);
        }

        /** What was collected. */
        public PartitionsProgress build() {
            return new PartitionsProgress(this);
        }
    }
}
