package io.smartconnect.simulator.api;

import io.smartconnect.simulator.http.SimulatedErrorException;
import io.smartconnect.simulator.http.SimulatedRequest;
import io.smartconnect.simulator.http.SimulatedResponse;
import io.smartconnect.simulator.model.SimulatedInstance;
import io.smartconnect.simulator.model.SimulatedTask;
import io.smartconnect.simulator.model.SimulatedTaskJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;

/** The API of DMS for Kafka for instances and their Smart Connect tasks. */
final class SmartConnectApi {

    private static final List<String> FILTERS = List.of("engine", "name", "instance_id", "status");

    private final SimulatedCloud cloud;
    private final InstanceLookup lookup;
    private final TaskCreator creation;
    private final ResponseEncoder encoder;

    SmartConnectApi(SimulatedCloud cloud, ResponseEncoder encoder) {
        this.cloud = cloud;
        this.lookup = new InstanceLookup(cloud);
        this.creation = new TaskCreator(cloud);
        this.encoder = encoder;
    }

    SimulatedResponse answer(SimulatedRequest call) {
        return switch (call.operation()) {
            case LIST_INSTANCES -> listInstances(call);
            case SHOW_INSTANCE -> encoder.json(lookup.instance(call).description());
            case LIST_TASKS -> listTasks(call);
            case CREATE_TASK -> createTask(call);
            case SHOW_TASK -> encoder.json(lookup.task(call).entity(cloud.millis()));
            case MODIFY_TASK -> modifyTask(call);
            case DELETE_TASK -> change(call, task -> lookup.instance(call).remove(task, cloud.millis()));
            case PAUSE_TASK -> changeFrom("RUNNING", call, task -> task.pause(cloud.millis()));
            case RESUME_TASK -> changeFrom("PAUSED", call, task -> task.resume(cloud.millis()));
            case RESTART_TASK -> change(call, task -> task.restart(cloud.millis()));
            default -> throw SimulatedApi.unrouted(call);
        };
    }

    private SimulatedResponse listInstances(SimulatedRequest call) {
        List<JsonObject> matching = cloud.instances().stream()
                .map(SimulatedInstance::description)
                .filter(instance -> FILTERS.stream().allMatch(field -> matches(call, field, instance)))
                .toList();
        PageRequest page = PageRequest.of(call);
        if (page.offset() > 0 && page.offset() >= matching.size()) {
            throw SimulatedErrorException.badRequest("DMS.40050010", "Offset parameter is invalid.");
        }
        return encoder.json(new JsonObject()
                .put("instances", new JsonArray(page.of(matching)))
                .put("instance_num", matching.size()));
    }

    private static boolean matches(SimulatedRequest call, String field, JsonObject instance) {
        return call.parameter(field)
                .map(text -> text.equals(instance.getString(field)))
                .orElse(true);
    }

    private SimulatedResponse listTasks(SimulatedRequest call) {
        SimulatedInstance instance = lookup.withConnector(call);
        List<SimulatedTask> tasks = instance.smartConnectTasks();
        List<JsonObject> page = PageRequest.of(call).of(tasks).stream()
                .map(task -> task.entity(cloud.millis()))
                .toList();
        return encoder.tasks(page, tasks.size(), instance.spec().smartConnect());
    }

    private SimulatedResponse createTask(SimulatedRequest call) {
        SimulatedInstance instance = lookup.withConnector(call);
        JsonObject request = TaskCreator.body(call);
        TaskCreator.check(request, instance.smartConnectTasks(), instance.spec().smartConnect());
        SimulatedTask task =
                creation.smartConnectTask(SimulatedTaskJson.created(request), request.getBoolean("start_later", false));
        instance.add(task);
        return encoder.json(task.entity(cloud.millis()));
    }

    private SimulatedResponse modifyTask(SimulatedRequest call) {
        SimulatedTask task = lookup.task(call);
        task.modify(TaskCreator.body(call));
        return encoder.json(task.entity(cloud.millis()));
    }

    private SimulatedResponse changeFrom(String status, SimulatedRequest call, Consumer<SimulatedTask> change) {
        if (!lookup.task(call).status(cloud.millis()).equals(status)) {
            throw SimulatedErrorException.badRequest(
                    "DMS.00400026", "This operation is not allowed in the current status.");
        }
        return change(call, change);
    }

    private SimulatedResponse change(SimulatedRequest call, Consumer<SimulatedTask> change) {
        change.accept(lookup.task(call));
        return SimulatedResponse.noContent();
    }
}
