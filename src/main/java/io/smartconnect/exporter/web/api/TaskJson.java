package io.smartconnect.exporter.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.smartconnect.exporter.snapshot.Standby;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.JudgedPartition;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A writer of the documents that {@code openapi.json} describes. Unknown values are null. */
final class TaskJson {

    private static final String POLLED_BY = "polled_by";

    private final JsonGenerator json;
    private final Instant now;

    /** A writer to {@code json}; ages are measured against {@code now}. */
    TaskJson(JsonGenerator json, Instant now) {
        this.json = json;
        this.now = now;
    }

    /** A document with all of {@code tasks}, without their partitions. */
    void list(List<TaskSummary> tasks, Optional<Standby> standby) throws IOException {
        json.writeStartObject();
        if (standby.isPresent()) {
            text(POLLED_BY, standby.get().poller().orElse(""));
        }
        objects("tasks", tasks, this::facts);
        json.writeEndObject();
    }

    /** A document with one task and its partitions. */
    void whole(TaskSummary summary) throws IOException {
        json.writeStartObject();
        facts(summary);
        field("partitions", summary.task().topics(), this::partitions);
        json.writeEndObject();
    }

    /** A document that refuses to choose between {@code candidates}. */
    void conflict(String reason, List<TaskSummary> candidates) throws IOException {
        json.writeStartObject();
        json.writeStringField("error", reason);
        objects("candidates", candidates, this::identity);
        json.writeEndObject();
    }

    /** Writes an array of objects with the fields that {@code fields} writes of each task. */
    private void objects(String name, List<TaskSummary> tasks, Writing<TaskSummary> fields) throws IOException {
        json.writeArrayFieldStart(name);
        for (TaskSummary task : tasks) {
            json.writeStartObject();
            fields.write(task);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void facts(TaskSummary summary) throws IOException {
        Task task = summary.task();
        json.writeStringField("target", summary.instance().target());
        identity(summary);
        text("kind", summary.kind());
        text("source", task.info().source());
        text("destination", task.info().destination());
        text("topics", summary.topics());
        text("status", task.status().orElse(""));
        judgement(task.progress().map(TaskProgress::judgement));
        field("lag_messages", summary.lagMessages(), json::writeNumber);
        age(summary.lagTime());
        field("lag_objective_seconds", task.progress().map(TaskProgress::lagObjectiveSeconds), json::writeNumber);
        text("lag_source", summary.lagSource().map(LagSource::label).orElse(""));
        number("delay_seconds", summary.delaySeconds());
        number("retention_margin_seconds", summary.retention().marginSeconds());
        number("expired_messages", summary.retention().expiredMessages());
        rates(summary.rates());
        field("data_age_seconds", summary.asOf().map(this::secondsSince), json::writeNumber);
    }

    private void identity(TaskSummary summary) throws IOException {
        json.writeStringField("instance_id", summary.instance().id());
        text("instance_name", summary.instance().name());
        json.writeStringField("task_id", summary.task().id());
        text("task_name", summary.task().name());
    }

    private void judgement(Optional<HealthJudgement> judgement) throws IOException {
        field("health", judgement.map(made -> made.health().label()), json::writeString);
        text("reason", judgement.map(HealthJudgement::reason).orElse(""));
    }

    private void age(Optional<LagTime> age) throws IOException {
        field("lag_seconds", age.map(LagTime::seconds), json::writeNumber);
        field("lag_seconds_lower_bound", age.map(LagTime::isLowerBound), json::writeBoolean);
    }

    private void rates(TransferRates rates) throws IOException {
        number("transferred_per_second", rates.transferredPerSecond());
        number("produced_per_second", rates.producedPerSecond());
        number("catch_up_seconds", rates.catchUpSeconds());
    }

    /** At least 0, even after the clock was set back. */
    private double secondsSince(Instant time) {
        return Math.max(0, Duration.between(time, now).toMillis() / 1e3);
    }

    private void partitions(List<Topic> topics) throws IOException {
        json.writeStartArray();
        for (Topic topic : topics) {
            for (int i = 0; i < topic.partitions().size(); i++) {
                partition(topic.name(), topic.partitions().get(i), topic.progress(i));
            }
        }
        json.writeEndArray();
    }

    private void partition(String topic, Partition partition, Optional<JudgedPartition> progress) throws IOException {
        json.writeStartObject();
        json.writeStringField("topic", topic);
        json.writeNumberField("partition", partition.id());
        text("status", partition.status().orElse(""));
        judgement(progress.map(JudgedPartition::judgement));
        number("log_start_offset", partition.logStartOffset());
        number("log_end_offset", partition.logEndOffset());
        number("last_transfer_offset", partition.lastTransferOffset());
        number("lag_messages", partition.lag());
        age(partition.lagTime());
        number("retention_margin_seconds", partition.retentionMarginSeconds());
        field("samples", progress.map(JudgedPartition::samples), this::samples);
        json.writeEndObject();
    }

    private void samples(OffsetSamples samples) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < samples.size(); i++) {
            json.writeStartObject();
            json.writeStringField("time", Instant.ofEpochMilli(samples.time(i)).toString());
            json.writeNumberField("log_end_offset", samples.logEndOffset(i));
            json.writeNumberField("last_transfer_offset", samples.lastTransferOffset(i));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void text(String name, String text) throws IOException {
        field(name, Optional.of(text).filter(known -> !known.isEmpty()), json::writeString);
    }

    private void number(String name, OptionalLong number) throws IOException {
        field(name, number.stream().boxed().findFirst(), json::writeNumber);
    }

    private void number(String name, OptionalDouble number) throws IOException {
        field(name, number.stream().boxed().findFirst(), json::writeNumber);
    }

    private <T> void field(String name, Optional<T> value, Writing<T> writing) throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            writing.write(value.get());
        } else {
            json.writeNull();
        }
    }

    /** Writes one value. */
    @FunctionalInterface
    private interface Writing<T> {
        void write(T value) throws IOException;
    }
}
