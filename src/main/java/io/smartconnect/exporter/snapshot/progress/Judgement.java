package io.smartconnect.exporter.snapshot.progress;

/**
 * How something does, and why that is said.
 *
 * @param health the word
 * @param reason one sentence for people, without a line break
 */
public record Judgement(Health health, String reason) {}
