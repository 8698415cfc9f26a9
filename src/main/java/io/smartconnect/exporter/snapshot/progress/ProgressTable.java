package io.smartconnect.exporter.snapshot.progress;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The immutable list of the progress of each partition of one topic, in the order of its {@link Partitions}. It stores samples
 * packed, and unpacks them when they are read.
 */
public final class ProgressTable extends AbstractList<PartitionProgress> implements RandomAccess {

    /** The progress of no partition. */
    public static final ProgressTable NONE = new ProgressTable(List.of(), List.of());

    private final Judgement[] judgements;
    private final byte[][] samples;

    /**
     * The progress of partitions that are judged so, by those samples.
     *
     * @param packedSamples {@linkplain OffsetSamples#packed packed}, one for each judgement
     */
    public ProgressTable(List<Judgement> judgements, List<byte[]> packedSamples) {
        this.judgements = judgements.toArray(Judgement[]::new);
        this.samples = packedSamples.toArray(byte[][]::new);
    }

    @Override
    public int size() {
        return judgements.length;
    }

    @Override
    public PartitionProgress get(int index) {
        return new PartitionProgress(judgement(index), samples(index));
    }

    /** The judgement of the partition at {@code index}. */
    public Judgement judgement(int index) {
        return judgements[index];
    }

    /** The samples behind the judgement of the partition at {@code index}. */
    public OffsetSamples samples(int index) {
        return OffsetSamples.unpacked(samples[index]);
    }
}
