package io.smartconnect.exporter.health;

import java.util.List;
import java.util.OptionalLong;

/**
 * The settings of the judgement, and the objectives that alerts compare the lag time with. Of each list, the first entry that
 * matches a task counts.
 *
 * @param windowPolls the least number of samples in a window
 * @param certainty the share of usual gaps between two transfers that are shorter than an unusual one; 1 for none
 * @param allowedLag messages; without an entry, no lag is allowed
 * @param lagObjectives seconds; without an entry, the default objective counts
 */
public record HealthSettings(
        int windowPolls, double certainty, List<TaskLimit> allowedLag, List<TaskLimit> lagObjectives) {

    private static final double DEFAULT_CERTAINTY = 0.999;

    /** The default settings. */
    public static final HealthSettings DEFAULT = new HealthSettings(10, List.of());

    private static final long LEAST_DEFAULT_OBJECTIVE = 1_800;
    private static final int DELIVERIES = 2;

    public HealthSettings {
        allowedLag = List.copyOf(allowedLag);
        lagObjectives = List.copyOf(lagObjectives);
    }

    /** Settings with the default certainty and objectives. */
    public HealthSettings(int windowPolls, List<TaskLimit> allowedLag) {
        this(windowPolls, DEFAULT_CERTAINTY, allowedLag, List.of());
    }

    /** The largest lag of the task that is ok, in messages; 0 if none is allowed. */
    public long allowedLag(String target, String task) {
        return first(allowedLag, target, task).orElse(0);
    }

    /**
     * The largest lag time of the task that is acceptable, in seconds: by default 30 minutes, or two deliver intervals if that is
     * longer.
     */
    public long lagObjectiveSeconds(String target, String task, OptionalLong deliverIntervalSeconds) {
        long interval = Math.min(deliverIntervalSeconds.orElse(0), Long.MAX_VALUE / DELIVERIES);
        return first(lagObjectives, target, task)
                .orElseGet(() -> Math.max(LEAST_DEFAULT_OBJECTIVE, DELIVERIES * interval));
    }

    private static OptionalLong first(List<TaskLimit> limits, String target, String task) {
        return limits.stream()
                .filter(each -> each.covers(target, task))
                .mapToLong(TaskLimit::limit)
                .findFirst();
    }
}
