package io.smartconnect.command.tasks;

import io.smartconnect.command.tasks.TaskField.JsonType;
import io.smartconnect.command.tasks.TaskField.Kind;
import io.smartconnect.command.tasks.TaskField.Range;
import io.smartconnect.command.tasks.TaskField.Use;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All fields of a task. Names, types and what can be changed are those of ModifyConnectorTask; secrets those of
 * CreateConnectorTask; values those of its pages and of the user manual. The fields of Redis are documented in answers only.
 */
final class TaskFields {

    private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);
    private static final Set<Kind> REPLICATES = EnumSet.of(Kind.REPLICATE);
    private static final Set<Kind> DUMPS = EnumSet.of(Kind.DUMP);
    private static final Set<Kind> SYNCS = EnumSet.of(Kind.REDIS);

    /** In the order of the documents. */
    static final List<TaskField> FIELDS = List.of(
            new TaskField(
                    "task_name", JsonType.TEXT, ALL, Use.CHANGEABLE, List.of(), Range.INTEGER, "the name of the task"),
            new TaskField(
                    "topics",
                    JsonType.TEXT,
                    ALL,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "the topics, separated by commas"),
            new TaskField(
                    "topics_regex",
                    JsonType.TEXT,
                    ALL,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "the expression that selects the topics"),
            new TaskField(
                    "source_type", JsonType.TEXT, ALL, Use.SHOWN, List.of(), Range.INTEGER, "where the data come from"),
            new TaskField("sink_type", JsonType.TEXT, ALL, Use.SHOWN, List.of(), Range.INTEGER, "where the data go to"),
            new TaskField("id", JsonType.TEXT, ALL, Use.SHOWN, List.of(), Range.INTEGER, "the id of the task"),
            new TaskField("status", JsonType.TEXT, ALL, Use.SHOWN, List.of(), Range.INTEGER, "what it does now"),
            new TaskField(
                    "create_time", JsonType.WHOLE, ALL, Use.SHOWN, List.of(), Range.INTEGER, "when it was created"),
            new TaskField(
                    "source_task.current_cluster_name",
                    JsonType.TEXT,
                    REPLICATES,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "what this Kafka is called"),
            new TaskField(
                    "source_task.cluster_name",
                    JsonType.TEXT,
                    REPLICATES,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "what the other Kafka is called"),
            new TaskField(
                    "source_task.user_name",
                    JsonType.TEXT,
                    REPLICATES,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "who logs in to the other Kafka"),
            new TaskField(
                    "source_task.password",
                    JsonType.TEXT,
                    REPLICATES,
                    Use.SECRET,
                    List.of(),
                    Range.INTEGER,
                    "and by which password"),
            new TaskField(
                    "source_task.sasl_mechanism",
                    JsonType.TEXT,
                    REPLICATES,
                    Use.CHANGEABLE,
                    List.of("PLAIN", "SCRAM-SHA-512"),
                    Range.INTEGER,
                    "how it logs in"),
            new TaskField(
                    "source_task.instance_id",
                    JsonType.TEXT,
                    REPLICATES,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "the id of the other Kafka instance"),
            new TaskField(
                    "source_task.bootstrap_servers",
                    JsonType.TEXT,
                    REPLICATES,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "the addresses of the other Kafka"),
            new TaskField(
                    "source_task.security_protocol",
                    JsonType.TEXT,
                    REPLICATES,
                    Use.CHANGEABLE,
                    List.of("PLAINTEXT", "SASL_SSL", "SASL_PLAINTEXT"),
                    Range.INTEGER,
                    "whether the connection is encrypted"),
            new TaskField(
                    "source_task.direction",
                    JsonType.TEXT,
                    REPLICATES,
                    Use.CHANGEABLE,
                    List.of("pull", "push", "two-way"),
                    Range.INTEGER,
                    "pull: from the other Kafka; push: to it"),
            new TaskField(
                    "source_task.sync_consumer_offsets_enabled",
                    JsonType.FLAG,
                    REPLICATES,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "whether consumer offsets are copied, too"),
            new TaskField(
                    "source_task.replication_factor",
                    JsonType.WHOLE,
                    REPLICATES,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.POSITIVE,
                    "copies of each topic that it creates"),
            new TaskField(
                    "source_task.task_num",
                    JsonType.WHOLE,
                    REPLICATES,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.POSITIVE,
                    "workers that share the topics"),
            new TaskField(
                    "source_task.rename_topic_enabled",
                    JsonType.FLAG,
                    REPLICATES,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "whether topics get the name of their Kafka as a prefix"),
            new TaskField(
                    "source_task.provenance_header_enabled",
                    JsonType.FLAG,
                    REPLICATES,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "whether messages get a header that says where they are from"),
            new TaskField(
                    "source_task.consumer_strategy",
                    JsonType.TEXT,
                    REPLICATES,
                    Use.CHANGEABLE,
                    List.of("earliest", "latest"),
                    Range.INTEGER,
                    "where it begins: at the oldest or the newest message"),
            new TaskField(
                    "source_task.compression_type",
                    JsonType.TEXT,
                    REPLICATES,
                    Use.CHANGEABLE,
                    List.of("none", "gzip", "snappy", "lz4", "zstd"),
                    Range.INTEGER,
                    "how messages are compressed"),
            new TaskField(
                    "source_task.topics_mapping",
                    JsonType.TEXT,
                    REPLICATES,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "what topics are called at their destination"),
            new TaskField(
                    "source_task.redis_address",
                    JsonType.TEXT,
                    SYNCS,
                    Use.SHOWN,
                    List.of(),
                    Range.INTEGER,
                    "the address of the source"),
            new TaskField(
                    "source_task.redis_type",
                    JsonType.TEXT,
                    SYNCS,
                    Use.SHOWN,
                    List.of(),
                    Range.INTEGER,
                    "the kind of Redis"),
            new TaskField(
                    "source_task.dcs_instance_id",
                    JsonType.TEXT,
                    SYNCS,
                    Use.SHOWN,
                    List.of(),
                    Range.INTEGER,
                    "the id of the source"),
            new TaskField(
                    "source_task.sync_mode",
                    JsonType.TEXT,
                    SYNCS,
                    Use.SHOWN,
                    List.of(),
                    Range.INTEGER,
                    "RDB_ONLY: once and whole; CUSTOM_OFFSET: then also what changes"),
            new TaskField(
                    "source_task.full_sync_wait_ms",
                    JsonType.WHOLE,
                    SYNCS,
                    Use.SHOWN,
                    List.of(),
                    Range.INTEGER,
                    "milliseconds between tries of the whole copy"),
            new TaskField(
                    "source_task.full_sync_max_retry",
                    JsonType.WHOLE,
                    SYNCS,
                    Use.SHOWN,
                    List.of(),
                    Range.INTEGER,
                    "tries of the whole copy"),
            new TaskField(
                    "source_task.ratelimit",
                    JsonType.WHOLE,
                    SYNCS,
                    Use.SHOWN,
                    List.of(),
                    Range.INTEGER,
                    "KB a second, -1 for no limit"),
            new TaskField(
                    "sink_task.consumer_strategy",
                    JsonType.TEXT,
                    DUMPS,
                    Use.CHANGEABLE,
                    List.of("earliest", "latest"),
                    Range.INTEGER,
                    "where it begins: at the oldest or the newest message"),
            new TaskField(
                    "sink_task.destination_file_type",
                    JsonType.TEXT,
                    DUMPS,
                    Use.CHANGEABLE,
                    List.of("TEXT"),
                    Range.INTEGER,
                    "the format of the files"),
            new TaskField(
                    "sink_task.deliver_time_interval",
                    JsonType.WHOLE,
                    DUMPS,
                    Use.CHANGEABLE,
                    List.of(),
                    new Range(30, 900),
                    "seconds between two dumps"),
            new TaskField(
                    "sink_task.obs_bucket_name",
                    JsonType.TEXT,
                    DUMPS,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "the bucket"),
            new TaskField(
                    "sink_task.obs_path",
                    JsonType.TEXT,
                    DUMPS,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "the directory in it"),
            new TaskField(
                    "sink_task.access_key",
                    JsonType.TEXT,
                    DUMPS,
                    Use.SECRET,
                    List.of(),
                    Range.INTEGER,
                    "who writes into the bucket"),
            new TaskField(
                    "sink_task.secret_key",
                    JsonType.TEXT,
                    DUMPS,
                    Use.SECRET,
                    List.of(),
                    Range.INTEGER,
                    "and by which key"),
            new TaskField(
                    "sink_task.agency_name",
                    JsonType.TEXT,
                    DUMPS,
                    Use.SHOWN,
                    List.of(),
                    Range.INTEGER,
                    "the agency that may write into the bucket"),
            new TaskField(
                    "sink_task.partition_format",
                    JsonType.TEXT,
                    DUMPS,
                    Use.CHANGEABLE,
                    List.of("yyyy", "yyyy/MM", "yyyy/MM/dd", "yyyy/MM/dd/HH", "yyyy/MM/dd/HH/mm"),
                    Range.INTEGER,
                    "the directory of a time"),
            new TaskField(
                    "sink_task.record_delimiter",
                    JsonType.TEXT,
                    DUMPS,
                    Use.CHANGEABLE,
                    List.of(",", ";", "|", "\\n", "NULL"),
                    Range.INTEGER,
                    "what stands between messages"),
            new TaskField(
                    "sink_task.store_keys",
                    JsonType.FLAG,
                    DUMPS,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "whether keys are written, too"),
            new TaskField(
                    "sink_task.kv_delimiter",
                    JsonType.TEXT,
                    DUMPS,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "what stands between key and value"),
            new TaskField(
                    "sink_task.obs_part_size",
                    JsonType.WHOLE,
                    DUMPS,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.POSITIVE,
                    "bytes of each part that is uploaded"),
            new TaskField(
                    "sink_task.flush_size",
                    JsonType.WHOLE,
                    DUMPS,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.POSITIVE,
                    "messages of a file at most"),
            new TaskField(
                    "sink_task.timezone",
                    JsonType.TEXT,
                    DUMPS,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "the time zone of the directories"),
            new TaskField(
                    "sink_task.schema_generator_class",
                    JsonType.TEXT,
                    DUMPS,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "a class of Kafka Connect"),
            new TaskField(
                    "sink_task.partitioner_class",
                    JsonType.TEXT,
                    DUMPS,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "a class of Kafka Connect"),
            new TaskField(
                    "sink_task.value_converter",
                    JsonType.TEXT,
                    DUMPS,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "a class of Kafka Connect"),
            new TaskField(
                    "sink_task.key_converter",
                    JsonType.TEXT,
                    DUMPS,
                    Use.CHANGEABLE,
                    List.of(),
                    Range.INTEGER,
                    "a class of Kafka Connect"),
            new TaskField(
                    "sink_task.redis_address",
                    JsonType.TEXT,
                    SYNCS,
                    Use.SHOWN,
                    List.of(),
                    Range.INTEGER,
                    "the address of the destination"),
            new TaskField(
                    "sink_task.redis_type",
                    JsonType.TEXT,
                    SYNCS,
                    Use.SHOWN,
                    List.of(),
                    Range.INTEGER,
                    "the kind of Redis"),
            new TaskField(
                    "sink_task.dcs_instance_id",
                    JsonType.TEXT,
                    SYNCS,
                    Use.SHOWN,
                    List.of(),
                    Range.INTEGER,
                    "the id of the destination"),
            new TaskField(
                    "sink_task.target_db",
                    JsonType.WHOLE,
                    SYNCS,
                    Use.SHOWN,
                    List.of(),
                    Range.INTEGER,
                    "the database, -1 for the same as at the source"));

    private TaskFields() {}

    /** The field of this path. */
    static Optional<TaskField> named(String path) {
        return FIELDS.stream().filter(field -> field.path().equals(path)).findFirst();
    }

    /** What a field is, in a few words; the dump API has those of a dump in another object. Empty for an unknown one. */
    static String described(String path) {
        return named(path.replaceFirst("^obs_destination_descriptor\\.", "sink_task."))
                .map(TaskField::words)
                .orElse("");
    }

    /** The paths of those that are secret. */
    static List<String> secrets() {
        return FIELDS.stream().filter(TaskField::isSecret).map(TaskField::path).toList();
    }

    /** The paths that a task of this kind can be told to change. */
    static List<String> changeable(Kind kind) {
        return FIELDS.stream()
                .filter(field -> field.use() != Use.SHOWN && field.kinds().contains(kind))
                .map(TaskField::path)
                .toList();
    }
}
