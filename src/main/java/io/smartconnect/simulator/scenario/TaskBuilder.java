package io.smartconnect.simulator.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.simulator.model.Documents;
import io.smartconnect.simulator.model.DumpVisibility;
import io.smartconnect.simulator.model.Production;
import io.smartconnect.simulator.model.TaskSpec;
import io.smartconnect.simulator.model.Timeline;
import io.smartconnect.simulator.model.TopicSpec;
import io.smartconnect.simulator.model.Transfer;
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

/** Describes a task of a {@link Scenario}. Moments are durations since the scenario's start. */
public final class TaskBuilder {

    enum Kind {
        REPLICATION,
        OBS,
        DUMP,
        REDIS
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
    private Timeline course = Timeline.startingAs("RUNNING");

    TaskBuilder(Kind kind, String id, String name) {
        this.kind = kind;
        this.id = id;
        this.name = name;
    }

    /**
     * The status from the start on, RUNNING by default, any text. PAUSED: nothing moves; WAITING and CREATING: nothing
     * has moved and no partitions are shown. Forgets planned pauses and restarts: say it before them.
     */
    public TaskBuilder status(String text) {
        course = Timeline.startingAs(text).catchingUpAt(course.catchUpPerSecond());
        return this;
    }

    public TaskBuilder created(Instant time) {
        created = Optional.of(time);
        return this;
    }

    /** A topic whose partitions, numbered from 0, all behave alike; its log starts at offset 0. */
    public TaskBuilder topic(String topic, int partitions, Production production, Transfer transfer) {
        return topic(topic, t -> {
            for (int i = 0; i < partitions; i++) {
                t.partition(i, production, transfer);
            }
        });
    }

    public TaskBuilder topic(String topic, Consumer<TopicBuilder> description) {
        TopicBuilder builder = new TopicBuilder();
        description.accept(builder);
        topics.add(new TopicSpec(topic, builder.build()));
        return this;
    }

    /** What {@code topics} says, when it is not the names of the topics described: replication, for one. */
    public TaskBuilder topics(String commaSeparated) {
        topicNames = commaSeparated;
        return this;
    }

    /** Names the topics by this expression; {@code topics} is then absent. */
    public TaskBuilder topicsRegex(String expression) {
        topicsRegex = expression;
        return this;
    }

    /** What the API says about the interval, 300 s by default; the movement itself is the topics' {@link Transfer}. */
    public TaskBuilder deliverInterval(Duration interval) {
        deliverInterval = interval;
        return this;
    }

    /** For an OBS task; {@link DumpVisibility#SAME_ID} by default. */
    public TaskBuilder inDumpApi(DumpVisibility how) {
        visibility = how;
        return this;
    }

    public TaskBuilder pausedAfter(Duration moment) {
        course = course.pausedAt(moment.toMillis());
        return this;
    }

    public TaskBuilder resumedAfter(Duration moment) {
        course = course.resumedAt(moment.toMillis());
        return this;
    }

    /** Restarted then, and so thrown back to the start of the log. */
    public TaskBuilder restartedAfter(Duration moment) {
        course = course.restartedAt(moment.toMillis());
        return this;
    }

    /** Restarted again and again. */
    public TaskBuilder restartedEvery(Duration period) {
        course = course.restartedEvery(period);
        return this;
    }

    /** Thrown back to the start of the log again and again, without a restart, as when somebody resets its offsets. */
    public TaskBuilder resetEvery(Duration period) {
        course = course.resetEvery(period);
        return this;
    }

    /** How fast each partition catches up after a resume, restart or reset; 50,000 messages a second by default. */
    public TaskBuilder catchUp(long perSecond) {
        course = course.catchingUpAt(perSecond);
        return this;
    }

    TaskSpec build() {
        return new TaskSpec(
                id, entity(), Optional.empty(), kind != Kind.DUMP, dumpId(), created, List.copyOf(topics), course);
    }

    private JsonObject entity() {
        JsonObject entity = new JsonObject().put("task_name", name);
        if (topicsRegex != null) {
            entity.put("topics_regex", topicsRegex);
        } else {
            entity.put("topics", topicNames != null ? topicNames : described());
        }
        return switch (kind) {
            case REPLICATION -> Documents.replication(entity);
            case REDIS -> Documents.redis(entity);
            case OBS, DUMP -> Documents.obs(entity, Math.toIntExact(deliverInterval.toSeconds()));
        };
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
