package io.smartconnect.exporter.cloud.eye;

import io.smartconnect.exporter.cloud.json.JsonFields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The series of one task, or of one direction of a two-way task, in Cloud Eye.
 *
 * @param instanceId dimension {@code kafka_instance_id}
 * @param task dimension {@code connector_task}: the name of the task, for a two-way task with {@code _source_0} or {@code _source_1}
 */
public record TaskSeries(String instanceId, String task) {

    private static final String INSTANCE = "kafka_instance_id";
    private static final String TASK = "connector_task";

    /** The names of the dimensions, in the order of the cloud. */
    static final String DIMENSIONS = INSTANCE + "," + TASK;

    /** Reads {@code dimensions}; empty if one of them is missing. */
    static Optional<TaskSeries> of(JsonFields owner) {
        List<JsonFields> dimensions = owner.objects("dimensions");
        String instanceId = value(dimensions, INSTANCE);
        String task = value(dimensions, TASK);
        return instanceId.isEmpty() || task.isEmpty()
                ? Optional.empty()
                : Optional.of(new TaskSeries(instanceId, task));
    }

    /** The value of {@code dimensions} in a request. */
    JsonArray dimensions() {
        return new JsonArray().add(dimension(INSTANCE, instanceId)).add(dimension(TASK, task));
    }

    private static String value(List<JsonFields> dimensions, String name) {
        return dimensions.stream()
                .filter(dimension -> dimension.text("name").equals(name))
                .findFirst()
                .map(dimension -> dimension.text("value"))
                .orElse("");
    }

    private static JsonObject dimension(String name, String value) {
        return new JsonObject().put("name", name).put("value", value);
    }
}
