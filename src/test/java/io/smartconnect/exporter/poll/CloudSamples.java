package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.dms.TaskListing;
import io.smartconnect.exporter.snapshot.TaskQuota;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskInfo;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Values as the client makes them. */
public final class CloudSamples {

    public static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    public static final PollSettings SETTINGS =
            new PollSettings(Duration.ofSeconds(60), Duration.ofSeconds(50), Duration.ofMinutes(5));

    private static final TaskInfo OBS = new TaskInfo("", "OBS_SINK", "orders", "", "", "obs://bucket", "", "latest");
    private static final TaskInfo REPLICATION =
            new TaskInfo("KAFKA_REPLICATOR_SOURCE", "", "orders", "", "kafka://a", "", "pull", "latest");

    private CloudSamples() {}

    /** A target that discovers its instances, or one with a fixed list of them. */
    public static TargetSettings target(String name, String... instances) {
        return new TargetSettings(
                name,
                "eu-de",
                "0123456789abcdef0123456789abcdef",
                URI.create("http://127.0.0.1:1"),
                Optional.empty(),
                Optional.empty(),
                List.of(instances),
                new Credentials.Token(Secret.of("secret")));
    }

    /** A running instance with a name of its own and that connector; none if it is empty. */
    public static InstanceFacts facts(String id, String connector) {
        return new InstanceFacts(id, "name of " + id, "2.7", "RUNNING", connector, Optional.empty());
    }

    public static InstanceFacts facts(String id, String connector, boolean enabled) {
        return new InstanceFacts(id, "name of " + id, "2.7", "RUNNING", connector, Optional.of(enabled));
    }

    public static TaskListing listing(Task... tasks) {
        TaskQuota limits =
                new TaskQuota(OptionalLong.of(tasks.length), OptionalLong.of(18), OptionalLong.of(18 - tasks.length));
        return new TaskListing(limits, List.of(tasks));
    }

    /** A task of the Smart Connect listing that dumps to OBS. */
    public static Task obs(String id) {
        return obs(id, "name of " + id, CREATED);
    }

    public static Task obs(String id, String name, Instant created) {
        return task(id, name, ApiFamily.SMART_CONNECT, Optional.of(created), OBS);
    }

    /** A task of the Smart Connect listing that the dump API never knows. */
    public static Task replication(String id) {
        return task(id, "name of " + id, ApiFamily.SMART_CONNECT, Optional.of(CREATED), REPLICATION);
    }

    /** A task of the dump listing. */
    public static Task dump(String id) {
        return dump(id, "name of " + id, CREATED);
    }

    public static Task dump(String id, String name, Instant created) {
        return task(id, name, ApiFamily.DUMP, Optional.of(created), OBS);
    }

    public static Task withoutTime(Task task) {
        return TestTasks.like(task).created(Optional.empty()).build();
    }

    public static Task withStatus(Task task, String status) {
        return TestTasks.like(task).status(status).build();
    }

    /** The detail of a dump task: one partition that has been transferred up to this offset. */
    public static Task detail(String id, long transferred) {
        return detail(id, 1_000, transferred);
    }

    public static Task detail(String id, long end, long transferred) {
        Partition partition = new Partition(
                0,
                Optional.of("RUNNING"),
                OptionalLong.of(end),
                OptionalLong.of(transferred),
                OptionalLong.of(Math.max(0, end - transferred)));
        return TestTasks.task(id)
                .name("name of " + id)
                .apis(ApiFamily.DUMP)
                .status("RUNNING")
                .created(CREATED)
                .deliverInterval(300)
                .info(OBS)
                .topics(new Topic("orders", List.of(partition)))
                .build();
    }

    private static Task task(String id, String name, ApiFamily api, Optional<Instant> created, TaskInfo info) {
        return TestTasks.task(id)
                .name(name)
                .apis(api)
                .status("RUNNING")
                .created(created)
                .info(info)
                .build();
    }
}
