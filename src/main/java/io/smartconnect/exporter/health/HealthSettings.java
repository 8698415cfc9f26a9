package io.smartconnect.exporter.health;

import java.util.List;

/**
 * The settings of the judgement.
 *
 * @param windowPolls the least number of samples in a window
 * @param allowedLag the first entry that matches a task counts; without one, no lag is allowed
 */
public record HealthSettings(int windowPolls, List<AllowedLag> allowedLag) {

    /** The default settings. */
    public static final HealthSettings DEFAULT = new HealthSettings(10, List.of());

    public HealthSettings {
        allowedLag = List.copyOf(allowedLag);
    }

    /** The largest lag of the task that is ok, in messages; 0 if none is allowed. */
    public long allowedLag(String target, String task) {
        return allowedLag.stream()
                .filter(allowed -> allowed.covers(target, task))
                .mapToLong(AllowedLag::messages)
                .findFirst()
                .orElse(0);
    }
}
