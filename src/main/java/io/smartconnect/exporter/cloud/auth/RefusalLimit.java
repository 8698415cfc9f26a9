package io.smartconnect.exporter.cloud.auth;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.time.BackOff;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A limit on the tries of one secret in doubt: the cloud refuses it at most {@value #MOST_REFUSALS} times in any 15 minutes after it was
 * last accepted, because more refusals lock it; requests that were already sent come on top. Another secret starts with new tries. Safe
 * for any thread.
 */
public final class RefusalLimit {

    static final int MOST_REFUSALS = 5;
    static final Duration WINDOW = Duration.ofMinutes(15);

    private final TimeSource time;
    private final BackOff backOff;

    /** The times of the refusals that count. */
    private final Deque<Long> refusedAt = new ArrayDeque<>();

    private String secret = "";
    private String lastRefusedSecret = "";
    private boolean proven;

    /** Tries in progress that began while the secret was in doubt. */
    private int underWay;

    /** The number of the present secret, so that a late end of an earlier one is recognized. */
    private int currentNumber;

    private @Nullable CloudFailure lastRefusal;

    /** A try of one secret. */
    public final class Try {

        private final String candidate;
        private final int secretNumber;
        private final boolean isInDoubt;

        private Try(String candidate, int secretNumber, boolean isInDoubt) {
            this.candidate = candidate;
            this.secretNumber = secretNumber;
            this.isInDoubt = isInDoubt;
        }

        /** The text that identifies the secret. */
        public String secret() {
            return candidate;
        }

        /**
         * Ends the try. A failure without an answer about the secret leaves it in doubt. Does nothing if the tries of another
         * secret have begun since.
         *
         * @param failure null for a success
         */
        public void end(@Nullable CloudFailure failure) {
            RefusalLimit.this.end(this, failure);
        }

        /** Ends the try with {@code request}, and returns it. */
        public <T> Future<T> endWith(Future<T> request) {
            return request.onComplete(ended -> end(ended.failed() ? CloudFailure.from(ended.cause()) : null));
        }
    }

    /** Creates a limit whose pause after a refusal is {@code firstPause}, doubling up to 15 minutes. */
    public RefusalLimit(TimeSource time, Duration firstPause) {
        this.time = time;
        this.backOff = new BackOff(firstPause, WINDOW);
    }

    /**
     * Begins a try of {@code candidate}, which identifies the secret. The caller ends it.
     *
     * @throws CloudFailure the last refusal, if the limit allows no try now
     */
    public synchronized Try begin(String candidate) throws CloudFailure {
        if (!candidate.equals(secret)) {
            restart(candidate);
        }
        boolean isInDoubt = !proven;
        if (isInDoubt) {
            check();
            underWay++;
        }
        return new Try(candidate, currentNumber, isInDoubt);
    }

    private synchronized void end(Try ended, @Nullable CloudFailure failure) {
        if (ended.secretNumber != currentNumber) {
            return;
        }
        underWay -= ended.isInDoubt ? 1 : 0;
        if (failure == null) {
            accept();
            return;
        }
        switch (failure.reason()) {
            case AUTH -> refuse(failure);
            case DENIED, NOT_FOUND, REJECTED, BAD_RESPONSE -> accept();
            case THROTTLED, TIMEOUT, UNREACHABLE, SERVER_ERROR, INTERNAL -> {}
        }
    }

    /** Returns true if {@code candidate} is not the secret that was refused last. */
    public synchronized boolean differs(String candidate) {
        return !candidate.equals(lastRefusedSecret);
    }

    private void restart(String candidate) {
        secret = candidate;
        currentNumber++;
        proven = false;
        underWay = 0;
        backOff.restart();
        refusedAt.clear();
    }

    private void check() throws CloudFailure {
        long now = time.nanos();
        while (!refusedAt.isEmpty() && now - refusedAt.getFirst() >= WINDOW.toNanos()) {
            refusedAt.removeFirst();
        }
        boolean isUsedUp = refusedAt.size() + underWay >= MOST_REFUSALS;
        if (lastRefusal != null
                && !refusedAt.isEmpty()
                && (isUsedUp || now - refusedAt.getLast() < backOff.current().toNanos())) {
            throw lastRefusal.asUnsent();
        }
    }

    private void refuse(@Nullable CloudFailure failure) {
        lastRefusal = failure;
        if (proven) {
            accept();
        }
        backOff.next();
        proven = false;
        lastRefusedSecret = secret;
        refusedAt.addLast(time.nanos());
    }

    private void accept() {
        proven = true;
        backOff.restart();
        refusedAt.clear();
    }
}
