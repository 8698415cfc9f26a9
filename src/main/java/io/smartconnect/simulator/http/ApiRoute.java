package io.smartconnect.simulator.http;

import static io.smartconnect.simulator.http.ApiOperation.CREATE_DUMP_TASK;
import static io.smartconnect.simulator.http.ApiOperation.CREATE_TASK;
import static io.smartconnect.simulator.http.ApiOperation.DELETE_DUMP_TASK;
import static io.smartconnect.simulator.http.ApiOperation.DELETE_TASK;
import static io.smartconnect.simulator.http.ApiOperation.ID_TOKEN;
import static io.smartconnect.simulator.http.ApiOperation.LIST_CLOUD_EYE_METRICS;
import static io.smartconnect.simulator.http.ApiOperation.LIST_DUMP_TASKS;
import static io.smartconnect.simulator.http.ApiOperation.LIST_GROUPS;
import static io.smartconnect.simulator.http.ApiOperation.LIST_GROUP_OFFSETS;
import static io.smartconnect.simulator.http.ApiOperation.LIST_INSTANCES;
import static io.smartconnect.simulator.http.ApiOperation.LIST_PARTITIONS;
import static io.smartconnect.simulator.http.ApiOperation.LIST_TASKS;
import static io.smartconnect.simulator.http.ApiOperation.LIST_TOPICS;
import static io.smartconnect.simulator.http.ApiOperation.METADATA_KEY;
import static io.smartconnect.simulator.http.ApiOperation.METADATA_TOKEN;
import static io.smartconnect.simulator.http.ApiOperation.MODIFY_TASK;
import static io.smartconnect.simulator.http.ApiOperation.PAUSE_TASK;
import static io.smartconnect.simulator.http.ApiOperation.POD_IDENTITY;
import static io.smartconnect.simulator.http.ApiOperation.QUERY_CLOUD_EYE;
import static io.smartconnect.simulator.http.ApiOperation.QUERY_CLOUD_EYE_V2;
import static io.smartconnect.simulator.http.ApiOperation.RESTART_TASK;
import static io.smartconnect.simulator.http.ApiOperation.RESUME_TASK;
import static io.smartconnect.simulator.http.ApiOperation.SECURITY_TOKENS;
import static io.smartconnect.simulator.http.ApiOperation.SHOW_DUMP_TASK;
import static io.smartconnect.simulator.http.ApiOperation.SHOW_GROUP;
import static io.smartconnect.simulator.http.ApiOperation.SHOW_INSTANCE;
import static io.smartconnect.simulator.http.ApiOperation.SHOW_TASK;
import static io.smartconnect.simulator.http.ApiOperation.TOKEN;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.vertx.core.http.HttpMethod;
import java.util.List;

/** The method and path of an operation. */
public record ApiRoute(ApiOperation operation, HttpMethod method, String path) {

    private static final String INSTANCES = "/v2/:project_id/instances";
    private static final String INSTANCE = INSTANCES + "/:instance_id";
    private static final String TASKS = INSTANCE + "/connector/tasks";
    private static final String TASK = TASKS + "/:task_id";
    private static final String DUMP_TASKS = "/v2/:project_id/connectors/:connector_id/sink-tasks";
    private static final String DUMP_TASK = DUMP_TASKS + "/:task_id";

    /** All routes of the simulator. A new API adds its operations here. */
    public static final List<ApiRoute> ALL = List.of(
            new ApiRoute(LIST_INSTANCES, GET, INSTANCES),
            new ApiRoute(SHOW_INSTANCE, GET, INSTANCE),
            new ApiRoute(LIST_TASKS, GET, TASKS),
            new ApiRoute(CREATE_TASK, POST, TASKS),
            new ApiRoute(SHOW_TASK, GET, TASK),
            new ApiRoute(MODIFY_TASK, PUT, TASK),
            new ApiRoute(DELETE_TASK, DELETE, TASK),
            new ApiRoute(PAUSE_TASK, PUT, TASK + "/pause"),
            new ApiRoute(RESUME_TASK, PUT, TASK + "/resume"),
            // Documented twice, with and without the extra "kafka/".
            new ApiRoute(RESTART_TASK, PUT, TASK + "/restart"),
            new ApiRoute(
                    RESTART_TASK, PUT, "/v2/:project_id/kafka/instances/:instance_id/connector/tasks/:task_id/restart"),
            new ApiRoute(LIST_DUMP_TASKS, GET, DUMP_TASKS),
            new ApiRoute(CREATE_DUMP_TASK, POST, DUMP_TASKS),
            new ApiRoute(SHOW_DUMP_TASK, GET, DUMP_TASK),
            new ApiRoute(DELETE_DUMP_TASK, DELETE, DUMP_TASK),
            new ApiRoute(LIST_GROUPS, GET, INSTANCE + "/groups"),
            new ApiRoute(SHOW_GROUP, GET, INSTANCE + "/management/groups/:group"),
            new ApiRoute(
                    LIST_GROUP_OFFSETS,
                    GET,
                    "/v2/kafka/:project_id/instances/:instance_id/groups/:group/message-offset"),
            new ApiRoute(LIST_TOPICS, GET, INSTANCE + "/topics"),
            new ApiRoute(LIST_PARTITIONS, GET, "/v2/:project_id/kafka/instances/:instance_id/topics/:topic/partitions"),
            new ApiRoute(LIST_CLOUD_EYE_METRICS, GET, "/V1.0/:project_id/metrics"),
            new ApiRoute(QUERY_CLOUD_EYE, POST, "/V1.0/:project_id/batch-query-metric-data"),
            new ApiRoute(QUERY_CLOUD_EYE_V2, POST, "/v2/:project_id/batch-query-metric-data"),
            new ApiRoute(TOKEN, POST, "/v3/auth/tokens"),
            new ApiRoute(SECURITY_TOKENS, POST, "/v3.0/OS-CREDENTIAL/securitytokens"),
            new ApiRoute(ID_TOKEN, POST, "/v3.0/OS-AUTH/id-token/tokens"),
            new ApiRoute(METADATA_TOKEN, PUT, "/meta-data/latest/api/token"),
            new ApiRoute(METADATA_KEY, GET, "/openstack/latest/securitykey"),
            new ApiRoute(POD_IDENTITY, POST, "/pod-identity/credentials"));
}
