package io.smartconnect.simulator.model;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Builds and merges the JSON objects of tasks, with the fields in the order of the API's documents. */
public final class SimulatedTaskJson {

    private static final String CONVERTER = "org.apache.kafka.connect.converters.ByteArrayConverter";

    /** Fields of requests that no response contains. */
    private static final List<String> SECRETS = List.of("password", "access_key", "secret_key");

    private SimulatedTaskJson() {}

    /** Adds the fields of a Kafka replication. */
    public static JsonObject replication(JsonObject entity) {
        return entity.put("source_task", replicationSource())
                .put("source_type", "KAFKA_REPLICATOR_SOURCE")
                .putNull("sink_task")
                .put("sink_type", "NONE");
    }

    private static JsonObject replicationSource() {
        return new JsonObject()
                .put("current_cluster_name", "A")
                .put("cluster_name", "B")
                .put("direction", "pull")
                .put("bootstrap_servers", "192.168.45.58:9092,192.168.44.1:9092,192.168.41.230:9092")
                .put("instance_id", "59f6d088-3c4b-4c59-9d15-2a5c4ed9d0a1")
                .put("consumer_strategy", "earliest")
                .put("sync_consumer_offsets_enabled", false)
                .put("rename_topic_enabled", false)
                .put("provenance_header_enabled", false)
                .put("security_protocol", "PLAINTEXT")
                .put("sasl_mechanism", "PLAIN")
                .put("user_name", "")
                .put("topics_mapping", "")
                .put("compression_type", "none")
                .put("task_num", 2)
                .put("replication_factor", 3);
    }

    /** Adds the fields of an OBS dump. */
    public static JsonObject obs(JsonObject entity, int deliverSeconds) {
        return entity.putNull("source_task")
                .put("source_type", "NONE")
                .put("sink_task", obsSink(entity.getString("task_name"), deliverSeconds))
                .put("sink_type", "OBS_SINK");
    }

    private static JsonObject obsSink(String path, int deliverSeconds) {
        return new JsonObject()
                .put("consumer_strategy", "earliest")
                .put("destination_file_type", "TEXT")
                .put("obs_bucket_name", "archive")
                .put("obs_path", path)
                .put("partition_format", "yyyy/MM/dd/HH/mm")
                .put("record_delimiter", "\\n")
                .put("deliver_time_interval", deliverSeconds)
                .put("obs_part_size", 5242880)
                .put("flush_size", 1000000)
                .put("timezone", "Asia/Chongqing")
                .put("schema_generator_class", "io.confluent.connect.storage.hive.schema.DefaultSchemaGenerator")
                .put("partitioner_class", "io.confluent.connect.storage.partitioner.TimeBasedPartitioner")
                .put("value_converter", CONVERTER)
                .put("key_converter", CONVERTER)
                .put("store_keys", false)
                .put("kv_delimiter", ":");
    }

    /** Adds the fields of a Redis sync. */
    public static JsonObject redis(JsonObject entity) {
        JsonObject source = new JsonObject()
                .put("redis_address", "192.168.91.179:6379")
                .put("redis_type", "standalone")
                .put("dcs_instance_id", "949190a2-598a-4afd-99a8-dad3cae1e7cd")
                .put("sync_mode", "CUSTOM_OFFSET")
                .put("full_sync_wait_ms", 13000)
                .put("full_sync_max_retry", 4)
                .put("ratelimit", -1);
        JsonObject sink = new JsonObject()
                .put("redis_address", "192.168.119.51:6379")
                .put("redis_type", "standalone")
                .put("dcs_instance_id", "9b981368-a8e3-416a-87d9-1581a968b41b")
                .put("target_db", -1);
        return entity.put("source_task", source)
                .put("source_type", "REDIS_REPLICATOR_SOURCE")
                .put("sink_task", sink)
                .put("sink_type", "REDIS_REPLICATOR_SINK");
    }

    /** The dump API's {@code obs_destination_descriptor} of an OBS dump. */
    static JsonObject descriptor(JsonObject entity) {
        JsonObject sink = entity.getJsonObject("sink_task");
        JsonObject descriptor = new JsonObject();
        for (String field : List.of(
                "consumer_strategy", "destination_file_type", "obs_bucket_name", "obs_path", "partition_format")) {
            descriptor.put(field, sink.getValue(field));
        }
        return descriptor
                .put("record_delimiter", "\n")
                .put("deliver_time_interval", sink.getValue("deliver_time_interval"))
                .put("obs_part_size", sink.getValue("obs_part_size"))
                .put("flush_size", sink.getValue("flush_size"))
                .put("connector_class", "com.huawei.dms.connector.obs.OBSSinkConnector")
                .put("storage_class", "com.huawei.dms.connector.obs.storage.OBSStorage")
                .put("format_class", "com.huawei.dms.connector.obs.format.bytearray.ByteArrayFormat")
                .put("schema_generator_class", sink.getValue("schema_generator_class"))
                .put("partitioner_class", sink.getValue("partitioner_class"))
                .put("value_converter", sink.getValue("value_converter"))
                .put("key_converter", sink.getValue("key_converter"));
    }

    /** The task that this request creates: the request's fields without secrets, and defaults for the others. */
    public static JsonObject created(JsonObject request) {
        JsonObject named = new JsonObject().put("task_name", request.getValue("task_name"));
        JsonObject entity = switch (request.getString("sink_type", "NONE")) {
            case "OBS_SINK" -> obs(named, 300);
            case "REDIS_REPLICATOR_SINK" -> redis(named);
            default -> replication(named);
        };
        return merged(entity, request);
    }

    /** The task that this request of the dump API creates; all its fields but the name are in the descriptor. */
    public static JsonObject createdDump(JsonObject request) {
        JsonObject descriptor = request.getJsonObject("obs_destination_descriptor");
        JsonObject entity = obs(new JsonObject().put("task_name", request.getValue("task_name")), 300);
        JsonObject change = new JsonObject().put("sink_task", descriptor);
        for (String field : List.of("topics", "topics_regex")) {
            if (descriptor.containsKey(field)) {
                change.put(field, descriptor.getValue(field));
            }
        }
        JsonObject created = merged(entity, change);
        created.getJsonObject("sink_task").getMap().keySet().removeAll(List.of("topics", "topics_regex"));
        return created;
    }

    /**
     * The task after a modification. Fields of source and sink are merged one by one; other fields are replaced. Id, status
     * and creation time never change. Of {@code topics} and {@code topics_regex} only the last in the request remains.
     */
    static JsonObject merged(JsonObject entity, JsonObject change) {
        JsonObject result = entity.copy();
        for (Map.Entry<String, Object> field : change) {
            switch (field.getKey()) {
                case "source_task", "sink_task" -> mergeInto(result, field.getKey(), field.getValue());
                case "topics" -> {
                    result.put("topics", field.getValue()).remove("topics_regex");
                }
                case "topics_regex" -> {
                    result.put("topics_regex", field.getValue()).remove("topics");
                }
                case "task_name", "source_type", "sink_type" -> result.put(field.getKey(), field.getValue());
                default -> {
                    // Other fields are ignored: the document lists id and status as optional.
                }
            }
        }
        return result;
    }

    private static void mergeInto(JsonObject entity, String name, Object change) {
        if (change instanceof JsonObject fields) {
            JsonObject old = entity.getJsonObject(name, new JsonObject());
            JsonObject merged = old == null ? new JsonObject() : old;
            merged.mergeIn(fields);
            SECRETS.forEach(merged::remove);
            entity.put(name, merged);
        }
    }
}
