package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.http.ApiMeter;
import io.smartconnect.exporter.cloud.json.JsonFields;
import io.smartconnect.exporter.snapshot.TaskQuota;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskInfo;
import io.smartconnect.exporter.snapshot.task.TaskKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A decoder of the cloud's JSON. Its field names and the tolerated quirks are those of the public API reference:
 * ListInstances, ListConnectorTasks, ShowConnectorTask, ListSinkTasks and ShowSinkTaskDetail.
 */
final class DmsResponseDecoder {

    private final ApiMeter meter;

    DmsResponseDecoder(ApiMeter meter) {
        this.meter = meter;
    }

    /** Decodes an item of ListInstances; empty without an id, or for another engine. */
    Optional<InstanceFacts> instance(JsonFields fields) {
        String engine = fields.text("engine");
        String id = fields.identity("instance_id");
        boolean isKafka = engine.isEmpty() || engine.equalsIgnoreCase("kafka");
        return id.isEmpty() || !isKafka ? Optional.empty() : Optional.of(instance(id, fields));
    }

    /** Decodes ShowInstance of the instance {@code id}. */
    InstanceFacts instance(String id, JsonFields fields) {
        return new InstanceFacts(
                id,
                fields.requiredText("name"),
                fields.text("engine_version"),
                fields.requiredText("status"),
                fields.text("connector_id"),
                fields.flag("connector_enable"));
    }

    /** Decodes the task limits of a listing; {@code reported} is its total. */
    TaskQuota limits(OptionalLong reported, JsonFields listing) {
        return new TaskQuota(reported, listing.requiredNumber("max_tasks"), listing.requiredNumber("quota_tasks"));
    }

    /** Decodes an item of ListConnectorTasks; empty without an id. */
    Optional<Task> smartConnectTask(JsonFields fields) {
        String id = fields.identity("id");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(smartConnectTask(id, fields).with(fields.configuration()));
    }

    /** Decodes ShowConnectorTask of the task {@code id}. */
    Task smartConnectTask(String id, JsonFields fields) {
        JsonFields source = fields.object("source_task").orElseGet(JsonFields::nothing);
        JsonFields sink = fields.object("sink_task").orElseGet(JsonFields::nothing);
        String sourceType = fields.requiredText("source_type");
        String sinkType = fields.requiredText("sink_type");
        TaskKind kind = TaskKind.of(sourceType, sinkType);
        return new Task(
                id,
                fields.requiredText("task_name"),
                Set.of(ApiFamily.SMART_CONNECT),
                word(fields.requiredText("status")),
                time(fields),
                kind == TaskKind.DUMP ? deliverInterval(sink) : OptionalLong.empty(),
                kind == TaskKind.REPLICATE ? source.requiredNumber("task_num") : OptionalLong.empty(),
                new TaskInfo(
                        sourceType,
                        sinkType,
                        fields.text("topics"),
                        fields.text("topics_regex"),
                        TaskEndpointUris.source(kind, source),
                        TaskEndpointUris.destination(kind, source, sink),
                        source.text("direction"),
                        first(source.text("consumer_strategy"), sink.text("consumer_strategy"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    /** Decodes an item of ListSinkTasks; empty without an id. */
    Optional<Task> dumpTask(JsonFields fields) {
        String id = fields.identity("task_id");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(dumpTask(id, fields, Optional.empty()).with(fields.configuration()));
    }

    /**
     * Decodes ShowSinkTaskDetail of the task {@code id}, with its topics. Throws a {@link DecodeException} if it is
     * not a JSON object.
     */
    Task dumpDetail(String id, Buffer body) {
        DumpDetail detail = DumpDetail.parse(body, meter);
        return dumpTask(id, new JsonFields(detail.facts(), meter::unreadable), Optional.of(detail.topics()));
    }

    private Task dumpTask(String id, JsonFields fields, Optional<List<Topic>> progress) {
        JsonFields bucket = fields.object("obs_destination_descriptor").orElseGet(JsonFields::nothing);
        return new Task(
                id,
                fields.requiredText("task_name"),
                Set.of(ApiFamily.DUMP),
                word(fields.requiredText("status")),
                time(fields),
                progress.isPresent() ? deliverInterval(bucket) : OptionalLong.empty(),
                OptionalLong.empty(),
                new TaskInfo(
                        "",
                        fields.requiredText("destination_type").equals("OBS") ? TaskKind.OBS_SINK : "",
                        fields.requiredText("topics"),
                        "",
                        "",
                        TaskEndpointUris.bucket(bucket),
                        "",
                        bucket.text("consumer_strategy")),
                progress.map(topics -> LagSource.DUMP),
                progress,
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    /** Reads the deliver interval. The API reference's list example omits the last letter of its key. */
    private static OptionalLong deliverInterval(JsonFields sink) {
        return sink.has("deliver_time_interva") && !sink.has("deliver_time_interval")
                ? sink.number("deliver_time_interva")
                : sink.requiredNumber("deliver_time_interval");
    }

    private static Optional<Instant> time(JsonFields fields) {
        OptionalLong millis = fields.requiredNumber("create_time");
        return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
    }

    private static Optional<String> word(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static String first(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
