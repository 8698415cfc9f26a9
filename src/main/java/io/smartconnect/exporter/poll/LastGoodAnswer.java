package io.smartconnect.exporter.poll;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The last good answer to one request of the polls, and its age; or the cloud's answer that there is nothing, which is requested
 * again only rarely. All times are monotonic nanoseconds.
 */
final class LastGoodAnswer<T> {

    private @Nullable T answer;
    private long answeredAt;
    private boolean absent;
    private long askAgainAt;

    /** Keeps a good answer. An equal one stays the same object: it is old, and fast to compare. */
    void answered(T value, long now) {
        answer = value.equals(answer) ? answer : value;
        answeredAt = now;
        absent = false;
    }

    /** Keeps that there is nothing, and does not request it for {@code pause}. */
    void absent(Duration pause, long now) {
        answer = null;
        absent = true;
        askAgainAt = now + pause.toNanos();
    }

    /** Drops the answer if {@code isWrong} accepts it. */
    void dropIf(Predicate<T> isWrong) {
        if (answer != null && isWrong.test(answer)) {
            answer = null;
        }
    }

    /** Lets the next poll request it in any case. */
    void askAgain(long now) {
        askAgainAt = now;
    }

    /** True if to request it now. */
    boolean isWorthAsking(long now) {
        return !absent || now - askAgainAt >= 0;
    }

    /** Age of the last good answer in nanoseconds; without one, the largest long. */
    long age(long now) {
        return answer == null ? Long.MAX_VALUE : now - answeredAt;
    }

    /** The last good answer, unless it is older than {@code staleAfter}. */
    Optional<T> fresh(Duration staleAfter, long now) {
        return now - answeredAt <= staleAfter.toNanos() ? Optional.ofNullable(answer) : Optional.empty();
    }

    /** True if the cloud has answered that there is nothing. */
    boolean isAbsent() {
        return absent;
    }

    /** Like {@link #isAbsent}, unless a request has been due for longer than {@code staleAfter}. */
    boolean isKnownAbsent(Duration staleAfter, long now) {
        return absent && now - askAgainAt <= staleAfter.toNanos();
    }
}
