package io.smartconnect.simulator.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.simulator.model.DumpVisibility;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTaskJson;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.model.TaskSpec;
import io.smartconnect.simulator.model.TaskTimeline;
import io.smartconnect.simulator.model.TopicSpec;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A builder of a task in a {@link Scenario}. Times are durations since the scenario's start. */
public final class TaskBuilder {

    /** The kinds of tasks that an {@link InstanceBuilder} adds. */
    enum Kind {
        REPLICATION,
        /** An OBS dump of the Smart Connect API. */
        OBS,
        /** An OBS dump that only the dump API lists. */
        DUMP,
        REDIS,
        /** Another consumer of topics, which no API lists. */
        CONSUMER;

        boolean hasGroup() {
            return this != REPLICATION && this != REDIS;
        }
    }

    private final Kind kind;
    private final String id;
    private final String name;
    private final List<TopicSpec> topics = new ArrayList<>();
    private @Nullable String topicNames;
    private @Nullable String topicsRegex;
    private Optional<Instant> created = Optional.empty();
    private DumpVisibility visibility = DumpVisibility.SAME_ID;
    private Duration deliverInterval = Duration.ofMinutes(5);
    private TaskTimeline timeline = TaskTimeline.startingAs("RUNNING");
    private List<String> groups = List.of(TaskSpec.DEFAULT_GROUP);
    private Optional<Duration> abnormalAfter = Optional.empty();
    private String direction = "pull";
    private @Nullable String peer;

    TaskBuilder(Kind kind, String id, String name) {
        this.kind = kind;
        this.id = id;
        this.name = name;
    }

    /**
     * The status from the start, RUNNING by default; any text. A PAUSED task transfers nothing. A WAITING or CREATING task has
     * transferred nothing and shows no partitions. Call this before the methods that plan pauses and restarts: it drops them.
     */
    public TaskBuilder status(String text) {
        timeline = TaskTimeline.startingAs(text).catchingUpAt(timeline.catchUpPerSecond());
        return this;
    }

    /** The creation time; by default a week before the start. */
    public TaskBuilder created(Instant time) {
        created = Optional.of(time);
        return this;
    }

    /** Adds a topic with partitions from 0 that all behave alike; their logs start at offset 0. */
    public TaskBuilder topic(String topic, int partitions, SimulatedProduction production, SimulatedTransfer transfer) {
        return topic(topic, alike(partitions, production, transfer));
    }

    /** Adds a topic with the described partitions. Those of a replication are at its source. */
    public TaskBuilder topic(String topic, Consumer<TopicBuilder> description) {
        return topic(topic, 0, description);
    }

    /** Adds a topic that a two-way replication transfers from the peer to this instance. */
    public TaskBuilder reverseTopic(
            String topic, int partitions, SimulatedProduction production, SimulatedTransfer transfer) {
        return topic(topic, 1, alike(partitions, production, transfer));
    }

    private TaskBuilder topic(String topic, int way, Consumer<TopicBuilder> description) {
        TopicBuilder builder = new TopicBuilder();
        description.accept(builder);
        topics.add(new TopicSpec(topic, way, builder.build()));
        return this;
    }

    private static Consumer<TopicBuilder> alike(
            int partitions, SimulatedProduction production, SimulatedTransfer transfer) {
        return topic -> {
            for (int i = 0; i < partitions; i++) {
                topic.partition(i, production, transfer);
            }
        };
    }

    /** Sets the field {@code topics}, for example of a replication; by default the names of the added topics. */
    public TaskBuilder topics(String commaSeparated) {
        topicNames = commaSeparated;
        return this;
    }

    /** Sets {@code topics_regex} and omits {@code topics}. */
    public TaskBuilder topicsRegex(String expression) {
        topicsRegex = expression;
        return this;
    }

    /**
     * The deliver interval in the API, 300 s by default. The topics' {@link SimulatedTransfer} determines the transfer itself.
     */
    public TaskBuilder deliverInterval(Duration interval) {
        deliverInterval = interval;
        return this;
    }

    /** The visibility of an OBS dump, {@link DumpVisibility#SAME_ID} by default. */
    public TaskBuilder inDumpApi(DumpVisibility how) {
        visibility = how;
        return this;
    }

    /** {@code pull} (the default), {@code push} or {@code two-way}, of a replication. */
    public TaskBuilder direction(String text) {
        direction = text;
        return this;
    }

    /** The instance at the other end of a replication; by default one outside the scenario. */
    public TaskBuilder peer(String instanceId) {
        peer = instanceId;
        return this;
    }

    /** Lets Cloud Eye report the task as abnormal ({@code task_status} 0) from this long after the start on. */
    public TaskBuilder abnormalAfter(Duration moment) {
        abnormalAfter = Optional.of(moment);
        return this;
    }

    /**
     * The consumer groups of an OBS dump: patterns with {@code {task_name}} and {@code {task_id}}; by default {@code
     * connect-{task_name}}. Several groups hold the same offsets; without a pattern there is none.
     */
    public TaskBuilder consumerGroups(String... patterns) {
        groups = List.of(patterns);
        return this;
    }

    /** Plans a time in which the task transfers nothing, although it is RUNNING. */
    public TaskBuilder stalledBetween(Duration from, Duration to) {
        timeline = timeline.stalledBetween(from.toMillis(), to.toMillis());
        return this;
    }

    /** Plans a pause. */
    public TaskBuilder pausedAfter(Duration moment) {
        timeline = timeline.pausedAt(moment.toMillis());
        return this;
    }

    /** Plans a resume. */
    public TaskBuilder resumedAfter(Duration moment) {
        timeline = timeline.resumedAt(moment.toMillis());
        return this;
    }

    /** Plans a restart, which rewinds the task to the start of the log. */
    public TaskBuilder restartedAfter(Duration moment) {
        timeline = timeline.restartedAt(moment.toMillis());
        return this;
    }

    /** Plans a restart at each multiple of a period. */
    public TaskBuilder restartedEvery(Duration period) {
        timeline = timeline.restartedEvery(period);
        return this;
    }

    /** Plans a rewind at each multiple of a period, without a restart, as after a reset of offsets. */
    public TaskBuilder resetEvery(Duration period) {
        timeline = timeline.resetEvery(period);
        return this;
    }

    /** The rate of each partition after a resume or a rewind; 50,000 messages a second by default. */
    public TaskBuilder catchUp(long perSecond) {
        timeline = timeline.catchingUpAt(perSecond);
        return this;
    }

    TaskSpec build() {
        return new TaskSpec(
                id,
                entity(),
                Optional.empty(),
                kind != Kind.DUMP && kind != Kind.CONSUMER,
                dumpId(),
                created,
                List.copyOf(topics),
                timeline,
                kind.hasGroup() ? groups : List.of(),
                abnormalAfter);
    }

    private JsonObject entity() {
        JsonObject entity = new JsonObject().put("task_name", name);
        if (topicsRegex != null) {
            entity.put("topics_regex", topicsRegex);
        } else {
            entity.put("topics", topicNames != null ? topicNames : described());
        }
        return switch (kind) {
            case REPLICATION -> replication(entity);
            case REDIS -> SimulatedTaskJson.redis(entity);
            case OBS, DUMP, CONSUMER -> SimulatedTaskJson.obs(entity, Math.toIntExact(deliverInterval.toSeconds()));
        };
    }

    private JsonObject replication(JsonObject entity) {
        JsonObject source = SimulatedTaskJson.replication(entity).getJsonObject("source_task");
        source.put("direction", direction);
        if (peer != null) {
            source.put("instance_id", peer);
        }
        return entity;
    }

    private String described() {
        return topics.stream().map(TopicSpec::name).collect(Collectors.joining(","));
    }

    private Optional<String> dumpId() {
        if (kind == Kind.DUMP || (kind == Kind.OBS && visibility == DumpVisibility.SAME_ID)) {
            return Optional.of(id);
        }
        if (kind == Kind.OBS && visibility == DumpVisibility.OTHER_ID) {
            return Optional.of(
                    UUID.nameUUIDFromBytes((id + "/dump").getBytes(UTF_8)).toString());
        }
        return Optional.empty();
    }
}
