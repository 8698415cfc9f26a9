package io.smartconnect.exporter.snapshot.task;

/** The work of a task, as its source and sink types define it. The only place that knows the cloud's words for these types. */
public enum TaskKind {
    /** A Kafka replication. */
    REPLICATE("replicate"),
    /** An OBS dump. */
    DUMP("dump"),
    /** A Redis sync. */
    REDIS("redis"),
    /** Any other combination of types. */
    UNKNOWN("");

    /** The sink type of every OBS dump. */
    public static final String OBS_SINK = "OBS_SINK";

    private final String label;

    TaskKind(String label) {
        this.label = label;
    }

    /** The kind that these types define. The source type decides first. */
    public static TaskKind of(String sourceType, String sinkType) {
        return switch (sourceType) {
            case "KAFKA_REPLICATOR_SOURCE" -> REPLICATE;
            case "REDIS_REPLICATOR_SOURCE" -> REDIS;
            default -> sinkType.equals(OBS_SINK) ? DUMP : UNKNOWN;
        };
    }

    /** The word of the JSON API, for example {@code dump}; empty for {@link #UNKNOWN}. */
    public String label() {
        return label;
    }
}
