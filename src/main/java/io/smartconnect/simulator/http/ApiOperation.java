package io.smartconnect.simulator.http;

import java.util.Locale;

/** An operation of the simulated APIs. */
public enum ApiOperation {
    LIST_INSTANCES,
    SHOW_INSTANCE,
    LIST_TASKS,
    CREATE_TASK,
    SHOW_TASK,
    MODIFY_TASK,
    DELETE_TASK,
    PAUSE_TASK,
    RESUME_TASK,
    RESTART_TASK,
    LIST_DUMP_TASKS,
    CREATE_DUMP_TASK,
    SHOW_DUMP_TASK,
    DELETE_DUMP_TASK,
    LIST_GROUPS,
    SHOW_GROUP,
    /** The offsets of a group in pages. */
    LIST_GROUP_OFFSETS,
    LIST_TOPICS,
    LIST_PARTITIONS,
    LIST_CLOUD_EYE_METRICS,
    /** Cloud Eye's batch query of version 1. */
    QUERY_CLOUD_EYE,
    /** Cloud Eye's batch query of version 2. */
    QUERY_CLOUD_EYE_V2,
    /** IAM's log-in with a password. */
    TOKEN,
    /** A request that matches no route. */
    UNKNOWN;

    /** The name in snake case, such as {@code list_tasks}, as in the exporter's metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True for the operations of Cloud Eye. */
    public boolean usesCloudEye() {
        return switch (this) {
            case LIST_CLOUD_EYE_METRICS, QUERY_CLOUD_EYE, QUERY_CLOUD_EYE_V2 -> true;
            default -> false;
        };
    }

    /** True for the operations of the older dump API. */
    public boolean usesDumpApi() {
        return switch (this) {
            case LIST_DUMP_TASKS, CREATE_DUMP_TASK, SHOW_DUMP_TASK, DELETE_DUMP_TASK -> true;
            default -> false;
        };
    }
}
