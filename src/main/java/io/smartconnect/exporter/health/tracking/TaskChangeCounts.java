package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.text.Truncation;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Counts and logs the changes of the status, configuration and health of one task. */
final class TaskChangeCounts {

    private static final Logger LOG = LoggerFactory.getLogger(TaskChangeCounts.class);
    private static final int MOST_FIELDS = 10;
    private static final int LONGEST_TEXT = 200;

    private final String instanceId;
    private final Map<Set<ApiFamily>, Map<String, String>> configurations = new HashMap<>();
    private Optional<String> status = Optional.empty();
    private Health health = Health.UNKNOWN;
    private long ofStatus;
    private long ofConfiguration;

    TaskChangeCounts(String instanceId) {
        this.instanceId = instanceId;
    }

    /** Number of changes of the status. */
    long ofStatus() {
        return ofStatus;
    }

    /** Number of changes of the configuration. */
    long ofConfiguration() {
        return ofConfiguration;
    }

    /** Compares the task with its last known state. A missing value is no change. */
    void listed(Task task) {
        task.status().ifPresent(now -> status(task, now));
        if (!task.configuration().isEmpty()) {
            configuration(task, configuration(task));
        }
    }

    /** Logs a change into, between or out of bad states. */
    void judged(Task task, HealthJudgement now) {
        Health before = health;
        health = now.health();
        if (before != health && (before.isBad() || health.isBad())) {
            log(task, health.isBad() ? Level.WARN : Level.INFO)
                    .addKeyValue("from", before.label())
                    .addKeyValue("to", health.label())
                    .addKeyValue("reason", now.reason())
                    .log("task health changed");
        }
    }

    private void status(Task task, String now) {
        status.filter(before -> !before.equals(now)).ifPresent(before -> {
            ofStatus++;
            log(task, Level.INFO)
                    .addKeyValue("from", before)
                    .addKeyValue("to", now)
                    .log("task status changed");
        });
        status = Optional.of(now);
    }

    /** Compares only items of the same listings, since each listing has other fields. */
    private void configuration(Task task, Map<String, String> now) {
        Map<String, String> before = configurations.get(task.apis());
        if (before != null && !before.equals(now)) {
            ofConfiguration++;
            configurations.clear();
            logChanges(task, before, now);
        }
        configurations.put(task.apis(), now);
    }

    private static Map<String, String> configuration(Task task) {
        Map<String, String> fields = new HashMap<>(task.configuration());
        fields.putIfAbsent("topics", task.info().topics());
        fields.putIfAbsent("topics_regex", task.info().topicsRegex());
        return fields;
    }

    private void logChanges(Task task, Map<String, String> before, Map<String, String> now) {
        Set<String> fields = new TreeSet<>(before.keySet());
        fields.addAll(now.keySet());
        fields.removeIf(field -> Objects.equals(before.get(field), now.get(field)));
        fields.stream()
                .limit(MOST_FIELDS)
                .forEach(field -> log(task, Level.INFO)
                        .addKeyValue("field", Truncation.cut(field, LONGEST_TEXT))
                        .addKeyValue("from", Truncation.cut(before.getOrDefault(field, ""), LONGEST_TEXT))
                        .addKeyValue("to", Truncation.cut(now.getOrDefault(field, ""), LONGEST_TEXT))
                        .addKeyValue("changed_fields", fields.size())
                        .log("task configuration changed"));
    }

    private LoggingEventBuilder log(Task task, Level level) {
        return LOG.atLevel(level)
                .addKeyValue("instance_id", instanceId)
                .addKeyValue("task_id", task.id())
                .addKeyValue("task_name", task.name());
    }
}
