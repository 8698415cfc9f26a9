package io.smartconnect.exporter.snapshot.progress;

/**
 * What watching a source partition over several polls tells, beside its age.
 *
 * @param judgement how it does
 * @param samples what it was judged by
 */
public record PartitionProgress(Judgement judgement, OffsetSamples samples) {}
