package io.smartconnect.command.tasks.source;

import io.smartconnect.command.terminal.CommandFailedException;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Who knows the tasks: the cloud itself, or a running exporter. */
public interface TaskSource extends AutoCloseable {

    /** All tasks, the worst first. */
    List<TaskRow> list() throws CommandFailedException;

    /** One of those that were listed, with its partitions. */
    JsonObject whole(TaskRow task) throws CommandFailedException;

    /** What could not be read when they were listed, in lines for people. */
    List<String> troubles();

    /** Those of them that may hide a task of the instance with this id or name. */
    default List<String> troubles(String instance) {
        return troubles();
    }

    @Override
    void close();
}
