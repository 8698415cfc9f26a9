package io.smartconnect.exporter.snapshot;

import java.util.Locale;

/** A kind of request to the cloud; the label value {@code operation} of the exporter's own metrics. */
public enum Operation {
    LIST_INSTANCES,
    SHOW_INSTANCE,
    LIST_TASKS,
    SHOW_TASK,
    LIST_DUMP_TASKS,
    SHOW_DUMP_TASK,
    TOKEN,
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
        return switch (this) {
            case MODIFY_TASK, PAUSE_TASK, RESUME_TASK, RESTART_TASK -> true;
            case LIST_INSTANCES, SHOW_INSTANCE, LIST_TASKS, SHOW_TASK, LIST_DUMP_TASKS, SHOW_DUMP_TASK, TOKEN -> false;
        };
    }
}
