package io.smartconnect.simulator.http;

import static io.smartconnect.simulator.http.SimulatedOperation.CREATE_DUMP_TASK;
import static io.smartconnect.simulator.http.SimulatedOperation.CREATE_TASK;
import static io.smartconnect.simulator.http.SimulatedOperation.DELETE_DUMP_TASK;
import static io.smartconnect.simulator.http.SimulatedOperation.DELETE_TASK;
import static io.smartconnect.simulator.http.SimulatedOperation.ID_TOKEN;
import static io.smartconnect.simulator.http.SimulatedOperation.LIST_CLOUD_EYE_METRICS;
import static io.smartconnect.simulator.http.SimulatedOperation.LIST_DUMP_TASKS;
import static io.smartconnect.simulator.http.SimulatedOperation.LIST_GROUPS;
import static io.smartconnect.simulator.http.SimulatedOperation.LIST_GROUP_OFFSETS;
import static io.smartconnect.simulator.http.SimulatedOperation.LIST_INSTANCES;
import static io.smartconnect.simulator.http.SimulatedOperation.LIST_PARTITIONS;
import static io.smartconnect.simulator.http.SimulatedOperation.LIST_TASKS;
import static io.smartconnect.simulator.http.SimulatedOperation.LIST_TOPICS;
import static io.smartconnect.simulator.http.SimulatedOperation.METADATA_KEY;
import static io.smartconnect.simulator.http.SimulatedOperation.METADATA_TOKEN;
import static io.smartconnect.simulator.http.SimulatedOperation.MODIFY_TASK;
import static io.smartconnect.simulator.http.SimulatedOperation.PAUSE_TASK;
import static io.smartconnect.simulator.http.SimulatedOperation.POD_IDENTITY;
import static io.smartconnect.simulator.http.SimulatedOperation.QUERY_CLOUD_EYE;
import static io.smartconnect.simulator.http.SimulatedOperation.QUERY_CLOUD_EYE_V2;
import static io.smartconnect.simulator.http.SimulatedOperation.RESTART_TASK;
import static io.smartconnect.simulator.http.SimulatedOperation.RESUME_TASK;
import static io.smartconnect.simulator.http.SimulatedOperation.SECURITY_TOKENS;
import static io.smartconnect.simulator.http.SimulatedOperation.SHOW_DUMP_TASK;
import static io.smartconnect.simulator.http.SimulatedOperation.SHOW_GROUP;
import static io.smartconnect.simulator.http.SimulatedOperation.SHOW_INSTANCE;
import static io.smartconnect.simulator.http.SimulatedOperation.SHOW_TASK;
import static io.smartconnect.simulator.http.SimulatedOperation.TOKEN;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.vertx.core.http.HttpMethod;
import java.util.List;

/** The method and path of an operation. */
public record SimulatedRoute(SimulatedOperation operation, HttpMethod method, String path) {

    private static final String INSTANCES = "/v2/:project_id/instances";
    private static final String INSTANCE = INSTANCES + "/:instance_id";
    private static final String TASKS = INSTANCE + "/connector/tasks";
    private static final String TASK = TASKS + "/:task_id";
    private static final String DUMP_TASKS = "/v2/:project_id/connectors/:connector_id/sink-tasks";
    private static final String DUMP_TASK = DUMP_TASKS + "/:task_id";

    /** All routes of the simulator. A new API adds its operations here. */
    public static final List<SimulatedRoute> ALL = List.of(
            new SimulatedRoute(LIST_INSTANCES, GET, INSTANCES),
            new SimulatedRoute(SHOW_INSTANCE, GET, INSTANCE),
            new SimulatedRoute(LIST_TASKS, GET, TASKS),
            new SimulatedRoute(CREATE_TASK, POST, TASKS),
            new SimulatedRoute(SHOW_TASK, GET, TASK),
            new SimulatedRoute(MODIFY_TASK, PUT, TASK),
            new SimulatedRoute(DELETE_TASK, DELETE, TASK),
            new SimulatedRoute(PAUSE_TASK, PUT, TASK + "/pause"),
            new SimulatedRoute(RESUME_TASK, PUT, TASK + "/resume"),
            // Documented twice, with and without the extra "kafka/".
            new SimulatedRoute(RESTART_TASK, PUT, TASK + "/restart"),
            new SimulatedRoute(
                    RESTART_TASK, PUT, "/v2/:project_id/kafka/instances/:instance_id/connector/tasks/:task_id/restart"),
            new SimulatedRoute(LIST_DUMP_TASKS, GET, DUMP_TASKS),
            new SimulatedRoute(CREATE_DUMP_TASK, POST, DUMP_TASKS),
            new SimulatedRoute(SHOW_DUMP_TASK, GET, DUMP_TASK),
            new SimulatedRoute(DELETE_DUMP_TASK, DELETE, DUMP_TASK),
            new SimulatedRoute(LIST_GROUPS, GET, INSTANCE + "/groups"),
            new SimulatedRoute(SHOW_GROUP, GET, INSTANCE + "/management/groups/:group"),
            new SimulatedRoute(
                    LIST_GROUP_OFFSETS,
                    GET,
                    "/v2/kafka/:project_id/instances/:instance_id/groups/:group/message-offset"),
            new SimulatedRoute(LIST_TOPICS, GET, INSTANCE + "/topics"),
            new SimulatedRoute(
                    LIST_PARTITIONS, GET, "/v2/:project_id/kafka/instances/:instance_id/topics/:topic/partitions"),
            new SimulatedRoute(LIST_CLOUD_EYE_METRICS, GET, "/V1.0/:project_id/metrics"),
            new SimulatedRoute(QUERY_CLOUD_EYE, POST, "/V1.0/:project_id/batch-query-metric-data"),
            new SimulatedRoute(QUERY_CLOUD_EYE_V2, POST, "/v2/:project_id/batch-query-metric-data"),
            new SimulatedRoute(TOKEN, POST, "/v3/auth/tokens"),
            new SimulatedRoute(SECURITY_TOKENS, POST, "/v3.0/OS-CREDENTIAL/securitytokens"),
            new SimulatedRoute(ID_TOKEN, POST, "/v3.0/OS-AUTH/id-token/tokens"),
            new SimulatedRoute(METADATA_TOKEN, PUT, "/meta-data/latest/api/token"),
            new SimulatedRoute(METADATA_KEY, GET, "/openstack/latest/securitykey"),
            new SimulatedRoute(POD_IDENTITY, POST, "/pod-identity/credentials"));
}
