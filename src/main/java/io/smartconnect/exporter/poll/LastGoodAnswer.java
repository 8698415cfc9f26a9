package io.smartconnect.exporter.poll;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one thing that polls ask for: its last good answer and the age of that, or that the cloud says
 * there is no such thing, which is asked again only rarely. Ages are in the time of {@code Ticks}.
 */
final class LastGoodAnswer<T> {

    private @Nullable T answer;
    private long answeredAt;
    private boolean absent;
    private long askAgainAt;

    /** Remembers a good answer. */
    void answered(T value, long now) {
        answer = value;
        answeredAt = now;
        absent = false;
    }

    /** Remembers that there is no such thing, and not to ask for {@code pause}. */
    void absent(Duration pause, long now) {
        answer = null;
        absent = true;
        askAgainAt = now + pause.toNanos();
    }

    /** Lets the next poll ask, whatever is remembered. */
    void askAgain(long now) {
        askAgainAt = now;
    }

    boolean isWorthAsking(long now) {
        return !absent || now - askAgainAt >= 0;
    }

    /** Age of the last good answer in nanoseconds; without one, older than any. */
    long age(long now) {
        return answer == null ? Long.MAX_VALUE : now - answeredAt;
    }

    /** The last good answer, unless it is older than {@code staleAfter}. */
    Optional<T> fresh(Duration staleAfter, long now) {
        return now - answeredAt <= staleAfter.toNanos() ? Optional.ofNullable(answer) : Optional.empty();
    }

    boolean isAbsent() {
        return absent;
    }

    /** Whether it is known that there is no such thing; not if nobody could ask again for longer than {@code staleAfter}. */
    boolean isKnownAbsent(Duration staleAfter, long now) {
        return absent && now - askAgainAt <= staleAfter.toNanos();
    }
}
