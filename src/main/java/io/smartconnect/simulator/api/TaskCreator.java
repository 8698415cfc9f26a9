package io.smartconnect.simulator.api;

import io.smartconnect.simulator.http.SimulatedErrorException;
import io.smartconnect.simulator.http.SimulatedRequest;
import io.smartconnect.simulator.model.InstanceSpec;
import io.smartconnect.simulator.model.PartitionSpec;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTask;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.model.TaskSpec;
import io.smartconnect.simulator.model.TaskTimeline;
import io.smartconnect.simulator.model.TopicSpec;
import io.smartconnect.simulator.scenario.TopicBuilder;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The checks and the defaults of tasks that a request creates. A dumped topic has three partitions. */
record TaskCreator(SimulatedCloud cloud) {

    private static final Pattern TASK_NAME = Pattern.compile("[A-Za-z0-9_-]{4,64}");

    /** The request's body as a JSON object. */
    static JsonObject body(SimulatedRequest call) {
        try {
            return new JsonObject(call.body());
        } catch (DecodeException notAnObject) {
            throw SimulatedErrorException.badParameter("body");
        }
    }

    static void check(JsonObject request, List<SimulatedTask> tasks, InstanceSpec.TaskLimits limits) {
        if (tasks.size() >= Math.min(limits.max(), limits.quota())) {
            throw SimulatedErrorException.notFound(
                    "DMS.00404029", "The maximum number of dumping tasks has been reached.");
        }
        if (!(request.getValue("task_name") instanceof String name)
                || !TASK_NAME.matcher(name).matches()) {
            throw SimulatedErrorException.badParameter("task_name");
        }
    }

    SimulatedTask smartConnectTask(JsonObject entity, boolean startLater) {
        String id = UUID.randomUUID().toString();
        boolean dumps = "OBS_SINK".equals(entity.getString("sink_type"));
        TaskTimeline timeline = TaskTimeline.createdAt(cloud.millis(), startLater);
        return created(new TaskSpec(
                id,
                entity,
                Optional.empty(),
                true,
                dumps ? Optional.of(id) : Optional.empty(),
                Optional.empty(),
                dumps ? topics(entity) : List.of(),
                timeline,
                dumps ? List.of(TaskSpec.DEFAULT_GROUP) : List.of(),
                Optional.empty()));
    }

    SimulatedTask dumpTask(JsonObject entity) {
        String id = UUID.randomUUID().toString();
        TaskTimeline timeline = TaskTimeline.createdAt(cloud.millis(), false);
        return created(new TaskSpec(
                id,
                entity,
                Optional.empty(),
                false,
                Optional.of(id),
                Optional.empty(),
                topics(entity),
                timeline,
                List.of(TaskSpec.DEFAULT_GROUP),
                Optional.empty()));
    }

    private SimulatedTask created(TaskSpec spec) {
        return new SimulatedTask(spec, cloud.now());
    }

    private static List<TopicSpec> topics(JsonObject entity) {
        return Arrays.stream(entity.getString("topics", "").split(","))
                .filter(name -> !name.isBlank())
                .map(name -> new TopicSpec(name, 0, partitions()))
                .toList();
    }

    private static List<PartitionSpec> partitions() {
        TopicBuilder topic = new TopicBuilder();
        for (int i = 0; i < 3; i++) {
            topic.partition(i, SimulatedProduction.steady(5), SimulatedTransfer.behind(Duration.ofSeconds(1)));
        }
        return topic.build();
    }
}
