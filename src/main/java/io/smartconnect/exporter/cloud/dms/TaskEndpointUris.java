package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.json.JsonFields;
import io.smartconnect.exporter.snapshot.task.TaskKind;

/**
 * URIs of the source and the destination of a task, in the direction of the data. An empty URI means unknown or this
 * instance.
 */
final class TaskEndpointUris {

    private TaskEndpointUris() {}

    /** The source of a Smart Connect task. */
    static String source(TaskKind kind, JsonFields source) {
        return switch (kind) {
            case REPLICATE -> cluster(source, "cluster_name", "current_cluster_name");
            case REDIS -> redis(source);
            case DUMP, UNKNOWN -> "";
        };
    }

    /** The destination of a Smart Connect task. */
    static String destination(TaskKind kind, JsonFields source, JsonFields sink) {
        return switch (kind) {
            case REPLICATE -> cluster(source, "current_cluster_name", "cluster_name");
            case DUMP -> bucket(sink);
            case REDIS -> redis(sink);
            case UNKNOWN -> "";
        };
    }

    /** The URI of a bucket and the path in it. */
    static String bucket(JsonFields sink) {
        String bucket = sink.text("obs_bucket_name");
        String path = sink.text("obs_path");
        if (bucket.isEmpty()) {
            return "";
        }
        return uri("obs", path.isEmpty() ? bucket : bucket + "/" + path);
    }

    /** Treats {@code two-way} as its push half: from this instance to its peer. */
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
