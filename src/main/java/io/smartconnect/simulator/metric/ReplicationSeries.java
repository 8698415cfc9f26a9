package io.smartconnect.simulator.metric;

import io.smartconnect.simulator.model.PartitionSpec;
import io.smartconnect.simulator.model.SimulatedTask;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The values that Cloud Eye has of one replication, or of one direction of a two-way one. Times are milliseconds since the
 * scenario's start.
 *
 * @param connectorTask the dimension: the task's name, for a two-way task with {@code _source_0} or {@code _source_1}
 * @param direction the direction of the topics
 */
public record ReplicationSeries(String instanceId, SimulatedTask task, String connectorTask, int direction) {

    /** The names of the dimensions. */
    public static final String DIMENSIONS = "kafka_instance_id,connector_task";

    static final long MINUTE = 60_000;

    private static final String INSTANCE = "kafka_instance_id";
    private static final String TASK = "connector_task";

    /** The series of a task; none unless it is a replication. */
    public static Stream<ReplicationSeries> of(String instanceId, SimulatedTask task) {
        if (!task.isReplication()) {
            return Stream.of();
        }
        return task.source("direction").equals("two-way")
                ? Stream.of(0, 1)
                        .map(way -> new ReplicationSeries(instanceId, task, task.name() + "_source_" + way, way))
                : Stream.of(new ReplicationSeries(instanceId, task, task.name(), 0));
    }

    /** The dimensions as the API shows them. */
    public JsonArray dimensions() {
        return new JsonArray()
                .add(new JsonObject().put("name", INSTANCE).put("value", instanceId))
                .add(new JsonObject().put("name", TASK).put("value", connectorTask));
    }

    /** The dimensions as names and values with this text between them. */
    public List<String> dimensions(String between) {
        return List.of(INSTANCE + between + instanceId, TASK + between + connectorTask);
    }

    /**
     * The value of the point at this time; absent before the task has started and after its deletion, and of a delay without a
     * transfer.
     */
    public OptionalDouble value(ReplicationMetric metric, long millis) {
        if (!isStarted(millis) || millis >= task.deleted().orElse(Long.MAX_VALUE)) {
            return OptionalDouble.empty();
        }
        return switch (metric) {
            case WAITING -> sum(partition -> task.offsets(partition, millis).waiting());
            case RATE -> sum(partition -> rate(partition, millis));
            case DELAY -> delay(millis);
            case STATUS -> OptionalDouble.of(isNormal(millis) ? 1 : 0);
        };
    }

    private OptionalDouble sum(ToLongFunction<PartitionSpec> messages) {
        return OptionalDouble.of((double) partitions().mapToLong(messages).sum());
    }

    boolean isStarted(long millis) {
        String status = task.status(millis);
        return !status.equals("WAITING") && !status.equals("CREATING");
    }

    private boolean isNormal(long millis) {
        return task.isNormal(millis) && !task.status(millis).equals("FAILED");
    }

    private Stream<PartitionSpec> partitions() {
        return task.topics().stream()
                .filter(topic -> topic.direction() == direction)
                .flatMap(topic -> topic.partitions().stream());
    }

    private long rate(PartitionSpec partition, long millis) {
        long before = task.offsets(partition, millis - MINUTE).moved();
        return Math.max(0, task.offsets(partition, millis).moved() - before);
    }

    /** The longest delay of the partitions. */
    private OptionalDouble delay(long millis) {
        return partitions()
                .flatMapToLong(partition -> delay(partition, millis).stream())
                .mapToDouble(delay -> (double) delay)
                .max();
    }

    private OptionalLong delay(PartitionSpec partition, long millis) {
        if (rate(partition, millis) == 0) {
            return OptionalLong.empty();
        }
        PartitionSpec.Offsets now = task.offsets(partition, millis);
        long arrived = arrival(partition, now.transferred(), millis);
        return OptionalLong.of(arrived - now.producedAt(now.transferred() - 1));
    }

    /** The time at which the task reached this offset, within the minute. */
    private long arrival(PartitionSpec partition, long transferred, long millis) {
        long low = millis - MINUTE;
        long high = millis;
        while (low < high) {
            long middle = Math.floorDiv(low + high, 2);
            if (task.offsets(partition, middle).transferred() >= transferred) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The whole minutes between two times. */
    static LongStream minutes(long from, long to) {
        return LongStream.rangeClosed(-Math.floorDiv(-from, MINUTE), Math.floorDiv(to, MINUTE))
                .map(minute -> minute * MINUTE);
    }
}
