package io.smartconnect.simulator.http;

import java.util.Locale;

/** An operation of the simulated APIs. */
public enum SimulatedOperation {
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
    /** IAM's exchange of a token or an agency for a temporary key. */
    SECURITY_TOKENS,
    /** IAM's exchange of a Kubernetes token for its own. */
    ID_TOKEN,
    METADATA_TOKEN,
    METADATA_KEY,
    POD_IDENTITY,
    /** A request that matches no route. */
    UNKNOWN;

    /** The name in snake case, such as {@code list_tasks}, as in the exporter's metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True for the operations that hand out credentials. */
    public boolean obtainsCredentials() {
        return switch (this) {
            case METADATA_TOKEN, METADATA_KEY, POD_IDENTITY -> true;
            default -> usesIam();
        };
    }

    /** True for the operations of IAM. */
    public boolean usesIam() {
        return switch (this) {
            case TOKEN, SECURITY_TOKENS, ID_TOKEN -> true;
            default -> false;
        };
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
