package io.smartconnect.simulator.http;

import java.util.Locale;

/** What a request asks for; {@link #label} spells it as the exporter's metrics do. */
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
    /** IAM's log-in with a password. */
    TOKEN,
    /** Anything that no route matches. */
    UNKNOWN;

    /** The name in snake case: {@code list_tasks}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean usesDumpApi() {
        return switch (this) {
            case LIST_DUMP_TASKS, CREATE_DUMP_TASK, SHOW_DUMP_TASK, DELETE_DUMP_TASK -> true;
            default -> false;
        };
    }
}
