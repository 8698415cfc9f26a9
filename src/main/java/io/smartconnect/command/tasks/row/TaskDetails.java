package io.smartconnect.command.tasks.row;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A task with its partitions.
 *
 * @param partitions absent without a detail from the cloud
 * @param document the JSON API's document about the task, for {@code --output=json} alone
 */
public record TaskDetails(TaskRow task, Optional<List<PartitionRow>> partitions, JsonObject document) {}
