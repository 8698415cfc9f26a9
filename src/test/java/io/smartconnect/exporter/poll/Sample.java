package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.dms.InstanceFacts;
import io.smartconnect.exporter.dms.TargetSettings;
import io.smartconnect.exporter.dms.TaskListing;
import io.smartconnect.exporter.dms.auth.Credentials;
import io.smartconnect.exporter.dms.auth.Secret;
import io.smartconnect.exporter.snapshot.Api;
import io.smartconnect.exporter.snapshot.Limits;
import io.smartconnect.exporter.snapshot.Partition;
import io.smartconnect.exporter.snapshot.Task;
import io.smartconnect.exporter.snapshot.TaskInfo;
import io.smartconnect.exporter.snapshot.Topic;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Values as the client makes them. */
final class Sample {

    static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    static final PollSettings SETTINGS =
            new PollSettings(Duration.ofSeconds(60), Duration.ofSeconds(50), Duration.ofMinutes(5));

    private static final TaskInfo OBS = new TaskInfo("", "OBS_SINK", "orders", "", "", "obs://bucket", "", "latest");
    private static final TaskInfo REPLICATION =
            new TaskInfo("KAFKA_REPLICATOR_SOURCE", "", "orders", "", "kafka://a", "", "pull", "latest");

    private Sample() {}

    /** A target that discovers its instances, or one with a fixed list of them. */
    static TargetSettings target(String name, String... instances) {
        return new TargetSettings(
                name,
                "eu-de",
                "0123456789abcdef0123456789abcdef",
                URI.create("http://127.0.0.1:1"),
                Optional.empty(),
                List.of(instances),
                new Credentials.Token(Secret.of("secret")));
    }

    /** A running instance with a name of its own and that connector; none if it is empty. */
    static InstanceFacts facts(String id, String connector) {
        return new InstanceFacts(id, "name of " + id, "2.7", "RUNNING", connector, Optional.empty());
    }

    static InstanceFacts facts(String id, String connector, boolean enabled) {
        return new InstanceFacts(id, "name of " + id, "2.7", "RUNNING", connector, Optional.of(enabled));
    }

    static TaskListing listing(Task... tasks) {
        Limits limits =
                new Limits(OptionalLong.of(tasks.length), OptionalLong.of(18), OptionalLong.of(18 - tasks.length));
        return new TaskListing(limits, List.of(tasks));
    }

    /** A task of the Smart Connect listing that dumps to OBS. */
    static Task obs(String id) {
        return obs(id, "name of " + id, CREATED);
    }

    static Task obs(String id, String name, Instant created) {
        return task(id, name, Api.SMART_CONNECT, Optional.of(created), OBS);
    }

    /** A task of the Smart Connect listing that the dump API never knows. */
    static Task replication(String id) {
        return task(id, "name of " + id, Api.SMART_CONNECT, Optional.of(CREATED), REPLICATION);
    }

    /** A task of the dump listing. */
    static Task dump(String id) {
        return dump(id, "name of " + id, CREATED);
    }

    static Task dump(String id, String name, Instant created) {
        return task(id, name, Api.DUMP, Optional.of(created), OBS);
    }

    static Task withoutTime(Task task) {
        return new Task(
                task.id(),
                task.name(),
                task.apis(),
                task.status(),
                Optional.empty(),
                task.deliverIntervalSeconds(),
                task.workers(),
                task.info(),
                task.topics());
    }

    static Task withStatus(Task task, String status) {
        return new Task(
                task.id(),
                task.name(),
                task.apis(),
                Optional.of(status),
                task.created(),
                task.deliverIntervalSeconds(),
                task.workers(),
                task.info(),
                task.topics());
    }

    /** The detail of a dump task: one partition that has been transferred up to this offset. */
    static Task detail(String id, long transferred) {
        return detail(id, 1_000, transferred);
    }

    static Task detail(String id, long end, long transferred) {
        Partition partition = new Partition(
                0,
                Optional.of("RUNNING"),
                OptionalLong.of(end),
                OptionalLong.of(transferred),
                OptionalLong.of(Math.max(0, end - transferred)));
        return new Task(
                id,
                "name of " + id,
                Set.of(Api.DUMP),
                Optional.of("RUNNING"),
                Optional.of(CREATED),
                OptionalLong.of(300),
                OptionalLong.empty(),
                OBS,
                Optional.of(List.of(new Topic("orders", List.of(partition)))));
    }

    private static Task task(String id, String name, Api api, Optional<Instant> created, TaskInfo info) {
        return new Task(
                id,
                name,
                Set.of(api),
                Optional.of("RUNNING"),
                created,
                OptionalLong.empty(),
                OptionalLong.empty(),
                info,
                Optional.empty());
    }
}
