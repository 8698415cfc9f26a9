package io.smartconnect.exporter.cloud.eye;

/**
 * The series of one task, or of one direction of a two-way task, in Cloud Eye.
 *
 * @param instanceId dimension {@code kafka_instance_id}
 * @param task dimension {@code connector_task}: the name of the task, for a two-way task with {@code _source_0} or {@code _source_1}
 */
public record TaskSeries(String instanceId, String task) {}
