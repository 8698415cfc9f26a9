package io.smartconnect.bench.accuracy;

import java.time.Duration;
import java.util.Optional;

/** How soon the real stalls of one task were found, and how often one was seen where there was none. */
final class Detections {

    /** After a stall: leaving a bad state takes two good judgements. */
    private static final Duration GRACE = Laboratory.INTERVAL.multipliedBy(2);

    private final Case watched;
    private final Errors seconds = new Errors();
    private Optional<Stalls.Stretch> current = Optional.empty();
    private int polls;
    private boolean found;
    private int stalls;
    private int missed;
    private int mostPolls;
    private int falseAlarms;

    Detections(Case watched) {
        this.watched = watched;
    }

    /** Takes in what was said at a poll, at so many milliseconds since the start, by values of {@code seen}. */
    void observe(long seen, long now, boolean saidStalled) {
        Optional<Stalls.Stretch> stretch = watched.stalls().at(seen);
        if (!stretch.equals(current)) {
            end();
            current = stretch;
        }
        if (stretch.isPresent()) {
            if (seen >= stretch.get().begin()) {
                observeStall(stretch.get().begin(), now, saidStalled);
            }
        } else if (saidStalled && !isJustOver(seen)) {
            falseAlarms++;
        }
    }

    private void observeStall(long begin, long now, boolean saidStalled) {
        if (found) {
            return;
        }
        polls++;
        if (saidStalled) {
            found = true;
            mostPolls = Math.max(mostPolls, polls);
            seconds.add((now - begin) / 1000.0);
        }
    }

    private boolean isJustOver(long seen) {
        return watched.stalls().at(seen - GRACE.toMillis()).isPresent();
    }

    /** Ends the observation. A stall that ended before it had to be found does not count. */
    void end() {
        if (found || polls > watched.windowPolls()) {
            stalls++;
            missed += found ? 0 : 1;
        }
        polls = 0;
        found = false;
    }

    int stalls() {
        return stalls;
    }

    int missed() {
        return missed;
    }

    /** From when a stall began to show until it was said, for those found. */
    Errors seconds() {
        return seconds;
    }

    /** The most polls of a stall, the one that found it included. */
    int mostPolls() {
        return mostPolls;
    }

    /** Polls that said {@code stalled} of a task that did not stall. */
    int falseAlarms() {
        return falseAlarms;
    }
}
