package io.smartconnect.bench.accuracy;

import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.health.tracking.InstanceContext;
import io.smartconnect.exporter.health.tracking.TaskTrackers;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.Retentions;
import io.smartconnect.exporter.lag.StateFile;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The judgement of one instance's tasks without clients, polls and metrics; with a state file. */
final class DirectExporter implements AutoCloseable {

    private static final InstanceContext CONTEXT =
            new InstanceContext(Laboratory.INSTANCE, "simulated", HealthSettings.DEFAULT, false);

    private final TimeSource time;
    private final Path file = temporaryFile();
    private OffsetHistories histories = new OffsetHistories();
    private TaskTrackers trackers;

    DirectExporter(TimeSource time) {
        this.time = time;
        trackers = newTrackers();
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("state", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TaskTrackers newTrackers() {
        return new TaskTrackers(CONTEXT, histories, new Retentions(Duration.ofMinutes(5)), time);
    }

    /** Takes in answers. Returns them with their judgements. */
    List<Task> poll(List<Task> answers) {
        TaskTrackers.Moment now = trackers.now();
        trackers.listed(answers.stream().map(task -> new TaskTrackers.Listed(task, 0)).toList(), Set.of(ApiFamily.DUMP), now);
        return answers.stream()
                .map(task -> trackers.withProgress(trackers.observed(task, task, now)))
                .toList();
    }

    /** Writes the state file. */
    void stop() {
        histories.captureWindows();
        new StateFile(file).write(Map.of(Laboratory.INSTANCE, histories));
    }

    /** Reads the state file, and knows nothing else. */
    void start() {
        histories =
                Objects.requireNonNull(new StateFile(file).read(time.millis()).get(Laboratory.INSTANCE));
        trackers = newTrackers();
    }

    @Override
    public void close() {
        file.toFile().delete();
    }
}
