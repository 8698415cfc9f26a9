package io.smartconnect.exporter.snapshot.progress;

/**
 * The judgement of a partition over several polls, with the samples behind it.
 *
 * @param judgement its health and the reason
 * @param samples the offsets that were judged
 */
public record JudgedPartition(HealthJudgement judgement, OffsetSamples samples) {}
