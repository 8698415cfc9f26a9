package io.smartconnect.simulator.api;

import io.smartconnect.simulator.http.SimulatedErrorException;
import io.smartconnect.simulator.http.SimulatedRequest;
import io.smartconnect.simulator.http.SimulatedResponse;
import io.smartconnect.simulator.model.SimulatedInstance;
import io.smartconnect.simulator.model.SimulatedTask;
import io.smartconnect.simulator.model.SimulatedTaskJson;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The older API of DMS for Kafka, which addresses dump tasks by their connector and shows their offsets. */
final class DumpApi {

    private final SimulatedCloud cloud;
    private final InstanceLookup lookup;
    private final TaskCreator creation;
    private final ResponseEncoder encoder;

    DumpApi(SimulatedCloud cloud, ResponseEncoder encoder) {
        this.cloud = cloud;
        this.lookup = new InstanceLookup(cloud);
        this.creation = new TaskCreator(cloud);
        this.encoder = encoder;
    }

    SimulatedResponse answer(SimulatedRequest call) {
        return switch (call.operation()) {
            case LIST_DUMP_TASKS -> list(call);
            case CREATE_DUMP_TASK -> create(call);
            case SHOW_DUMP_TASK -> show(call);
            case DELETE_DUMP_TASK -> delete(call);
            default -> throw SimulatedApi.unrouted(call);
        };
    }

    private SimulatedResponse list(SimulatedRequest call) {
        SimulatedInstance instance = lookup.byConnector(call);
        List<JsonObject> items = instance.dumpTasks().stream()
                .map(task -> task.dumpItem(cloud.millis()))
                .toList();
        return encoder.tasks(items, items.size(), instance.spec().dump());
    }

    private SimulatedResponse create(SimulatedRequest call) {
        SimulatedInstance instance = lookup.byConnector(call);
        JsonObject request = TaskCreator.body(call);
        TaskCreator.check(request, instance.dumpTasks(), instance.spec().dump());
        if (request.getJsonObject("obs_destination_descriptor") == null) {
            throw SimulatedErrorException.badParameter("obs_destination_descriptor");
        }
        SimulatedTask task = creation.dumpTask(SimulatedTaskJson.createdDump(request));
        instance.add(task);
        return encoder.json(new JsonObject().put("task_id", task.id()));
    }

    private SimulatedResponse show(SimulatedRequest call) {
        boolean topicInfo = switch (call.parameter("topic-info").orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw SimulatedErrorException.badParameter("topic-info");
        };
        return encoder.json(lookup.dumpTask(call).dumpDetail(cloud.millis(), topicInfo));
    }

    private SimulatedResponse delete(SimulatedRequest call) {
        lookup.byConnector(call).remove(lookup.dumpTask(call), cloud.millis());
        return SimulatedResponse.noContent();
    }
}
