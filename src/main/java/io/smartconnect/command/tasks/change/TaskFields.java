package io.smartconnect.command.tasks.change;

import static io.smartconnect.command.tasks.change.TaskField.flag;
import static io.smartconnect.command.tasks.change.TaskField.text;
import static io.smartconnect.command.tasks.change.TaskField.whole;

import io.smartconnect.command.tasks.change.TaskField.Access;
import io.smartconnect.exporter.snapshot.task.TaskKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The documented fields of tasks. Names, types and changeable fields are those of ModifyConnectorTask; secrets those of
 * CreateConnectorTask; values those of its pages and of the user manual. The fields of Redis are documented in responses only.
 */
public final class TaskFields {

    private static final List<TaskField> COMMON = List.of(
            text("task_name", "name").matching("[A-Za-z0-9_-]{4,64}", "4 to 64 letters, digits, - and _"),
            text("topics", "topics, separated by commas").notEmpty(),
            text("topics_regex", "regular expression that selects the topics").notEmpty(),
            text("source_type", "type of the source").readOnly(),
            text("sink_type", "type of the destination").readOnly(),
            text("id", "id").readOnly(),
            text("status", "state of the task").readOnly(),
            whole("create_time", "time of its creation").readOnly());

    private static final List<TaskField> REPLICATION = List.of(
            text("source_task.current_cluster_name", "alias of this instance"),
            text("source_task.cluster_name", "alias of the other Kafka cluster"),
            text("source_task.user_name", "user name at the other Kafka"),
            text("source_task.password", "password of that user"),
            text("source_task.sasl_mechanism", "authentication at the other Kafka")
                    .oneOf("PLAIN", "SCRAM-SHA-512"),
            text("source_task.instance_id", "id of the other Kafka instance"),
            text("source_task.bootstrap_servers", "addresses of the other Kafka"),
            text("source_task.security_protocol", "encryption of the connection")
                    .oneOf("PLAINTEXT", "SASL_SSL", "SASL_PLAINTEXT"),
            text("source_task.direction", "pull: from the other Kafka; push: to it")
                    .oneOf("pull", "push", "two-way"),
            flag("source_task.sync_consumer_offsets_enabled", "copies consumer offsets"),
            whole("source_task.replication_factor", "replicas of each topic that the task creates")
                    .positive(),
            whole("source_task.task_num", "workers that share the topics").positive(),
            flag("source_task.rename_topic_enabled", "prefixes topics with the name of their Kafka"),
            flag("source_task.provenance_header_enabled", "adds a header with the source to messages"),
            text("source_task.consumer_strategy", "start: at the oldest or the newest message")
                    .oneOf("earliest", "latest"),
            text("source_task.compression_type", "compression of messages")
                    .oneOf("none", "gzip", "snappy", "lz4", "zstd"),
            text("source_task.topics_mapping", "names of topics at the destination"));

    private static final List<TaskField> REDIS_SOURCE = List.of(
            text("source_task.redis_address", "address of the source").readOnly(),
            text("source_task.redis_type", "kind of Redis").readOnly(),
            text("source_task.dcs_instance_id", "id of the source").readOnly(),
            text("source_task.sync_mode", "RDB_ONLY: one full copy; CUSTOM_OFFSET: then changes")
                    .readOnly(),
            whole("source_task.full_sync_wait_ms", "milliseconds between retries of the full copy")
                    .readOnly(),
            whole("source_task.full_sync_max_retry", "retries of the full copy").readOnly(),
            whole("source_task.ratelimit", "KB per second; -1 for no limit").readOnly());

    private static final List<TaskField> DUMP = List.of(
            text("sink_task.consumer_strategy", "start: at the oldest or the newest message")
                    .oneOf("earliest", "latest"),
            text("sink_task.destination_file_type", "format of the files").oneOf("TEXT"),
            whole("sink_task.deliver_time_interval", "seconds between two deliveries")
                    .within(30, 900),
            text("sink_task.obs_bucket_name", "bucket").notEmpty(),
            text("sink_task.obs_path", "directory in the bucket"),
            text("sink_task.access_key", "access key for the bucket"),
            text("sink_task.secret_key", "secret of the access key"),
            text("sink_task.agency_name", "agency that may write to the bucket").readOnly(),
            text("sink_task.partition_format", "pattern of the directories by time")
                    .oneOf("yyyy", "yyyy/MM", "yyyy/MM/dd", "yyyy/MM/dd/HH", "yyyy/MM/dd/HH/mm"),
            text("sink_task.record_delimiter", "separator of messages").oneOf(",", ";", "|", "\\n", "NULL"),
            flag("sink_task.store_keys", "writes keys"),
            text("sink_task.kv_delimiter", "separator of key and value"),
            whole("sink_task.obs_part_size", "bytes of each uploaded part").positive(),
            whole("sink_task.flush_size", "most messages of a file").positive(),
            text("sink_task.timezone", "time zone of the directories"),
            text("sink_task.schema_generator_class", "class of Kafka Connect"),
            text("sink_task.partitioner_class", "class of Kafka Connect"),
            text("sink_task.value_converter", "class of Kafka Connect"),
            text("sink_task.key_converter", "class of Kafka Connect"));

    private static final List<TaskField> REDIS_DESTINATION = List.of(
            text("sink_task.redis_address", "address of the destination").readOnly(),
            text("sink_task.redis_type", "kind of Redis").readOnly(),
            text("sink_task.dcs_instance_id", "id of the destination").readOnly(),
            whole("sink_task.target_db", "database; -1 for the same as at the source")
                    .readOnly());

    /** All fields, in the order of the cloud's documentation. */
    public static final List<TaskField> FIELDS = Stream.of(
                    COMMON.stream(),
                    REPLICATION.stream().map(field -> field.of(TaskKind.REPLICATE)),
                    REDIS_SOURCE.stream().map(field -> field.of(TaskKind.REDIS)),
                    DUMP.stream().map(field -> field.of(TaskKind.DUMP)),
                    REDIS_DESTINATION.stream().map(field -> field.of(TaskKind.REDIS)))
            .flatMap(fields -> fields)
            .toList();

    private TaskFields() {}

    /** The field with this path. */
    static Optional<TaskField> named(String path) {
        return FIELDS.stream().filter(field -> field.path().equals(path)).findFirst();
    }

    /** The description of a field; empty for an unknown one. The dump API has the fields of a dump in another object. */
    public static String description(String path) {
        return named(path.replaceFirst("^obs_destination_descriptor\\.", "sink_task."))
                .map(TaskField::description)
                .orElse("");
    }

    /** True if a field with this path is a secret. */
    static boolean isSecret(String path) {
        return named(path).map(TaskField::isSecret).orElse(false);
    }

    /** The paths of the secrets. */
    static List<String> secrets() {
        return FIELDS.stream().filter(TaskField::isSecret).map(TaskField::path).toList();
    }

    /** The paths that can be changed in a task of this kind. */
    public static List<String> changeable(TaskKind kind) {
        return FIELDS.stream()
                .filter(field ->
                        field.access() != Access.READ_ONLY && field.kinds().contains(kind))
                .map(TaskField::path)
                .toList();
    }
}
