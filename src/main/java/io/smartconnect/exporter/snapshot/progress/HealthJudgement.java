package io.smartconnect.exporter.snapshot.progress;

/**
 * The health of a task or a partition, with its reason.
 *
 * @param health the health
 * @param reason one sentence for people, without a line break
 */
public record HealthJudgement(Health health, String reason) {}
