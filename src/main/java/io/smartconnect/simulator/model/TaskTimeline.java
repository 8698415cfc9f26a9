package io.smartconnect.simulator.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * The planned and commanded changes of a task over time: its status, pauses and rewinds of its transfer. Immutable. Times
 * are milliseconds since the scenario's start.
 *
 * @param catchUpPerSecond messages a second and partition after a resume or a rewind, until the task has caught up
 */
public record TaskTimeline(List<Change> changes, Optional<Repeated> repeated, long catchUpPerSecond) {

    /** The duration of RESTARTING. */
    static final Duration RESTART = Duration.ofSeconds(5);

    /** The duration of CREATING. */
    static final Duration CREATION = Duration.ofSeconds(3);

    static final long DEFAULT_CATCH_UP = 50_000;

    /** The position of a task that has run since before the start of the scenario: no catch-up rate limits it. */
    private static final long UNLIMITED = Long.MAX_VALUE / 4;

    /**
     * The state of a task from one time to the next change.
     *
     * @param moves true if messages are transferred
     * @param rewinds true if the transfer starts again at the start of the log
     */
    record Change(long at, String status, boolean moves, boolean rewinds) {}

    /**
     * Changes that repeat at each multiple of a period.
     *
     * @param changes their times count from the multiple
     */
    record Repeated(Duration period, List<Change> changes) {

        /** The changes at the last multiple. */
        List<Change> lastBefore(long millis) {
            long multiple = millis / period.toMillis() * period.toMillis();
            return millis < period.toMillis()
                    ? List.of()
                    : changes.stream()
                            .map(change ->
                                    new Change(multiple + change.at, change.status, change.moves, change.rewinds))
                            .toList();
        }
    }

    /**
     * The transfer of one partition up to a time.
     *
     * @param position number of the next message to transfer
     * @param highest the highest position so far
     * @param skipped messages that it skipped because they were deleted before
     */
    public record Progress(long position, long highest, long skipped) {

        private Progress at(long next) {
            return new Progress(next, Math.max(highest, next == UNLIMITED ? 0 : next), skipped);
        }

        private Progress rewoundTo(long start) {
            return skippedTo(start).at(start);
        }

        /** Goes on at the start of the log, if that is later. */
        private Progress skippedTo(long start) {
            return new Progress(
                    Math.max(position, start), Math.max(highest, start), skipped + Math.max(0, start - highest));
        }
    }

    /** Sorts the changes by time. */
    public TaskTimeline {
        changes = changes.stream().sorted(Comparator.comparingLong(Change::at)).toList();
    }

    /** A task with this status since before the start; PAUSED means paused at the start. */
    public static TaskTimeline startingAs(String status) {
        boolean unborn = status.equals("WAITING") || status.equals("CREATING");
        Change first = new Change(
                -SimulatedProduction.HISTORY.toMillis(), status, !unborn && !status.equals("PAUSED"), unborn);
        return new TaskTimeline(List.of(first), Optional.empty(), DEFAULT_CATCH_UP);
    }

    /** A task created at this time. */
    public static TaskTimeline createdAt(long at, boolean startLater) {
        Change ready = new Change(at + CREATION.toMillis(), startLater ? "WAITING" : "RUNNING", !startLater, false);
        return new TaskTimeline(
                List.of(new Change(at, "CREATING", false, true), ready), Optional.empty(), DEFAULT_CATCH_UP);
    }

    /** This timeline with a pause. */
    public TaskTimeline pausedAt(long at) {
        return with(new Change(at, "PAUSED", false, false));
    }

    /** This timeline with a resume. */
    public TaskTimeline resumedAt(long at) {
        return with(new Change(at, "RUNNING", true, false));
    }

    /** This timeline with a time in which the task transfers nothing although it is RUNNING. */
    public TaskTimeline stalledBetween(long from, long to) {
        return with(new Change(from, "RUNNING", false, false), new Change(to, "RUNNING", true, false));
    }

    /** This timeline with a restart, which rewinds the task. */
    public TaskTimeline restartedAt(long at) {
        return with(restart(at).toArray(Change[]::new));
    }

    /** This timeline with a restart at each multiple of a period. */
    public TaskTimeline restartedEvery(Duration period) {
        return repeating(period, restart(0));
    }

    /** This timeline with a rewind at each multiple of a period, without a restart, as after a reset of offsets. */
    public TaskTimeline resetEvery(Duration period) {
        return repeating(period, List.of(new Change(0, "RUNNING", true, true)));
    }

    private TaskTimeline repeating(Duration period, List<Change> change) {
        return new TaskTimeline(changes, Optional.of(new Repeated(period, change)), catchUpPerSecond);
    }

    /** This timeline with another catch-up rate. */
    public TaskTimeline catchingUpAt(long perSecond) {
        return new TaskTimeline(changes, repeated, perSecond);
    }

    String status(long millis) {
        List<Change> past = pastAt(millis);
        return past.get(past.size() - 1).status;
    }

    /** True once the task has run. */
    boolean hasMoved(long millis) {
        return pastAt(millis).stream().anyMatch(Change::moves) || !changes.get(0).rewinds;
    }

    /** Messages transferred by this time, at most those produced. */
    long transferred(PartitionSpec partition, long millis) {
        return progress(partition, millis).position;
    }

    /** The transfer up to this time. */
    Progress progress(PartitionSpec partition, long millis) {
        List<Change> past = pastAt(millis);
        Progress progress = first(past.get(0), partition);
        for (int i = 1; i < past.size(); i++) {
            Change change = past.get(i);
            progress = reached(partition, past.get(i - 1), progress, change.at);
            progress = change.rewinds ? progress.rewoundTo(partition.deleted(change.at)) : progress;
        }
        progress = reached(partition, past.get(past.size() - 1), progress, millis);
        return new Progress(
                Math.min(partition.produced(millis), progress.position), progress.highest, progress.skipped);
    }

    private static Progress first(Change first, PartitionSpec partition) {
        if (first.rewinds) {
            return new Progress(0, 0, 0);
        }
        return first.moves ? new Progress(UNLIMITED, 0, 0) : new Progress(0, 0, 0).at(partition.undisturbed(0));
    }

    /** The progress at {@code millis}, after {@code stretch}. It skips messages that were deleted before the task came to them. */
    private Progress reached(PartitionSpec partition, Change stretch, Progress before, long millis) {
        if (!stretch.moves) {
            return before;
        }
        long from = Math.max(before.position, partition.deleted(stretch.at));
        LongUnaryOperator plan =
                time -> Math.min(partition.undisturbed(time), from + (time - stretch.at) * catchUpPerSecond / 1000);
        long planned = plan.applyAsLong(millis);
        if (from == before.position && planned >= partition.deleted(millis)) {
            return before.position == UNLIMITED ? before.at(planned) : before.at(Math.max(planned, before.position));
        }
        long last = lastMove(plan, stretch.at, millis);
        if (last == stretch.at) {
            return before.position == UNLIMITED ? before.at(planned) : before;
        }
        return before.skippedTo(before.position == UNLIMITED ? 0 : from)
                .at(before.position == UNLIMITED ? planned : Math.max(planned, from))
                .skippedTo(partition.deleted(last));
    }

    /** The time of the last change of a plan, which never falls; {@code from} if it is constant. */
    private static long lastMove(LongUnaryOperator plan, long from, long until) {
        long value = plan.applyAsLong(until);
        long low = from;
        long high = until;
        while (low < high) {
            long middle = Math.floorDiv(low + high, 2);
            if (plan.applyAsLong(middle) == value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The changes up to this time, of the repeated ones only the last; never empty. */
    private List<Change> pastAt(long millis) {
        List<Change> past = new ArrayList<>(changes);
        repeated.ifPresent(again -> past.addAll(again.lastBefore(millis)));
        past.sort(Comparator.comparingLong(Change::at));
        past.removeIf(change -> change.at > millis && !change.equals(changes.get(0)));
        return past;
    }

    private static List<Change> restart(long at) {
        return List.of(
                new Change(at, "RESTARTING", false, true), new Change(at + RESTART.toMillis(), "RUNNING", true, false));
    }

    private TaskTimeline with(Change... more) {
        List<Change> all = new ArrayList<>(changes);
        all.addAll(List.of(more));
        return new TaskTimeline(all, repeated, catchUpPerSecond);
    }
}
