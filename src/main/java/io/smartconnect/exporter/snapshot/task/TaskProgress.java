package io.smartconnect.exporter.snapshot.task;

import io.smartconnect.exporter.snapshot.progress.Judgement;
import java.time.Instant;
import java.util.Optional;

/**
 * What watching a task over several polls tells.
 *
 * @param judgement how it does
 * @param asOf when the cloud gave its offsets, or, while there are none, its item in the listing
 * @param movement what its offsets did; absent until offsets have been seen
 * @param rates how fast they move; unknown while there are no fresh offsets
 * @param statusChanges how often its status changed since it was first seen
 * @param configChanges in how many polls its configuration was another one than before
 */
public record TaskProgress(
        Judgement judgement,
        Instant asOf,
        Optional<OffsetCounters> movement,
        Rates rates,
        long statusChanges,
        long configChanges) {}
