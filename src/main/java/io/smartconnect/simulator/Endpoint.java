package io.smartconnect.simulator;

import static io.smartconnect.simulator.Operation.CREATE_DUMP_TASK;
import static io.smartconnect.simulator.Operation.CREATE_TASK;
import static io.smartconnect.simulator.Operation.DELETE_DUMP_TASK;
import static io.smartconnect.simulator.Operation.DELETE_TASK;
import static io.smartconnect.simulator.Operation.LIST_DUMP_TASKS;
import static io.smartconnect.simulator.Operation.LIST_INSTANCES;
import static io.smartconnect.simulator.Operation.LIST_TASKS;
import static io.smartconnect.simulator.Operation.MODIFY_TASK;
import static io.smartconnect.simulator.Operation.PAUSE_TASK;
import static io.smartconnect.simulator.Operation.RESTART_TASK;
import static io.smartconnect.simulator.Operation.RESUME_TASK;
import static io.smartconnect.simulator.Operation.SHOW_DUMP_TASK;
import static io.smartconnect.simulator.Operation.SHOW_INSTANCE;
import static io.smartconnect.simulator.Operation.SHOW_TASK;
import static io.smartconnect.simulator.Operation.TOKEN;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.vertx.core.http.HttpMethod;
import java.util.List;

/** Where an operation is to be found. */
record Endpoint(Operation operation, HttpMethod method, String path) {

    private static final String INSTANCES = "/v2/:project_id/instances";
    private static final String INSTANCE = INSTANCES + "/:instance_id";
    private static final String TASKS = INSTANCE + "/connector/tasks";
    private static final String TASK = TASKS + "/:task_id";
    private static final String DUMP_TASKS = "/v2/:project_id/connectors/:connector_id/sink-tasks";
    private static final String DUMP_TASK = DUMP_TASKS + "/:task_id";

    static final List<Endpoint> ALL = List.of(
            new Endpoint(LIST_INSTANCES, GET, INSTANCES),
            new Endpoint(SHOW_INSTANCE, GET, INSTANCE),
            new Endpoint(LIST_TASKS, GET, TASKS),
            new Endpoint(CREATE_TASK, POST, TASKS),
            new Endpoint(SHOW_TASK, GET, TASK),
            new Endpoint(MODIFY_TASK, PUT, TASK),
            new Endpoint(DELETE_TASK, DELETE, TASK),
            new Endpoint(PAUSE_TASK, PUT, TASK + "/pause"),
            new Endpoint(RESUME_TASK, PUT, TASK + "/resume"),
            // Documented twice, with and without the extra "kafka/".
            new Endpoint(RESTART_TASK, PUT, TASK + "/restart"),
            new Endpoint(
                    RESTART_TASK, PUT, "/v2/:project_id/kafka/instances/:instance_id/connector/tasks/:task_id/restart"),
            new Endpoint(LIST_DUMP_TASKS, GET, DUMP_TASKS),
            new Endpoint(CREATE_DUMP_TASK, POST, DUMP_TASKS),
            new Endpoint(SHOW_DUMP_TASK, GET, DUMP_TASK),
            new Endpoint(DELETE_DUMP_TASK, DELETE, DUMP_TASK),
            new Endpoint(TOKEN, POST, "/v3/auth/tokens"));
}
