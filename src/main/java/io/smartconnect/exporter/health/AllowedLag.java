package io.smartconnect.exporter.health;

/**
 * Lag that is no reason to worry, for tasks by name. In the patterns {@code *} stands for any characters.
 *
 * @param target pattern of the target's name
 * @param task pattern of the task's name
 * @param messages lag up to which such a task is well
 */
public record AllowedLag(String target, String task, long messages) {}
