package io.smartconnect.exporter.cloud.dms;

import java.util.Optional;

/**
 * The attributes of one Kafka instance, as the cloud reports them; missing texts are empty.
 *
 * @param id {@code instance_id}
 * @param name {@code name}
 * @param engineVersion {@code engine_version}
 * @param status {@code status}; an open set
 * @param connectorId {@code connector_id}, which the dump API needs; empty if off or unknown
 * @param connectorEnabled {@code connector_enable}
 */
public record InstanceFacts(
        String id,
        String name,
        String engineVersion,
        String status,
        String connectorId,
        Optional<Boolean> connectorEnabled) {

    /** Creates an instance with only an id. */
    public static InstanceFacts unknown(String id) {
        return new InstanceFacts(id, "", "", "", "", Optional.empty());
    }
}
