package io.smartconnect.simulator.api;

import io.smartconnect.simulator.http.SimulatedResponse;
import io.smartconnect.simulator.model.InstanceSpec;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * An encoder of successful responses.
 *
 * @param texts the exact text of each object that equals a key
 */
record ResponseEncoder(Map<JsonObject, String> texts) {

    /** Compares by {@code equals} alone: equal JSON numbers of different types differ in their hash codes. */
    SimulatedResponse json(JsonObject object) {
        return SimulatedResponse.json(
                200,
                texts.entrySet().stream()
                        .filter(text -> text.getKey().equals(object))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseGet(object::encode));
    }

    /** One page of tasks with the number of all of them and the limits of their instance. */
    SimulatedResponse tasks(List<JsonObject> page, int total, InstanceSpec.TaskLimits limits) {
        return json(new JsonObject()
                .put("tasks", new JsonArray(page))
                .put("total_number", total)
                .put("max_tasks", limits.max())
                .put("quota_tasks", limits.quota()));
    }
}
