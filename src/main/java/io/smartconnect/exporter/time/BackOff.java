package io.smartconnect.exporter.time;

import java.time.Duration;

/** A pause that doubles at each further failure up to its limit, until it is restarted. Not thread-safe. */
public final class BackOff {

    private final Duration first;
    private final Duration longest;
    private Duration next;
    private Duration current;

    /** Creates a back-off whose first pause is {@code first}. */
    public BackOff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
        this.current = first;
    }

    /** The current pause. */
    public Duration current() {
        return current;
    }

    /** Starts the next, longer pause, and returns it. */
    public Duration next() {
        current = next;
        Duration twice = current.plus(current);
        next = twice.compareTo(longest) < 0 ? twice : longest;
        return current;
    }

    /** Makes the next pause the first again. */
    public void restart() {
        next = first;
    }
}
