package io.smartconnect.exporter.snapshot.progress;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The immutable list of the judged partitions of one topic, in the order of its {@link Partitions}. It stores samples packed, and
 * unpacks them when they are read.
 */
public final class JudgedPartitions extends AbstractList<JudgedPartition> implements RandomAccess {

    /** No partition. */
    public static final JudgedPartitions NONE = new JudgedPartitions(List.of(), List.of());

    private final HealthJudgement[] judgements;
    private final byte[][] samples;

    /**
     * The partitions with these judgements, by those samples.
     *
     * @param packedSamples {@linkplain OffsetSamples#packed packed}, one for each judgement
     */
    public JudgedPartitions(List<HealthJudgement> judgements, List<byte[]> packedSamples) {
        this.judgements = judgements.toArray(HealthJudgement[]::new);
        this.samples = packedSamples.toArray(byte[][]::new);
    }

    @Override
    public int size() {
        return judgements.length;
    }

    @Override
    public JudgedPartition get(int index) {
        return new JudgedPartition(judgement(index), samples(index));
    }

    /** The judgement of the partition at {@code index}. */
    public HealthJudgement judgement(int index) {
        return judgements[index];
    }

    /** The samples behind the judgement of the partition at {@code index}. */
    public OffsetSamples samples(int index) {
        return OffsetSamples.unpacked(samples[index]);
    }
}
