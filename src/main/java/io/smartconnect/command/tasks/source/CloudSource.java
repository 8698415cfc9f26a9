package io.smartconnect.command.tasks.source;

import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.command.terminal.WaitBudget;
import io.smartconnect.exporter.Build;
import io.smartconnect.exporter.Exporter;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.Reason;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.web.api.TaskDocuments;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The cloud, as the daemon's configuration says where it is and who asks. It is polled once. */
public final class CloudSource implements TaskSource {

    private final Vertx vertx = Vertx.vertx();
    private final Settings settings;
    private final WaitBudget patience;
    private final Exporter exporter;
    private final List<TaskClient> clients = new ArrayList<>();
    private Snapshot snapshot = Snapshot.empty(Instant.EPOCH);

    public CloudSource(Settings settings, WaitBudget patience) {
        this.settings = settings;
        this.patience = patience;
        this.exporter = new Exporter(vertx, settings, Build.current());
    }

    /** A source whose requests fail at once while the cloud throttles. */
    static CloudSource withoutWaiting(Settings settings, PrintWriter err) {
        return new CloudSource(settings.with(settings.api().withoutWaiting()), new WaitBudget(Duration.ZERO, err));
    }

    @Override
    public List<TaskRow> list() {
        do {
            snapshot = exporter.poll().toCompletionStage().toCompletableFuture().join();
        } while (throttled() && patience.outlasts(pause()));
        return TaskRow.of(new JsonObject(TaskDocuments.list(snapshot, Instant.now())));
    }

    @Override
    public JsonObject whole(TaskRow task) throws CommandFailedException {
        return TaskDocuments.whole(snapshot, task.text("instance_id"), task.text("task_id"), Instant.now())
                .map(JsonObject::new)
                .orElseThrow(() -> CommandFailedException.failed("the task has vanished: " + task.identity()));
    }

    /** Whether the API that can change tasks knows it. */
    public boolean isInSmartConnect(TaskRow row) {
        return snapshot.instances().stream()
                .filter(instance -> instance.info().id().equals(row.text("instance_id")))
                .flatMap(instance -> instance.tasks().stream())
                .anyMatch(task ->
                        task.id().equals(row.text("task_id")) && task.apis().contains(ApiFamily.SMART_CONNECT));
    }

    /** Asks about one task, and changes it. */
    public TaskClient client(TaskRow task) {
        TargetSettings target = settings.targets().stream()
                .filter(each -> each.name().equals(task.text("target")))
                .findFirst()
                .orElseThrow();
        TaskClient client = new TaskClient(vertx, target, settings.api(), task, patience);
        clients.add(client);
        return client;
    }

    @Override
    public List<String> troubles() {
        return troubles(instance -> true);
    }

    /** A target that could not be asked for its instances may have another one of this name. */
    @Override
    public List<String> troubles(String instance) {
        return troubles(info -> info.id().equals(instance) || info.name().equals(instance));
    }

    private List<String> troubles(Predicate<InstanceInfo> included) {
        return Stream.concat(
                        snapshot.targets().stream().flatMap(target -> trouble(target).stream()),
                        snapshot.instances().stream()
                                .filter(instance -> included.test(instance.info()))
                                .flatMap(instance -> trouble(instance).stream()))
                .toList();
    }

    private Optional<String> trouble(Target target) {
        return target.lastError().map(error -> "target " + target.name() + ": " + FailureAdvice.of(error));
    }

    private Optional<String> trouble(Instance instance) {
        String name = instance.info().name().isEmpty()
                ? instance.info().id()
                : instance.info().name();
        return instance.lastError().map(error -> "instance " + SafeText.of(name) + ": " + FailureAdvice.of(error));
    }

    private boolean throttled() {
        return Stream.concat(
                        snapshot.targets().stream().map(Target::failures),
                        snapshot.instances().stream().map(Instance::failures))
                .anyMatch(failures -> failures.count(Reason.THROTTLED) > 0);
    }

    private Duration pause() {
        return settings.api().throttleCoolDown();
    }

    @Override
    public void close() {
        clients.forEach(TaskClient::close);
        vertx.close();
    }
}
