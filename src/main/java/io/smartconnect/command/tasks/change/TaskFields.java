package io.smartconnect.command.tasks.change;

import io.smartconnect.command.tasks.change.TaskField.JsonType;
import io.smartconnect.command.tasks.change.TaskField.Kind;
import io.smartconnect.command.tasks.change.TaskField.Use;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All fields of a task. Names, types and what can be changed are those of ModifyConnectorTask; secrets those of
 * CreateConnectorTask; values those of its pages and of the user manual. The fields of Redis are documented in answers only.
 */
public final class TaskFields {

    private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);
    private static final Set<Kind> REPLICATES = EnumSet.of(Kind.REPLICATE);
    private static final Set<Kind> DUMPS = EnumSet.of(Kind.DUMP);
    private static final Set<Kind> SYNCS = EnumSet.of(Kind.REDIS);

    /** In the order of the documents. */
    public static final List<TaskField> FIELDS = List.of(
            new TaskField("task_name", JsonType.TEXT, ALL, Use.CHANGEABLE, "the name of the task"),
            new TaskField("topics", JsonType.TEXT, ALL, Use.CHANGEABLE, "the topics, separated by commas"),
            new TaskField("topics_regex", JsonType.TEXT, ALL, Use.CHANGEABLE, "the expression that selects the topics"),
            new TaskField("source_type", JsonType.TEXT, ALL, Use.SHOWN, "where the data come from"),
            new TaskField("sink_type", JsonType.TEXT, ALL, Use.SHOWN, "where the data go to"),
            new TaskField("id", JsonType.TEXT, ALL, Use.SHOWN, "the id of the task"),
            new TaskField("status", JsonType.TEXT, ALL, Use.SHOWN, "what it does now"),
            new TaskField("create_time", JsonType.WHOLE, ALL, Use.SHOWN, "when it was created"),
            new TaskField(
                    "source_task.current_cluster_name",
                    JsonType.TEXT,
                    REPLICATES,
                    Use.CHANGEABLE,
                    "what this Kafka is called"),
            new TaskField(
                    "source_task.cluster_name",
                    JsonType.TEXT,
                    REPLICATES,
                    Use.CHANGEABLE,
                    "what the other Kafka is called"),
            new TaskField(
                    "source_task.user_name",
                    JsonType.TEXT,
                    REPLICATES,
                    Use.CHANGEABLE,
                    "who logs in to the other Kafka"),
            new TaskField("source_task.password", JsonType.TEXT, REPLICATES, Use.SECRET, "and by which password"),
            new TaskField("source_task.sasl_mechanism", JsonType.TEXT, REPLICATES, Use.CHANGEABLE, "how it logs in")
                    .oneOf("PLAIN", "SCRAM-SHA-512"),
            new TaskField(
                    "source_task.instance_id",
                    JsonType.TEXT,
                    REPLICATES,
                    Use.CHANGEABLE,
                    "the id of the other Kafka instance"),
            new TaskField(
                    "source_task.bootstrap_servers",
                    JsonType.TEXT,
                    REPLICATES,
                    Use.CHANGEABLE,
                    "the addresses of the other Kafka"),
            new TaskField(
                            "source_task.security_protocol",
                            JsonType.TEXT,
                            REPLICATES,
                            Use.CHANGEABLE,
                            "whether the connection is encrypted")
                    .oneOf("PLAINTEXT", "SASL_SSL", "SASL_PLAINTEXT"),
            new TaskField(
                            "source_task.direction",
                            JsonType.TEXT,
                            REPLICATES,
                            Use.CHANGEABLE,
                            "pull: from the other Kafka; push: to it")
                    .oneOf("pull", "push", "two-way"),
            new TaskField(
                    "source_task.sync_consumer_offsets_enabled",
                    JsonType.FLAG,
                    REPLICATES,
                    Use.CHANGEABLE,
                    "whether consumer offsets are copied, too"),
            new TaskField(
                            "source_task.replication_factor",
                            JsonType.WHOLE,
                            REPLICATES,
                            Use.CHANGEABLE,
                            "copies of each topic that it creates")
                    .positive(),
            new TaskField(
                            "source_task.task_num",
                            JsonType.WHOLE,
                            REPLICATES,
                            Use.CHANGEABLE,
                            "workers that share the topics")
                    .positive(),
            new TaskField(
                    "source_task.rename_topic_enabled",
                    JsonType.FLAG,
                    REPLICATES,
                    Use.CHANGEABLE,
                    "whether topics get the name of their Kafka as a prefix"),
            new TaskField(
                    "source_task.provenance_header_enabled",
                    JsonType.FLAG,
                    REPLICATES,
                    Use.CHANGEABLE,
                    "whether messages get a header that says where they are from"),
            new TaskField(
                            "source_task.consumer_strategy",
                            JsonType.TEXT,
                            REPLICATES,
                            Use.CHANGEABLE,
                            "where it begins: at the oldest or the newest message")
                    .oneOf("earliest", "latest"),
            new TaskField(
                            "source_task.compression_type",
                            JsonType.TEXT,
                            REPLICATES,
                            Use.CHANGEABLE,
                            "how messages are compressed")
                    .oneOf("none", "gzip", "snappy", "lz4", "zstd"),
            new TaskField(
                    "source_task.topics_mapping",
                    JsonType.TEXT,
                    REPLICATES,
                    Use.CHANGEABLE,
                    "what topics are called at their destination"),
            new TaskField("source_task.redis_address", JsonType.TEXT, SYNCS, Use.SHOWN, "the address of the source"),
            new TaskField("source_task.redis_type", JsonType.TEXT, SYNCS, Use.SHOWN, "the kind of Redis"),
            new TaskField("source_task.dcs_instance_id", JsonType.TEXT, SYNCS, Use.SHOWN, "the id of the source"),
            new TaskField(
                    "source_task.sync_mode",
                    JsonType.TEXT,
                    SYNCS,
                    Use.SHOWN,
                    "RDB_ONLY: once and whole; CUSTOM_OFFSET: then also what changes"),
            new TaskField(
                    "source_task.full_sync_wait_ms",
                    JsonType.WHOLE,
                    SYNCS,
                    Use.SHOWN,
                    "milliseconds between tries of the whole copy"),
            new TaskField(
                    "source_task.full_sync_max_retry", JsonType.WHOLE, SYNCS, Use.SHOWN, "tries of the whole copy"),
            new TaskField("source_task.ratelimit", JsonType.WHOLE, SYNCS, Use.SHOWN, "KB a second, -1 for no limit"),
            new TaskField(
                            "sink_task.consumer_strategy",
                            JsonType.TEXT,
                            DUMPS,
                            Use.CHANGEABLE,
                            "where it begins: at the oldest or the newest message")
                    .oneOf("earliest", "latest"),
            new TaskField(
                            "sink_task.destination_file_type",
                            JsonType.TEXT,
                            DUMPS,
                            Use.CHANGEABLE,
                            "the format of the files")
                    .oneOf("TEXT"),
            new TaskField(
                            "sink_task.deliver_time_interval",
                            JsonType.WHOLE,
                            DUMPS,
                            Use.CHANGEABLE,
                            "seconds between two dumps")
                    .within(30, 900),
            new TaskField("sink_task.obs_bucket_name", JsonType.TEXT, DUMPS, Use.CHANGEABLE, "the bucket"),
            new TaskField("sink_task.obs_path", JsonType.TEXT, DUMPS, Use.CHANGEABLE, "the directory in it"),
            new TaskField("sink_task.access_key", JsonType.TEXT, DUMPS, Use.SECRET, "who writes into the bucket"),
            new TaskField("sink_task.secret_key", JsonType.TEXT, DUMPS, Use.SECRET, "and by which key"),
            new TaskField(
                    "sink_task.agency_name",
                    JsonType.TEXT,
                    DUMPS,
                    Use.SHOWN,
                    "the agency that may write into the bucket"),
            new TaskField("sink_task.partition_format", JsonType.TEXT, DUMPS, Use.CHANGEABLE, "the directory of a time")
                    .oneOf("yyyy", "yyyy/MM", "yyyy/MM/dd", "yyyy/MM/dd/HH", "yyyy/MM/dd/HH/mm"),
            new TaskField(
                            "sink_task.record_delimiter",
                            JsonType.TEXT,
                            DUMPS,
                            Use.CHANGEABLE,
                            "what stands between messages")
                    .oneOf(",", ";", "|", "\\n", "NULL"),
            new TaskField(
                    "sink_task.store_keys", JsonType.FLAG, DUMPS, Use.CHANGEABLE, "whether keys are written, too"),
            new TaskField(
                    "sink_task.kv_delimiter",
                    JsonType.TEXT,
                    DUMPS,
                    Use.CHANGEABLE,
                    "what stands between key and value"),
            new TaskField(
                            "sink_task.obs_part_size",
                            JsonType.WHOLE,
                            DUMPS,
                            Use.CHANGEABLE,
                            "bytes of each part that is uploaded")
                    .positive(),
            new TaskField("sink_task.flush_size", JsonType.WHOLE, DUMPS, Use.CHANGEABLE, "messages of a file at most")
                    .positive(),
            new TaskField(
                    "sink_task.timezone", JsonType.TEXT, DUMPS, Use.CHANGEABLE, "the time zone of the directories"),
            new TaskField(
                    "sink_task.schema_generator_class",
                    JsonType.TEXT,
                    DUMPS,
                    Use.CHANGEABLE,
                    "a class of Kafka Connect"),
            new TaskField(
                    "sink_task.partitioner_class", JsonType.TEXT, DUMPS, Use.CHANGEABLE, "a class of Kafka Connect"),
            new TaskField(
                    "sink_task.value_converter", JsonType.TEXT, DUMPS, Use.CHANGEABLE, "a class of Kafka Connect"),
            new TaskField("sink_task.key_converter", JsonType.TEXT, DUMPS, Use.CHANGEABLE, "a class of Kafka Connect"),
            new TaskField("sink_task.redis_address", JsonType.TEXT, SYNCS, Use.SHOWN, "the address of the destination"),
            new TaskField("sink_task.redis_type", JsonType.TEXT, SYNCS, Use.SHOWN, "the kind of Redis"),
            new TaskField("sink_task.dcs_instance_id", JsonType.TEXT, SYNCS, Use.SHOWN, "the id of the destination"),
            new TaskField(
                    "sink_task.target_db",
                    JsonType.WHOLE,
                    SYNCS,
                    Use.SHOWN,
                    "the database, -1 for the same as at the source"));

    private TaskFields() {}

    /** The field of this path. */
    static Optional<TaskField> named(String path) {
        return FIELDS.stream().filter(field -> field.path().equals(path)).findFirst();
    }

    /** What a field is, in a few words; the dump API has those of a dump in another object. Empty for an unknown one. */
    public static String described(String path) {
        return named(path.replaceFirst("^obs_destination_descriptor\\.", "sink_task."))
                .map(TaskField::words)
                .orElse("");
    }

    /** The paths of those that are secret. */
    static List<String> secrets() {
        return FIELDS.stream().filter(TaskField::isSecret).map(TaskField::path).toList();
    }

    /** The paths that a task of this kind can be told to change. */
    public static List<String> changeable(Kind kind) {
        return FIELDS.stream()
                .filter(field -> field.use() != Use.SHOWN && field.kinds().contains(kind))
                .map(TaskField::path)
                .toList();
    }
}
