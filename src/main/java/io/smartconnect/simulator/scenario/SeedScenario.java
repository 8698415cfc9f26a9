package io.smartconnect.simulator.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.simulator.model.PartitionSpec;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.TaskSpec;
import io.smartconnect.simulator.model.TaskTimeline;
import io.smartconnect.simulator.model.TopicSpec;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The examples of the API's documents, including misspelled names and nulls, sent byte for byte until something changes.
 * The examples contradict each other, so they need two instances: one for the listing, and one for the tasks that are
 * shown, modified and dumped.
 */
final class SeedScenario {

    static final String LISTED = "11111111-2222-3333-4444-555555555555";
    static final String SHOWN = "22222222-3333-4444-5555-666666666666";

    /** An invented id: the document's detail of a dump task has none. */
    static final String DUMP_TASK = "33333333-4444-5555-6666-777777777777";

    private SeedScenario() {}

    static Scenario scenario() {
        ScenarioBuilder scenario =
                Scenario.builder("seeds").instance(LISTED, SeedScenario::listed).instance(SHOWN, SeedScenario::shown);
        for (String text : List.of("list_tasks", "show_task", "show_task_redis", "modify_task", "show_dump_task")) {
            scenario.text(read(text));
        }
        return scenario.build();
    }

    /** The text of one example. */
    static String read(String name) {
        String file = "seeds/" + name + ".json";
        try (InputStream stream = SeedScenario.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException(file + ": must be in the package of this class; found nothing");
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void listed(InstanceBuilder instance) {
        instance.name("kafka-listed");
        JsonObject listing = new JsonObject(read("list_tasks"));
        for (int i = 0; i < listing.getJsonArray("tasks").size(); i++) {
            instance.task(task(listing.getJsonArray("tasks").getJsonObject(i)));
        }
    }

    private static void shown(InstanceBuilder instance) {
        instance.name("kafka-shown")
                .dumpLimits(9, 10)
                .task(task(new JsonObject(read("show_task_redis"))))
                .task(task(new JsonObject(read("show_task"))))
                .task(task(unmodified(new JsonObject(read("modify_task")))))
                .task(dumpTask(new JsonObject(read("show_dump_task"))));
    }

    /** The task of the document's modification before that modification. */
    private static JsonObject unmodified(JsonObject entity) {
        entity.getJsonObject("source_task").put("compression_type", "none").put("task_num", 2);
        return entity;
    }

    private static TaskSpec task(JsonObject entity) {
        return new TaskSpec(
                entity.getString("id"),
                entity,
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.of(Instant.ofEpochMilli(entity.getLong("create_time"))),
                List.of(),
                TaskTimeline.startingAs(entity.getString("status")),
                List.of(TaskSpec.DEFAULT_GROUP),
                Optional.empty());
    }

    private static TaskSpec dumpTask(JsonObject detail) {
        return new TaskSpec(
                DUMP_TASK,
                new JsonObject()
                        .put("task_name", detail.getString("task_name"))
                        .put("topics", detail.getString("topics")),
                Optional.of(detail.getJsonObject("obs_destination_descriptor")),
                false,
                Optional.of(DUMP_TASK),
                Optional.of(Instant.ofEpochMilli(detail.getLong("create_time"))),
                topics(detail),
                TaskTimeline.startingAs(detail.getString("status")),
                List.of(TaskSpec.DEFAULT_GROUP),
                Optional.empty());
    }

    private static List<TopicSpec> topics(JsonObject detail) {
        List<TopicSpec> topics = new ArrayList<>();
        for (Object topic : detail.getJsonArray("topics_info")) {
            JsonObject info = (JsonObject) topic;
            List<PartitionSpec> partitions = info.getJsonArray("partitions").stream()
                    .map(partition -> idle((JsonObject) partition))
                    .toList();
            topics.add(new TopicSpec(info.getString("topic"), 0, partitions));
        }
        return topics;
    }

    private static PartitionSpec idle(JsonObject partition) {
        long end = Long.parseLong(partition.getString("log_end_offset"));
        long transferred = Long.parseLong(partition.getString("last_transfer_offset"));
        return new PartitionSpec(
                Integer.parseInt(partition.getString("partition_id")),
                partition.getString("status"),
                0,
                PartitionSpec.DEFAULT_RETENTION,
                SimulatedProduction.idle(end),
                (production, millis) -> transferred);
    }
}
