package io.smartconnect.bench.accuracy;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.task.Task;
import java.util.EnumSet;
import java.util.Set;

/** Judgements of one healthy task over a year: by an exporter that is often restarted, and sometimes by one that is not. */
final class YearResult {

    private static final Set<Health> FALSE_ALARMS = EnumSet.of(Health.STALLED, Health.FAILED);

    private final Case observed;
    private int polls;
    private int falseAlarms;
    private int comparedPolls;
    private int unknown;
    private int unknownByRestart;
    private int pollsKnown;

    YearResult(Case observed) {
        this.observed = observed;
    }

    /** Takes in a judgement of the exporter that is not restarted. */
    void observeSteady(Task task) {
        Health health = health(task);
        falseAlarms += FALSE_ALARMS.contains(health) ? 1 : 0;
        boolean isKnown = health != Health.UNKNOWN && health != Health.PAUSED;
        pollsKnown = isKnown ? pollsKnown + 1 : 0;
    }

    /** Takes in a judgement of the restarted exporter, of the same poll if there is a comparison. */
    void observeRestarted(Task task, boolean hasComparison) {
        Health health = health(task);
        polls++;
        falseAlarms += FALSE_ALARMS.contains(health) ? 1 : 0;
        boolean isUnknown = health == Health.UNKNOWN;
        unknown += isUnknown ? 1 : 0;
        comparedPolls += hasComparison ? 1 : 0;
        unknownByRestart += hasComparison && isUnknown && pollsKnown > observed.windowPolls() ? 1 : 0;
    }

    private static Health health(Task task) {
        return task.progress().orElseThrow().judgement().health();
    }

    Case observed() {
        return observed;
    }

    /** Polls of the restarted exporter. */
    int polls() {
        return polls;
    }

    /** Polls of both with {@code stalled} or {@code failed}. */
    int falseAlarms() {
        return falseAlarms;
    }

    /** Polls of the restarted exporter with {@code unknown}. */
    int unknown() {
        return unknown;
    }

    /** Polls of the restarted exporter that are compared with the other one. */
    int comparedPolls() {
        return comparedPolls;
    }

    /**
     * Those of them with {@code unknown}, although the other one has known the health for a window: no pause and no recreated topic
     * explains them.
     */
    int unknownByRestart() {
        return unknownByRestart;
    }
}
