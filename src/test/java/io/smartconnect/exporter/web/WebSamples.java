package io.smartconnect.exporter.web;

import io.smartconnect.exporter.metrics.render.ExpositionBody;
import io.smartconnect.exporter.snapshot.BudgetUse;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureCounts;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.PollError;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.SourceStatus;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.TaskQuota;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import io.smartconnect.exporter.web.http.MetricsSource;
import io.smartconnect.exporter.web.http.ServerInputs;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Snapshots of targets and instances as the status page meets them. */
public final class WebSamples {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** A page of metrics without metrics. */
    public static final MetricsSource NO_METRICS =
            (format, gzip, names) -> Future.succeededFuture(ExpositionBody.of(List.of()));

    private WebSamples() {}

    /** Inputs of a server that is healthy, ready and not reloaded by clients. */
    public static ServerInputs inputs(MetricsSource metrics, Supplier<Snapshot> snapshot, InstantSource clock) {
        return new ServerInputs(
                metrics, Optional::empty, Optional::empty, snapshot, List::of, "1.2.3", clock, Optional.empty());
    }

    public static Snapshot beforeTheFirstPoll() {
        return new Snapshot(NOW, List.of(target("prod", Optional.empty(), 0, Optional.empty())), List.of());
    }

    public static Snapshot healthy() {
        return new Snapshot(
                NOW,
                List.of(target("prod", Optional.of(true), 1, Optional.empty())),
                List.of(instance("orders", "0a1b2c3d", Optional.of(true), 12, 7, Optional.empty())));
    }

    public static Snapshot troubled() {
        return new Snapshot(
                NOW,
                List.of(
                        target("prod", Optional.of(true), 3, Optional.empty()),
                        target("staging", Optional.of(false), 0, Optional.of("denied: 403 from list_instances")),
                        target("lab", Optional.empty(), 0, Optional.empty())),
                List.of(
                        instance("orders", "0a1b2c3d", Optional.of(true), 12, 7, Optional.empty()),
                        instance("billing", "1b2c3d4e", Optional.of(false), 95, 17, Optional.of("timeout: no answer")),
                        instance("fresh", "2c3d4e5f", Optional.empty(), 0, 0, Optional.empty())));
    }

    /** A target whose credentials may not read Cloud Eye. */
    public static Snapshot deniedCloudEye() {
        PollError denied =
                new PollError(FailureReason.DENIED, Optional.of(CloudOperation.QUERY_CLOUD_EYE), "403 ces.0017");
        FailureCounts one = FailureCounts.NONE.plus(FailureReason.DENIED);
        Target polled = target("prod", Optional.of(true), 1, Optional.empty());
        Target target = new Target(
                polled.name(),
                polled.endpoint(),
                polled.up(),
                polled.instances(),
                polled.failures(),
                Map.of(
                        LagSource.DUMP, new SourceStatus(Optional.of(true), one, Optional.empty()),
                        LagSource.CONSUMER_GROUP, SourceStatus.UNUSED,
                        LagSource.CLOUD_EYE, new SourceStatus(Optional.of(false), one, Optional.of(denied))),
                polled.budget(),
                polled.lastSuccess(),
                polled.lastError());
        return new Snapshot(NOW, List.of(target), List.of());
    }

    /** A target whose polls run every minute, and read offsets at this interval. */
    public static Snapshot overloaded(Optional<Duration> detailInterval) {
        Target polled = target("prod", Optional.of(true), 1, Optional.empty());
        Target target = new Target(
                polled.name(),
                polled.endpoint(),
                polled.up(),
                polled.instances(),
                polled.failures(),
                polled.lagSources(),
                Optional.of(new BudgetUse(2.5, Duration.ofMinutes(1), detailInterval)),
                polled.lastSuccess(),
                polled.lastError());
        return new Snapshot(NOW, List.of(target), List.of());
    }

    public static Snapshot withInstances(int count) {
        return new Snapshot(
                NOW,
                List.of(target("prod", Optional.of(true), count, Optional.empty())),
                IntStream.range(0, count)
                        .mapToObj(i -> instance("name-" + i, "id-" + i, Optional.of(true), 12, 3, Optional.empty()))
                        .toList());
    }

    /** Every text that comes from outside is {@code text}. */
    public static Snapshot saying(String text) {
        Target target = new Target(
                text,
                text,
                Optional.of(false),
                1,
                FailureCounts.NONE,
                Map.of(
                        LagSource.DUMP,
                        new SourceStatus(Optional.of(false), FailureCounts.NONE, Optional.of(error(text)))),
                Optional.empty(),
                Optional.empty(),
                Optional.of(error(text)));
        InstanceInfo info = new InstanceInfo(text, text, text, text, text, text, text);
        Instance instance = new Instance(
                info,
                Optional.of(false),
                Optional.empty(),
                Optional.empty(),
                1,
                FailureCounts.NONE,
                Optional.of(error(text)),
                Map.of(),
                true,
                List.of(task(text, text)),
                Map.of(),
                0);
        return new Snapshot(NOW, List.of(target), List.of(instance));
    }

    private static Target target(String name, Optional<Boolean> up, int instances, Optional<String> error) {
        return new Target(
                name,
                "https://dms." + name + ".example.com",
                up,
                instances,
                FailureCounts.NONE,
                Map.of(),
                Optional.empty(),
                up.filter(isUp -> isUp).map(isUp -> NOW.minusSeconds(12)),
                error.map(WebSamples::error));
    }

    private static PollError error(String text) {
        return new PollError(FailureReason.TIMEOUT, Optional.empty(), text);
    }

    private static Instance instance(
            String name, String id, Optional<Boolean> up, long ageSeconds, int tasks, Optional<String> error) {
        return new Instance(
                new InstanceInfo(id, name, "prod", "eu-west-101", "project", "2.7", "RUNNING"),
                up,
                up.map(known -> NOW.minusSeconds(ageSeconds)),
                Optional.of(Duration.ofMillis(640)),
                10,
                FailureCounts.NONE,
                error.map(WebSamples::error),
                up.isPresent()
                        ? Map.of(ApiFamily.SMART_CONNECT, limits(tasks, 18), ApiFamily.DUMP, limits(2, 9))
                        : Map.of(),
                up.orElse(false),
                tasks(tasks),
                Map.of(),
                0);
    }

    private static TaskQuota limits(long reported, long max) {
        return new TaskQuota(OptionalLong.of(reported), OptionalLong.of(max), OptionalLong.of(max + 1));
    }

    private static List<Task> tasks(int count) {
        return Stream.iterate(0, i -> i < count, i -> i + 1)
                .map(i -> task("task-" + i, i % 5 == 4 ? "PAUSED" : "RUNNING"))
                .toList();
    }

    private static Task task(String id, String status) {
        return TestTasks.task(id).name(id).status(status).build();
    }
}
