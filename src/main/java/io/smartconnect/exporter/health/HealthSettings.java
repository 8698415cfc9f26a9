package io.smartconnect.exporter.health;

import java.util.List;

/**
 * How tasks are judged.
 *
 * @param windowPolls samples by which a partition is judged, at least; a dump that delivers rarely needs more
 * @param allowedLag the first that fits a task counts; none fits: no lag is allowed
 */
public record HealthSettings(int windowPolls, List<AllowedLag> allowedLag) {

    /** What holds without a configuration. */
    public static final HealthSettings DEFAULT = new HealthSettings(10, List.of());

    public HealthSettings {
        allowedLag = List.copyOf(allowedLag);
    }

    /** The lag up to which the task is well, in messages. */
    public long allowedLag(String target, String task) {
        return allowedLag.stream()
                .filter(allowed -> allowed.covers(target, task))
                .mapToLong(AllowedLag::messages)
                .findFirst()
                .orElse(0);
    }
}
