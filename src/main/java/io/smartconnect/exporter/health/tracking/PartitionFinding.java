package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The lag time, the judgement, the start offset and the retention margin of a partition. */
record PartitionFinding(
        Optional<LagTime> lagTime, HealthJudgement judgement, OptionalLong logStart, OptionalDouble marginSeconds) {}
