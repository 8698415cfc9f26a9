package io.smartconnect.exporter.snapshot.task;

import java.util.Locale;
import java.util.Set;

/** The two families of the cloud's API that know tasks. */
public enum ApiFamily {
    /** Smart Connect tasks: {@code /instances/{instance_id}/connector/tasks}. */
    SMART_CONNECT,
    /** Dump tasks, the older family: {@code /connectors/{connector_id}/sink-tasks}. */
    DUMP;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The family whose listing shows when a task is gone: Smart Connect if it knows the task. */
    public static ApiFamily listing(Set<ApiFamily> families) {
        return families.contains(SMART_CONNECT) ? SMART_CONNECT : DUMP;
    }

    /** The label value: {@code smart_connect} or {@code dump}. */
    public String label() {
        return label;
    }
}
