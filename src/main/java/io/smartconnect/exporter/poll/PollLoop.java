package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one thing for ever, one turn at a time: the next is armed only when the last has ended, well or badly. */
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

    /** Takes the first turn at once. */
    void start() {
        next();
    }

    /** Takes no further turn. */
    void stop() {
        stopped = true;
    }

    /** Whether a turn should have ended, or begun, a whole interval ago: then something is stuck. */
    boolean isOverdue() {
        return time.nanos() - expectedBy > settings.interval().toNanos();
    }

    private void next() {
        if (stopped) {
            return;
        }
        Instant started = time.instant();
        expectedBy = time.nanos() + settings.timeout().toNanos();
        Future.succeededFuture().compose(go -> turn.get()).onFailure(this::tell).onComplete(ended -> arm(started));
    }

    private void arm(Instant started) {
        Duration pause = schedule.untilNext(name, started, time.instant());
        expectedBy = time.nanos() + pause.toNanos();
        time.after(pause, this::next);
    }

    /** What is expected to go wrong does not come here. */
    private void tell(Throwable surprise) {
        LOG.atError().setCause(surprise).addKeyValue("name", name).log("turn met a surprise");
    }
}
