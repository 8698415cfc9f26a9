package io.smartconnect.simulator.model;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task of a scenario, or another consumer of an instance's topics, which no API lists.
 *
 * @param entity its JSON object in the Smart Connect API without status and creation time
 * @param descriptor the dump API's {@code obs_destination_descriptor}, if it does not follow from the entity
 * @param smartConnect true if the Smart Connect API lists it
 * @param dumpId its id in the dump API, if that lists it
 * @param created by default a week before the scenario's start
 * @param groups the names of the consumer groups that hold its offsets, with {@code {task_name}} and {@code {task_id}}
 * @param abnormalAfter the time after the start from which Cloud Eye reports it as abnormal
 */
public record TaskSpec(
        String id,
        JsonObject entity,
        Optional<JsonObject> descriptor,
        boolean smartConnect,
        Optional<String> dumpId,
        Optional<Instant> created,
        List<TopicSpec> topics,
        TaskTimeline timeline,
        List<String> groups,
        Optional<Duration> abnormalAfter) {

    /** The group of an OBS dump by default. */
    public static final String DEFAULT_GROUP = "connect-{task_name}";
}
