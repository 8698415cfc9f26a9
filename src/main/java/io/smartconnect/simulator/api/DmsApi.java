package io.smartconnect.simulator.api;

import io.smartconnect.simulator.http.ApiOperation;
import io.smartconnect.simulator.http.ApiRequest;
import io.smartconnect.simulator.http.Refusal;
import io.smartconnect.simulator.http.SimulatorAnswer;
import io.smartconnect.simulator.model.Documents;
import io.smartconnect.simulator.model.InstanceSpec;
import io.smartconnect.simulator.model.PartitionSpec;
import io.smartconnect.simulator.model.Production;
import io.smartconnect.simulator.model.SimulatedInstance;
import io.smartconnect.simulator.model.SimulatedTask;
import io.smartconnect.simulator.model.TaskSpec;
import io.smartconnect.simulator.model.Timeline;
import io.smartconnect.simulator.model.TopicSpec;
import io.smartconnect.simulator.model.Transfer;
import io.smartconnect.simulator.scenario.Account;
import io.smartconnect.simulator.scenario.Scenario;
import io.smartconnect.simulator.scenario.TopicBuilder;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What the API answers when nothing goes wrong on the way. */
public final class DmsApi {

    private static final Pattern PROJECT = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern TASK_NAME = Pattern.compile("[A-Za-z0-9_-]{4,64}");

    private final Account account;
    private final boolean dumpApi;
    private final Map<JsonObject, String> texts;
    private final SimulatedCloud cloud;
    private final Authentication authentication;
    private final Iam iam;

    public DmsApi(Scenario scenario, SimulatedCloud cloud, Authentication authentication) {
        this.account = scenario.account();
        this.dumpApi = scenario.dumpApi();
        this.texts = scenario.texts();
        this.cloud = cloud;
        this.authentication = authentication;
        this.iam = new Iam(account, authentication);
    }

    public static SimulatorAnswer unknownUrl() {
        return SimulatorAnswer.gateway(
                404, "APIG.0101", "The API does not exist or has not been published in the environment");
    }

    public SimulatedCloud cloud() {
        return cloud;
    }

    public SimulatorAnswer answer(ApiRequest call) {
        try {
            synchronized (cloud) {
                return call.operation() == ApiOperation.TOKEN ? iam.logIn(call, cloud.now()) : answerKnown(call);
            }
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (ClassCastException valueOfTheWrongType) {
            return Refusal.badParameter("body").answer();
        }
    }

    private SimulatorAnswer answerKnown(ApiRequest call) {
        if (call.operation().usesDumpApi() && !dumpApi) {
            return unknownUrl();
        }
        authentication.check(call);
        checkProject(call.id("project_id"));
        return switch (call.operation()) {
            case LIST_INSTANCES -> listInstances(call);
            case SHOW_INSTANCE -> json(instance(call).description());
            case LIST_TASKS -> listTasks(call);
            case CREATE_TASK -> createTask(call);
            case SHOW_TASK -> json(task(call).entity(cloud.millis()));
            case MODIFY_TASK -> modifyTask(call);
            case DELETE_TASK -> change(call, task -> connected(call).remove(task));
            case PAUSE_TASK -> move(call, "RUNNING", task -> task.pause(cloud.millis()));
            case RESUME_TASK -> move(call, "PAUSED", task -> task.resume(cloud.millis()));
            case RESTART_TASK -> change(call, task -> task.restart(cloud.millis()));
            case LIST_DUMP_TASKS -> listDumpTasks(call);
            case CREATE_DUMP_TASK -> createDumpTask(call);
            case SHOW_DUMP_TASK -> showDumpTask(call);
            case DELETE_DUMP_TASK -> deleteDumpTask(call);
            case TOKEN, UNKNOWN -> unknownUrl();
        };
    }

    private void checkProject(String id) {
        if (!PROJECT.matcher(id).matches()) {
            throw Refusal.badRequest("DMS.00400002", "Invalid project ID format.");
        }
        if (!id.equals(account.projectId())) {
            throw new Refusal(SimulatorAnswer.gateway(403, "APIG.0310", "The project is unavailable."));
        }
    }

    private SimulatorAnswer listInstances(ApiRequest call) {
        List<JsonObject> matching = cloud.instances().stream()
                .map(SimulatedInstance::description)
                .filter(instance -> List.of("engine", "name", "instance_id", "status").stream()
                        .allMatch(field -> matches(call, field, instance)))
                .toList();
        PageRequest page = PageRequest.of(call);
        if (page.offset() > 0 && page.offset() >= matching.size()) {
            throw Refusal.badRequest("DMS.40050010", "Offset parameter is invalid.");
        }
        return json(new JsonObject()
                .put("instances", new JsonArray(page.of(matching)))
                .put("instance_num", matching.size()));
    }

    private static boolean matches(ApiRequest call, String field, JsonObject instance) {
        return call.parameter(field)
                .map(text -> text.equals(instance.getString(field)))
                .orElse(true);
    }

    private SimulatorAnswer listTasks(ApiRequest call) {
        SimulatedInstance instance = connected(call);
        List<SimulatedTask> tasks = instance.smartConnectTasks();
        List<JsonObject> page = PageRequest.of(call).of(tasks).stream()
                .map(task -> task.entity(cloud.millis()))
                .toList();
        return json(listing(page, tasks.size(), instance.spec().smartConnect()));
    }

    private SimulatorAnswer createTask(ApiRequest call) {
        SimulatedInstance instance = connected(call);
        JsonObject request = body(call);
        checkRoom(instance.smartConnectTasks(), instance.spec().smartConnect());
        checkName(request);
        JsonObject entity = Documents.created(request);
        boolean dumps = "OBS_SINK".equals(entity.getString("sink_type"));
        String id = UUID.randomUUID().toString();
        SimulatedTask task = newTask(
                id, entity, true, dumps ? Optional.of(id) : Optional.empty(), request.getBoolean("start_later", false));
        instance.add(task);
        return json(task.entity(cloud.millis()));
    }

    private SimulatorAnswer createDumpTask(ApiRequest call) {
        SimulatedInstance instance = connectedBy(call);
        JsonObject request = body(call);
        checkRoom(instance.dumpTasks(), instance.spec().dump());
        checkName(request);
        if (request.getJsonObject("obs_destination_descriptor") == null) {
            throw Refusal.badParameter("obs_destination_descriptor");
        }
        String id = UUID.randomUUID().toString();
        instance.add(newTask(id, Documents.createdDump(request), false, Optional.of(id), false));
        return json(new JsonObject().put("task_id", id));
    }

    /** New tasks have three partitions a topic, which keep up. */
    private SimulatedTask newTask(
            String id, JsonObject entity, boolean smartConnect, Optional<String> dumpId, boolean startLater) {
        List<TopicSpec> topics = dumpId.isEmpty() ? List.of() : liveTopics(entity.getString("topics", ""));
        Timeline course = Timeline.createdAt(cloud.millis(), startLater);
        return new SimulatedTask(
                new TaskSpec(id, entity, Optional.empty(), smartConnect, dumpId, Optional.empty(), topics, course),
                cloud.now());
    }

    private static List<TopicSpec> liveTopics(String names) {
        return Arrays.stream(names.split(","))
                .filter(name -> !name.isBlank())
                .map(name -> new TopicSpec(name, live(new TopicBuilder())))
                .toList();
    }

    private static List<PartitionSpec> live(TopicBuilder topic) {
        for (int i = 0; i < 3; i++) {
            topic.partition(i, Production.steady(5), Transfer.behind(Duration.ofSeconds(1)));
        }
        return topic.build();
    }

    private SimulatorAnswer modifyTask(ApiRequest call) {
        SimulatedTask task = task(call);
        task.modify(body(call));
        return json(task.entity(cloud.millis()));
    }

    private SimulatorAnswer move(ApiRequest call, String from, Consumer<SimulatedTask> move) {
        if (!task(call).status(cloud.millis()).equals(from)) {
            throw Refusal.badRequest("DMS.00400026", "This operation is not allowed in the current status.");
        }
        return change(call, move);
    }

    private SimulatorAnswer change(ApiRequest call, Consumer<SimulatedTask> change) {
        change.accept(task(call));
        return SimulatorAnswer.noContent();
    }

    private SimulatorAnswer listDumpTasks(ApiRequest call) {
        SimulatedInstance instance = connectedBy(call);
        List<JsonObject> items = instance.dumpTasks().stream()
                .map(task -> task.dumpItem(cloud.millis()))
                .toList();
        return json(listing(items, items.size(), instance.spec().dump()));
    }

    private SimulatorAnswer showDumpTask(ApiRequest call) {
        boolean topicInfo = switch (call.parameter("topic-info").orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.badParameter("topic-info");
        };
        return json(dumpTask(call).dumpDetail(cloud.millis(), topicInfo));
    }

    private SimulatorAnswer deleteDumpTask(ApiRequest call) {
        connectedBy(call).remove(dumpTask(call));
        return SimulatorAnswer.noContent();
    }

    private static JsonObject listing(List<JsonObject> items, int total, InstanceSpec.Limits limits) {
        return new JsonObject()
                .put("tasks", new JsonArray(items))
                .put("total_number", total)
                .put("max_tasks", limits.max())
                .put("quota_tasks", limits.quota());
    }

    private SimulatedInstance instance(ApiRequest call) {
        String id = call.id("instance_id");
        return cloud.instance(id)
                .orElseThrow(() -> UUID_TEXT.matcher(id).matches()
                        ? Refusal.notFound("DMS.00404022", "This instance does not exist.")
                        : Refusal.badRequest("DMS.00400030", "Invalid instance ID. The instance ID must be a UUID."));
    }

    private SimulatedInstance connected(ApiRequest call) {
        SimulatedInstance instance = instance(call);
        if (instance.spec().connectorId().isEmpty()) {
            throw noConnector();
        }
        return instance;
    }

    private SimulatedInstance connectedBy(ApiRequest call) {
        return cloud.instanceOfConnector(call.id("connector_id")).orElseThrow(DmsApi::noConnector);
    }

    private static Refusal noConnector() {
        return Refusal.notFound("DMS.00404024", "The connector does not exist.");
    }

    /** No document says how an unknown Smart Connect task is answered; taken to be as a dump task. */
    private SimulatedTask task(ApiRequest call) {
        String id = call.id("task_id");
        return connected(call).smartConnectTask(id).orElseThrow(() -> noTask(id));
    }

    private SimulatedTask dumpTask(ApiRequest call) {
        String id = call.id("task_id");
        return connectedBy(call).dumpTask(id).orElseThrow(() -> noTask(id));
    }

    private static Refusal noTask(String id) {
        return UUID_TEXT.matcher(id).matches()
                ? Refusal.notFound("DMS.00404026", "The dumping task does not exist.")
                : Refusal.badRequest("DMS.00400070", "Invalid task ID format.");
    }

    private static JsonObject body(ApiRequest call) {
        try {
            return new JsonObject(call.body());
        } catch (DecodeException notAnObject) {
            throw Refusal.badParameter("body");
        }
    }

    private static void checkName(JsonObject request) {
        if (!(request.getValue("task_name") instanceof String name)
                || !TASK_NAME.matcher(name).matches()) {
            throw Refusal.badParameter("task_name");
        }
    }

    private static void checkRoom(List<SimulatedTask> tasks, InstanceSpec.Limits limits) {
        if (tasks.size() >= Math.min(limits.max(), limits.quota())) {
            throw Refusal.notFound("DMS.00404029", "The maximum number of dumping tasks has been reached.");
        }
    }

    /** What equals one of the scenario's texts is spelled as that is. */
    private SimulatorAnswer json(JsonObject object) {
        return SimulatorAnswer.json(
                200,
                texts.entrySet().stream()
                        .filter(text -> text.getKey().equals(object))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseGet(object::encode));
    }
}
