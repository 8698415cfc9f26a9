package io.smartconnect.exporter.cloud.eye;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;

/** Series of tasks, and their JSON. */
final class EyeSamples {

    /** The end of all windows, in milliseconds. */
    static final long NOW = EyeTestClient.NOW.toEpochMilli();

    private EyeSamples() {}

    static List<TaskSeries> tasks(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new TaskSeries("i", "task-" + i))
                .toList();
    }

    static JsonObject metric(TaskSeries series) {
        return new JsonObject().put("namespace", "SYS.DMS").put("dimensions", series.dimensions());
    }
}
