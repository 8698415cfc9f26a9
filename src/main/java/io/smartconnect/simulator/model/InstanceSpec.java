package io.smartconnect.simulator.model;

import java.util.List;
import java.util.Optional;

/**
 * A Kafka instance of a scenario.
 *
 * @param connectorId empty: Smart Connect is off
 * @param saysConnector whether its description has the fields about the connector; some clouds leave them out
 */
public record InstanceSpec(
        String id,
        String name,
        String status,
        String engineVersion,
        Optional<String> connectorId,
        boolean saysConnector,
        Limits smartConnect,
        Limits dump,
        List<TaskSpec> tasks) {

    /** {@code max_tasks} and {@code quota_tasks}. */
    public record Limits(int max, int quota) {}
}
