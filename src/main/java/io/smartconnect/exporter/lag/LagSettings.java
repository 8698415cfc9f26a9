package io.smartconnect.exporter.lag;

import io.smartconnect.exporter.history.PrometheusAddress;
import io.smartconnect.exporter.snapshot.task.LagSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of lag.
 *
 * @param stateFile keeps the histories of end offsets across restarts; if absent, a restart discards them
 * @param historyFrom a Prometheus that has recorded the offsets of earlier polls
 * @param sources the sources that may be read
 * @param groupNames patterns of the names of consumer groups, with {@code {task_name}} and {@code {task_id}}, in order of preference
 * @param retentionInterval time between two readings of retention times and start offsets; zero for none
 */
public record LagSettings(
        Optional<Path> stateFile,
        Optional<PrometheusAddress> historyFrom,
        Set<LagSource> sources,
        List<String> groupNames,
        Duration retentionInterval) {

    /** The settings without a state file, with the defaults of all others. */
    public static final LagSettings DEFAULT = new LagSettings(
            Optional.empty(), Optional.empty(), Set.of(LagSource.values()), List.of(), Duration.ofMinutes(5));

    public LagSettings {
        sources = Set.copyOf(sources);
        groupNames = List.copyOf(groupNames);
    }

    /** These settings with another time between two readings of retention times and start offsets. */
    public LagSettings withRetentionInterval(Duration other) {
        return new LagSettings(stateFile, historyFrom, sources, groupNames, other);
    }
}
