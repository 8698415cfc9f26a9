package io.smartconnect.command.tasks.source;

import io.smartconnect.command.process.CommandProcess;
import io.smartconnect.command.tasks.row.TaskDetails;
import io.smartconnect.command.tasks.row.TaskIdentity;
import io.smartconnect.command.tasks.row.TaskRow;
import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.command.terminal.WaitBudget;
import io.smartconnect.exporter.BuildInfo;
import io.smartconnect.exporter.Exporter;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.web.api.TaskDocuments;
import io.smartconnect.exporter.web.api.TaskSelection;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cloud as a source of tasks: polled once, with the daemon's configuration. */
public final class CloudTaskSource implements TaskSource {

    private final Vertx vertx = CommandProcess.startVertx();
    private final Settings settings;
    private final WaitBudget waitBudget;
    private final Exporter exporter;
    private final List<TaskClient> clients = new ArrayList<>();
    private Snapshot snapshot = Snapshot.empty(Instant.EPOCH);

    /** A source that repeats throttled polls within {@code waitBudget}. */
    public CloudTaskSource(Settings settings, WaitBudget waitBudget) {
        this.settings = settings;
        this.waitBudget = waitBudget;
        this.exporter = new Exporter(vertx, settings, BuildInfo.current());
    }

    /** A source whose requests fail at once while the cloud throttles. */
    static CloudTaskSource withoutWaiting(Settings settings, PrintWriter err) {
        return new CloudTaskSource(settings.with(settings.api().withoutWaiting()), new WaitBudget(Duration.ZERO, err));
    }

    @Override
    public List<TaskRow> list() {
        do {
            snapshot = exporter.poll().toCompletionStage().toCompletableFuture().join();
        } while (isThrottled() && waitBudget.waitForThrottling(settings.api().throttleCoolDown()));
        Instant now = Instant.now();
        return TaskSelection.ALL.from(snapshot).stream()
                .map(summary -> SnapshotRows.task(summary, now))
                .toList();
    }

    @Override
    public TaskDetails details(TaskRow task) throws CommandFailedException {
        TaskIdentity id = task.id();
        return TaskDocuments.whole(snapshot, id.instanceId(), id.taskId(), Instant.now())
                .map(document -> new TaskDetails(
                        task,
                        known(id).findFirst().flatMap(known -> known.topics().map(SnapshotRows::partitions)),
                        new JsonObject(document)))
                .orElseThrow(() -> CommandFailedException.failed("the task no longer exists: " + id.text()));
    }

    private Stream<Task> known(TaskIdentity id) {
        return instances(info -> info.id().equals(id.instanceId()))
                .flatMap(instance -> instance.tasks().stream())
                .filter(task -> task.id().equals(id.taskId()));
    }

    private Stream<Instance> instances(Predicate<InstanceInfo> included) {
        return snapshot.instances().stream().filter(instance -> included.test(instance.info()));
    }

    /** True if the Smart Connect API, which can change tasks, lists the task. */
    public boolean isInSmartConnect(TaskRow task) {
        return apis(task.id()).contains(ApiFamily.SMART_CONNECT);
    }

    private Set<ApiFamily> apis(TaskIdentity id) {
        return known(id).flatMap(task -> task.apis().stream()).collect(Collectors.toSet());
    }

    /** Reads from each API that lists the task. */
    @Override
    public CloudAnswers cloudAnswers(TaskRow task) {
        TaskClient client = client(task);
        Set<ApiFamily> apis = apis(task.id());
        List<String> failures = new ArrayList<>();
        if (apis.size() < ApiFamily.values().length) {
            failures.addAll(failuresOfListings(task.id()));
        }
        return new CloudAnswers(
                apis.contains(ApiFamily.SMART_CONNECT) ? read(client::fields, failures) : Optional.empty(),
                apis.contains(ApiFamily.DUMP)
                        ? read(() -> client.dumpFields(apis.size() == 1), failures)
                        : Optional.empty(),
                failures);
    }

    /** A listing that could not be read may contain the task. */
    private List<String> failuresOfListings(TaskIdentity id) {
        return instances(info -> info.id().equals(id.instanceId()))
                .filter(instance -> !instance.complete())
                .flatMap(instance -> failure(instance).stream())
                .toList();
    }

    /** Reads every field of a task from one API. */
    @FunctionalInterface
    private interface FieldsReader {
        JsonObject read() throws CommandFailedException;
    }

    private static Optional<JsonObject> read(FieldsReader reader, List<String> failures) {
        try {
            return Optional.of(reader.read());
        } catch (CommandFailedException failure) {
            failures.addAll(failure.lines());
            return Optional.empty();
        }
    }

    /** A client for one of the listed tasks, closed with this source. */
    public TaskClient client(TaskRow task) {
        TargetSettings target = settings.targets().stream()
                .filter(each -> each.name().equals(task.id().target()))
                .findFirst()
                .orElseThrow();
        TaskClient client = new TaskClient(vertx, target, settings.api(), task.id(), waitBudget);
        clients.add(client);
        return client;
    }

    @Override
    public List<String> failures() {
        return failures(instance -> true);
    }

    /** Includes failed discoveries: an instance that is not listed can have the same name. */
    @Override
    public List<String> failures(String instance) {
        return failures(info -> info.id().equals(instance) || info.name().equals(instance));
    }

    private List<String> failures(Predicate<InstanceInfo> included) {
        return Stream.concat(
                        snapshot.targets().stream().flatMap(target -> failure(target).stream()),
                        instances(included).flatMap(instance -> failure(instance).stream()))
                .toList();
    }

    private Optional<String> failure(Target target) {
        return target.lastError().map(error -> "target " + target.name() + ": " + FailureAdvice.of(error));
    }

    private Optional<String> failure(Instance instance) {
        String name = instance.info().name().isEmpty()
                ? instance.info().id()
                : instance.info().name();
        return instance.lastError().map(error -> "instance " + SafeText.of(name) + ": " + FailureAdvice.of(error));
    }

    private boolean isThrottled() {
        return Stream.concat(
                        snapshot.targets().stream().map(Target::lastError),
                        snapshot.instances().stream().map(Instance::lastError))
                .flatMap(Optional::stream)
                .anyMatch(error -> error.reason() == FailureReason.THROTTLED);
    }

    @Override
    public void close() {
        clients.forEach(TaskClient::close);
        vertx.close();
    }
}
