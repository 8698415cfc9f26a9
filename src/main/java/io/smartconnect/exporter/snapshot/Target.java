package io.smartconnect.exporter.snapshot;

import io.smartconnect.exporter.snapshot.task.LagSource;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One target: a project of a cloud with the credentials to read it.
 *
 * @param name its name in the configuration
 * @param endpoint where it is asked, for people to recognise
 * @param up whether it answers; absent before the first answer or failure
 * @param instances how many instances are polled now
 * @param failures discoveries that failed
 * @param lagSources the outcome of the requests to each source of lag that may be read
 * @param budget the load of its polls; absent before the first poll
 * @param lastSuccess when its instances were last known to be right
 * @param lastError the failure of the last discovery; absent after a successful one
 */
public record Target(
        String name,
        String endpoint,
        Optional<Boolean> up,
        int instances,
        FailureCounts failures,
        Map<LagSource, SourceStatus> lagSources,
        Optional<BudgetUse> budget,
        Optional<Instant> lastSuccess,
        Optional<PollError> lastError) {

    public Target {
        lagSources = Map.copyOf(lagSources);
    }
}
