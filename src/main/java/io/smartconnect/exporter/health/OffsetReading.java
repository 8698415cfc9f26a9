package io.smartconnect.exporter.health;

import io.smartconnect.exporter.health.gap.GapCriterion;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.Retention;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import java.util.Optional;

/**
 * One answer about a task, as all its partitions share it.
 *
 * @param number its number among the answers about this task
 * @param time its time, in milliseconds since 1970
 * @param isAfterGap whether the answer before was so long ago that the task may have transferred any messages meanwhile
 * @param byStatus the judgement by the task's status alone; absent while it runs
 * @param window the window of the task
 * @param unusualGap the condition under which a gap between two transfers is unusual
 * @param allowedLag of the whole task, in messages
 * @param lagIsAllowed whether the lag of the whole task stayed within {@code allowedLag} for the window
 * @param lagObjectiveSeconds the lag objective of the task
 * @param histories of the task's instance
 * @param retention of the source topics of the task's instance
 * @param movements the counters of the task
 */
public record OffsetReading(
        int number,
        long time,
        boolean isAfterGap,
        Optional<HealthJudgement> byStatus,
        JudgementWindow window,
        GapCriterion unusualGap,
        long allowedLag,
        boolean lagIsAllowed,
        long lagObjectiveSeconds,
        OffsetHistories histories,
        Retention retention,
        OffsetMovements movements) {}
