package io.smartconnect.exporter.web.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.web.http.JsonAnswer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The documents of the JSON API, without a server. */
public final class TaskDocuments {

    private static final JsonFactory JSON = new JsonFactory();

    private TaskDocuments() {}

    /** The document of {@code /api/v1/tasks/{task_id}}: one task with its partitions; empty if the instance has no such task. */
    public static Optional<String> whole(Snapshot snapshot, String instanceId, String taskId, Instant now) {
        return chosen(Optional.of(instanceId), Optional.of(taskId), snapshot).stream()
                .findFirst()
                .map(task -> document(json -> new TaskJson(json, now).whole(task)));
    }

    private static List<TaskSummary> chosen(Optional<String> instanceId, Optional<String> taskId, Snapshot snapshot) {
        return new TaskSelection(instanceId, taskId, Optional.empty(), Optional.empty()).from(snapshot);
    }

    private static String document(JsonAnswer.JsonContent content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
