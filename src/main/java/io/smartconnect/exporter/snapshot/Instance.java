package io.smartconnect.exporter.snapshot;

import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Kafka instance: the outcome of its polls, and its tasks.
 *
 * @param info its facts
 * @param up whether the last poll read every listing whole; absent before the first poll has ended
 * @param lastSuccess end of the last successful poll
 * @param lastPollDuration duration of the last poll
 * @param polls polls that have ended, well or badly
 * @param failures polls after which {@code up} was false
 * @param lastError the failure of the last poll; absent after a successful one
 * @param quotas numbers of tasks that each API reports; without an entry for an API that is off or too old
 * @param complete whether every listing that applies is known and fresh, so that tasks can be counted
 * @param tasks its tasks, by id
 * @param topicRetention retention times of the source topics of its tasks, by topic, where they are known
 * @param historyRestarts histories of end offsets that were discarded and restarted
 */
public record Instance(
        InstanceInfo info,
        Optional<Boolean> up,
        Optional<Instant> lastSuccess,
        Optional<Duration> lastPollDuration,
        long polls,
        FailureCounts failures,
        Optional<PollError> lastError,
        Map<ApiFamily, TaskQuota> quotas,
        boolean complete,
        List<Task> tasks,
        Map<String, Duration> topicRetention,
        long historyRestarts) {

    public Instance {
        quotas = Map.copyOf(quotas);
        tasks = List.copyOf(tasks);
        topicRetention = Collections.unmodifiableMap(new TreeMap<>(topicRetention));
    }
}
