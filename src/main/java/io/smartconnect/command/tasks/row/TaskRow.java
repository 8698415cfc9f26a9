package io.smartconnect.command.tasks.row;

import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.task.RetentionRisk;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A task in the list. Unknown texts are empty.
 *
 * @param kind a word of the JSON API, for example {@code dump}
 * @param source URI; empty for the instance itself
 * @param destination URI; empty for the instance itself
 * @param topics comma-separated names or a regular expression
 * @param status the cloud's word
 * @param health the word of the JSON API
 * @param reason of the health, in one sentence
 * @param lagSource the word of the JSON API, for example {@code cloud_eye}
 * @param delaySeconds from sending at the source of a replication to arriving at the target
 */
public record TaskRow(
        TaskIdentity id,
        String kind,
        String source,
        String destination,
        String topics,
        String status,
        String health,
        String reason,
        RowLag lag,
        String lagSource,
        OptionalDouble delaySeconds,
        RetentionRisk retention,
        TransferRates rates,
        OptionalDouble dataAgeSeconds) {

    /** The columns of a machine-readable list by their names in the JSON API, with their values in a task. */
    private static final Map<String, Function<TaskRow, @Nullable Object>> VALUES = values();

    /** The names of these columns, in order. */
    public static final List<String> COLUMNS = List.copyOf(VALUES.keySet());

    private static Map<String, Function<TaskRow, @Nullable Object>> values() {
        Map<String, Function<TaskRow, @Nullable Object>> values = new LinkedHashMap<>();
        values.put("target", task -> known(task.id.target()));
        values.put("instance_id", task -> known(task.id.instanceId()));
        values.put("instance_name", task -> known(task.id.instanceName()));
        values.put("task_id", task -> known(task.id.taskId()));
        values.put("task_name", task -> known(task.id.taskName()));
        values.put("kind", task -> known(task.kind));
        values.put("status", task -> known(task.status));
        values.put("health", task -> known(task.health));
        values.put("lag_messages", task -> task.lag.messages().orElse(null));
        values.put("lag_seconds", task -> task.lag.time().map(LagTime::seconds).orElse(null));
        values.put(
                "lag_seconds_lower_bound",
                task -> task.lag.time().map(LagTime::isLowerBound).orElse(null));
        values.put("source", task -> known(task.source));
        values.put("destination", task -> known(task.destination));
        values.put("data_age_seconds", task -> known(task.dataAgeSeconds));
        values.put("lag_source", task -> known(task.lagSource));
        values.put("delay_seconds", task -> known(task.delaySeconds));
        values.put("retention_margin_seconds", task -> known(task.retention.marginSeconds()));
        values.put(
                "expired_messages",
                task -> task.lost().stream().boxed().findFirst().orElse(null));
        return values;
    }

    /** Messages that were deleted before they were transferred; absent if unknown. */
    public OptionalLong lost() {
        return retention.expiredMessages();
    }

    /** Source and destination. */
    public String route() {
        return end(source) + " → " + end(destination);
    }

    private static String end(String uri) {
        return uri.isEmpty() ? "here" : uri;
    }

    /** The values of {@link #COLUMNS} by name. Unknown values are null. */
    public Map<String, @Nullable Object> columns() {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        VALUES.forEach((name, value) -> columns.put(name, value.apply(this)));
        return columns;
    }

    private static @Nullable Double known(OptionalDouble number) {
        return number.stream().boxed().findFirst().orElse(null);
    }

    private static @Nullable String known(String text) {
        return text.isEmpty() ? null : text;
    }
}
