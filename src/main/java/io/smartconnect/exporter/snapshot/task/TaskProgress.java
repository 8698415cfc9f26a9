package io.smartconnect.exporter.snapshot.task;

import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.LagHistory;
import java.time.Instant;
import java.util.Optional;

/**
 * The judgement and the counters of a task over several polls.
 *
 * @param judgement its health and the reason
 * @param asOf when the cloud reported its offsets; without any, the time of its newest values in Cloud Eye, or else of its last listing
 * @param offsetCounters moves of its offsets; absent until offsets are known
 * @param rates speed of its offsets; unknown without fresh offsets
 * @param retention the risk of loss by retention
 * @param statusChanges changes of its status since it was first seen
 * @param configChanges polls that found its configuration changed
 * @param lagObjectiveSeconds the largest acceptable lag time
 * @param lagHistory its lag so far
 */
public record TaskProgress(
        HealthJudgement judgement,
        Instant asOf,
        Optional<OffsetCounters> offsetCounters,
        TransferRates rates,
        RetentionRisk retention,
        long statusChanges,
        long configChanges,
        long lagObjectiveSeconds,
        LagHistory lagHistory) {}
