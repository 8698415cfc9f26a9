package io.smartconnect.exporter.snapshot;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A kind of request to the cloud; the label value {@code operation} of the exporter's own metrics. */
public enum CloudOperation {
    LIST_INSTANCES,
    SHOW_INSTANCE,
    LIST_TASKS,
    SHOW_TASK,
    LIST_DUMP_TASKS,
    SHOW_DUMP_TASK,
    LIST_GROUPS,
    SHOW_GROUP,
    LIST_TOPICS,
    LIST_PARTITIONS,
    LIST_CLOUD_EYE_METRICS,
    QUERY_CLOUD_EYE,
    TOKEN,
    SECURITY_TOKENS,
    ID_TOKEN,
    METADATA_TOKEN,
    METADATA_KEY,
    POD_IDENTITY,
    MODIFY_TASK,
    PAUSE_TASK,
    RESUME_TASK,
    RESTART_TASK;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The label value, for example {@code list_tasks}. */
    public String label() {
        return label;
    }

    /** True if it changes a task. Only the commands send such requests, never the daemon. */
    public boolean changes() {
        return this == MODIFY_TASK || this == PAUSE_TASK || this == RESUME_TASK || this == RESTART_TASK;
    }

    /** True if its answer holds credentials. */
    public boolean obtainsCredentials() {
        return switch (this) {
            case TOKEN, SECURITY_TOKENS, ID_TOKEN, METADATA_TOKEN, METADATA_KEY, POD_IDENTITY -> true;
            default -> false;
        };
    }

    /**
     * The permissions that the cloud's documentation names: first the one of roles and custom policies, then the additional one of
     * identity policies. It names none for a restart and a log-in.
     */
    public List<String> permissions() {
        return switch (this) {
            case LIST_INSTANCES -> List.of("dms:instance:list");
            case SHOW_INSTANCE -> List.of("dms:instance:get");
            case LIST_TASKS, LIST_DUMP_TASKS ->
                List.of("dms:instance:listConnectorSinkTask", "dms:instance:listConnectorTasks");
            case SHOW_TASK, SHOW_DUMP_TASK ->
                List.of("dms:instance:getConnectorSinkTask", "dms:instance:getConnectorTask");
            case LIST_GROUPS -> List.of("dms:instance:get", "dms:group:list");
            case SHOW_GROUP -> List.of("dms:instance:get", "dms:group:get");
            case LIST_TOPICS -> List.of("dms:instance:get", "dms:topic:list");
            case LIST_PARTITIONS -> List.of("dms:instance:get", "dms:topic:get");
            case LIST_CLOUD_EYE_METRICS -> List.of("ces:metrics:list");
            case QUERY_CLOUD_EYE -> List.of("ces:metricData:list");
            case MODIFY_TASK, PAUSE_TASK, RESUME_TASK -> List.of("dms:instance:updateConnectorTask");
            case RESTART_TASK, TOKEN, SECURITY_TOKENS, ID_TOKEN, METADATA_TOKEN, METADATA_KEY, POD_IDENTITY ->
                List.of();
        };
    }

    /** The clause that names the permissions that a denied request lacks; absent if the cloud documents none. */
    public Optional<String> missingPermission() {
        List<String> names = permissions();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String more = names.size() > 1 ? ", in identity policies also " + names.get(1) : "";
        return Optional.of("the permission " + names.get(0) + " is missing" + more + " (docs/permissions.md)");
    }
}
