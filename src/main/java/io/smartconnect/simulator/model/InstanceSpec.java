package io.smartconnect.simulator.model;

import java.util.List;
import java.util.Optional;

/**
 * A Kafka instance of a scenario.
 *
 * @param connectorId empty if Smart Connect is off
 * @param showsConnector true if its description has the connector's fields, which some clouds omit
 * @param smartConnect limits in the Smart Connect API
 * @param dump limits in the dump API
 */
public record InstanceSpec(
        String id,
        String name,
        String status,
        String engineVersion,
        Optional<String> connectorId,
        boolean showsConnector,
        TaskLimits smartConnect,
        TaskLimits dump,
        List<TaskSpec> tasks) {

    /** The fields {@code max_tasks} and {@code quota_tasks}. */
    public record TaskLimits(int max, int quota) {}
}
