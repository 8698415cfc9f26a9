package io.smartconnect.exporter.poll.state;

import io.smartconnect.exporter.health.tracking.TaskTrackers;
import io.smartconnect.exporter.snapshot.task.Task;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The part of a {@link StateBudget} that the state of one instance takes. Answers take it as they arrive. */
public final class StateShare implements AutoCloseable {

    private final StateBudget budget;
    private final Set<String> newTasks = new HashSet<>();
    private long taken;
    private boolean closed;

    StateShare(StateBudget budget) {
        this.budget = budget;
        replace(StateBudget.OF_INSTANCE);
    }

    /** Takes memory for the tasks of a listing that {@code trackers} do not know yet; fails if there is none. */
    public Future<Void> admit(Collection<Task> listed, TaskTrackers trackers) {
        Set<String> unknown = new HashSet<>();
        listed.stream().map(Task::id).filter(id -> !trackers.knows(id)).forEach(unknown::add);
        unknown.removeAll(newTasks);
        return take((long) StateBudget.OF_TASK * unknown.size()).onSuccess(enough -> newTasks.addAll(unknown));
    }

    /** Takes memory for the partitions of an answer that {@code trackers} do not know yet; fails if there is none. */
    Future<Void> admit(Task listed, Task answer, TaskTrackers trackers) {
        return take(StateBudget.OF_PARTITION * trackers.newPartitions(listed.id(), answer));
    }

    /** Takes exactly what {@code trackers} have. */
    public void settle(TaskTrackers trackers) {
        if (closed) {
            return;
        }
        newTasks.clear();
        replace(StateBudget.OF_INSTANCE
                + (long) StateBudget.OF_TASK * trackers.tasks()
                + (long) StateBudget.OF_TRACKER * trackers.partitions()
                + (long) StateBudget.OF_HISTORY * trackers.histories()
                + trackers.topics() / StateBudget.TOPICS_OF_A_KIB);
    }

    /** Returns all memory. The end of a poll still in progress takes none: its answers are dropped. */
    @Override
    public void close() {
        closed = true;
        replace(0);
    }

    private Future<Void> take(long more) {
        return closed ? Future.succeededFuture() : budget.take(more).onSuccess(enough -> taken += more);
    }

    private void replace(long now) {
        budget.replace(taken, now);
        taken = now;
    }
}
