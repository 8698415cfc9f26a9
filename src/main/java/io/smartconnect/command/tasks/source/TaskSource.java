package io.smartconnect.command.tasks.source;

import io.smartconnect.command.tasks.row.TaskDetails;
import io.smartconnect.command.tasks.row.TaskRow;
import io.smartconnect.command.terminal.CommandFailedException;
import java.util.List;

/** A source of tasks: the cloud or a running exporter. */
public interface TaskSource extends AutoCloseable {

    /** All tasks, the worst first. */
    List<TaskRow> list() throws CommandFailedException;

    /** One of the listed tasks, with its partitions. */
    TaskDetails details(TaskRow task) throws CommandFailedException;

    /** Every field of one of the listed tasks as the cloud's APIs return them; none from an exporter. */
    CloudAnswers cloudAnswers(TaskRow task);

    /** Failures while listing, one line each. */
    List<String> failures();

    /** The failures that can hide a task of the instance with this id or name. */
    default List<String> failures(String instance) {
        return failures();
    }

    @Override
    void close();
}
