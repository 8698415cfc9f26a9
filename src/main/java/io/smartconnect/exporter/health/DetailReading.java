package io.smartconnect.exporter.health;

import io.smartconnect.exporter.lag.Histories;
import io.smartconnect.exporter.snapshot.progress.Judgement;
import java.util.Optional;

/**
 * What all partitions of one answer about a task share.
 *
 * @param number counts the answers about this task
 * @param time when it was given, in milliseconds since 1970
 * @param byStatus the judgement that follows from the task's status alone; absent while it runs
 * @param window how much has to be seen before something is judged
 * @param allowedLag in messages, of the whole task
 * @param lagIsAllowed whether the task's lag never exceeded that in the window
 * @param histories those of the task's instance
 * @param movements what the task's offsets did so far
 */
public record DetailReading(
        long number,
        long time,
        Optional<Judgement> byStatus,
        Window window,
        long allowedLag,
        boolean lagIsAllowed,
        Histories histories,
        OffsetMovements movements) {}
