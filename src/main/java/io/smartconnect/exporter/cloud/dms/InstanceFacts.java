package io.smartconnect.exporter.cloud.dms;

import java.util.Optional;

/**
 * What the cloud says of one Kafka instance; texts that it does not say are empty.
 *
 * @param id {@code instance_id}
 * @param name {@code name}
 * @param engineVersion {@code engine_version}
 * @param status {@code status}; an open set
 * @param connectorId {@code connector_id}, the key to the dump API; empty where that is off or unknown
 * @param connectorEnabled {@code connector_enable}
 */
public record InstanceFacts(
        String id,
        String name,
        String engineVersion,
        String status,
        String connectorId,
        Optional<Boolean> connectorEnabled) {

    /** An instance of which only the id is known. */
    public static InstanceFacts unknown(String id) {
        return new InstanceFacts(id, "", "", "", "", Optional.empty());
    }
}
