package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.time.Futures;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats one kind of poll on a {@link Schedule}. It schedules the next turn when the last one has ended, failed ones included. */
final class PollLoop {

    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);

    private final String name;
    private final Supplier<Future<Void>> turn;
    private final PollSettings settings;
    private final Schedule schedule;
    private final TimeSource time;
    private long expectedBy;
    private boolean stopped;

    PollLoop(String name, Supplier<Future<Void>> turn, PollSettings settings, TimeSource time) {
        this.name = name;
        this.turn = turn;
        this.settings = settings;
        this.schedule = new Schedule(settings.interval());
        this.time = time;
        this.expectedBy = time.nanos();
    }

    /** Begins the first turn at once. */
    void start() {
        next();
    }

    /** Begins no further turn. */
    void stop() {
        stopped = true;
    }

    /** True if a turn is a whole interval late to end or to begin, so that the loop must be stuck. */
    boolean isOverdue() {
        return time.nanos() - expectedBy > settings.interval().toNanos();
    }

    private void next() {
        if (stopped) {
            return;
        }
        Instant started = time.instant();
        expectedBy = time.nanos() + settings.timeout().toNanos();
        Futures.attempt(turn).onFailure(this::logError).onComplete(ended -> arm(started));
    }

    private void arm(Instant started) {
        Duration pause = schedule.untilNext(name, started, time.instant());
        expectedBy = time.nanos() + pause.toNanos();
        time.after(pause, this::next);
    }

    /** Logs an unexpected error. Polls handle the expected ones themselves. */
    private void logError(Throwable error) {
        LOG.atError().setCause(error).addKeyValue("name", name).log("poll failed with an internal error");
    }
}
