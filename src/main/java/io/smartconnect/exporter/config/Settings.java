package io.smartconnect.exporter.config;

import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.health.TaskLimit;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.lease.LeaseSettings;
import io.smartconnect.exporter.log.LogSettings;
import io.smartconnect.exporter.metrics.catalogue.MetricsSettings;
import io.smartconnect.exporter.poll.PollSettings;
import io.smartconnect.exporter.shard.Shard;
import io.smartconnect.exporter.web.WebSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The whole configuration, checked; each package defines the record of its own part.
 *
 * @param targets projects to poll
 * @param poll timing of polls
 * @param api limits of requests to the cloud
 * @param lag sources of lag, retention and the history of end offsets
 * @param health rules of health
 * @param metrics finest level and number of the metrics
 * @param web HTTP server
 * @param log logging
 * @param shard the instances that this process polls
 * @param lease which this process needs to poll; empty for none
 */
public record Settings(
        List<TargetSettings> targets,
        PollSettings poll,
        ApiSettings api,
        LagSettings lag,
        HealthSettings health,
        MetricsSettings metrics,
        WebSettings web,
        LogSettings log,
        Shard shard,
        Optional<LeaseSettings> lease) {

    public Settings {
        targets = List.copyOf(targets);
    }

    /** One line for each setting that works, but is dangerous. */
    public List<String> warnings() {
        return UnencryptedEndpoints.warnings(targets, lag.historyFrom());
    }

    /** Returns true if the instance belongs to the shard and, if all targets list their instances, is one of them. */
    public boolean mayPoll(String instanceId) {
        return shard.owns(instanceId)
                && targets.stream()
                        .map(TargetSettings::instances)
                        .anyMatch(listed -> listed.isEmpty() || listed.contains(instanceId));
    }

    /**
     * These settings with another pace of requests.
     *
     * @param retentionInterval time between two readings of retention times and start offsets
     */
    public Settings withPace(Duration retentionInterval, double requestsPerSecond) {
        LagSettings other = lag.withRetentionInterval(retentionInterval);
        return new Settings(
                targets, poll, api.withRate(requestsPerSecond), other, health, metrics, web, log, shard, lease);
    }

    /** These settings with one lag objective for all tasks. */
    public Settings withLagObjective(Duration objective) {
        HealthSettings other = new HealthSettings(
                health.windowPolls(),
                health.certainty(),
                health.allowedLag(),
                List.of(new TaskLimit("*", "*", objective.toSeconds())));
        return new Settings(targets, poll, api, lag, other, metrics, web, log, shard, lease);
    }

    /** These settings with other targets. */
    public Settings withTargets(List<TargetSettings> others) {
        return new Settings(others, poll, api, lag, health, metrics, web, log, shard, lease);
    }

    /** These settings with another web configuration file. */
    Settings withWebConfigFile(Path file) {
        return new Settings(targets, poll, api, lag, health, metrics, web.withConfigFile(file), log, shard, lease);
    }

    /** These settings with another treatment of the API. */
    public Settings with(ApiSettings other) {
        return new Settings(targets, poll, other, lag, health, metrics, web, log, shard, lease);
    }
}
