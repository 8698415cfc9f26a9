package io.smartconnect.exporter.cloud.gate;

import java.time.Duration;

/** The pause after throttling. It doubles at each further throttling up to its limit, until a request succeeds. */
final class CoolDown {

    private final Duration first;
    private final Duration longest;
    private Duration next;
    private Duration current;

    CoolDown(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
        this.current = first;
    }

    /** The current pause. */
    Duration current() {
        return current;
    }

    /** Starts the next, longer pause. */
    void next() {
        current = next;
        Duration twice = current.multipliedBy(2);
        next = twice.compareTo(longest) < 0 ? twice : longest;
    }

    /** Makes the next pause the first again. */
    void restart() {
        next = first;
    }
}
