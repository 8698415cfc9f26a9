package io.smartconnect.simulator.model;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task of a scenario.
 *
 * @param entity as the Smart Connect API shows it, but for status and time of creation, which are filled in
 * @param descriptor the dump API's {@code obs_destination_descriptor}, when it does not follow from the entity
 * @param smartConnect the Smart Connect API names it
 * @param dumpId the id under which the dump API names it, if it does
 * @param created by default a week before the scenario's start
 */
public record TaskSpec(
        String id,
        JsonObject entity,
        Optional<JsonObject> descriptor,
        boolean smartConnect,
        Optional<String> dumpId,
        Optional<Instant> created,
        List<TopicSpec> topics,
        Timeline course) {}
