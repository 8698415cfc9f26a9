package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.json.JsonFields;

/** Where a task's data come from and go to, as URIs that follow the data. Empty: unknown, or this instance itself. */
final class TaskUris {

    private TaskUris() {}

    /** Where the data of a Smart Connect task come from. */
    static String source(String sourceType, JsonFields source) {
        return switch (sourceType) {
            case "KAFKA_REPLICATOR_SOURCE" -> cluster(source, "cluster_name", "current_cluster_name");
            case "REDIS_REPLICATOR_SOURCE" -> redis(source);
            default -> "";
        };
    }

    /** Where the data of a Smart Connect task go to. */
    static String destination(String sourceType, JsonFields source, String sinkType, JsonFields sink) {
        if (sourceType.equals("KAFKA_REPLICATOR_SOURCE")) {
            return cluster(source, "current_cluster_name", "cluster_name");
        }
        return switch (sinkType) {
            case "OBS_SINK" -> bucket(sink);
            case "REDIS_REPLICATOR_SINK" -> redis(sink);
            default -> "";
        };
    }

    /** A bucket and the path in it. */
    static String bucket(JsonFields sink) {
        String bucket = sink.text("obs_bucket_name");
        String path = sink.text("obs_path");
        if (bucket.isEmpty()) {
            return "";
        }
        return uri("obs", path.isEmpty() ? bucket : bucket + "/" + path);
    }

    /** {@code two-way} is told as its push half: from this instance to its peer. */
    private static String cluster(JsonFields source, String whenPulling, String otherwise) {
        return switch (source.text("direction")) {
            case "pull" -> uri("kafka", source.text(whenPulling));
            case "push", "two-way" -> uri("kafka", source.text(otherwise));
            default -> "";
        };
    }

    private static String redis(JsonFields end) {
        String id = end.text("dcs_instance_id");
        return uri("redis", id.isEmpty() ? end.text("redis_address") : id);
    }

    private static String uri(String scheme, String name) {
        return name.isEmpty() ? "" : JsonFields.clean(scheme + "://" + name);
    }
}
