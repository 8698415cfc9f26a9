package io.smartconnect.exporter.lease;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.failure.OutcomeLog;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.Standby;
import io.smartconnect.exporter.time.Futures;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A candidate in the election of the process that polls. The holder of the lease renews it every two seconds. The others read it as
 * often, and take it when its holder has released it, or has not renewed it for 15 seconds of their own monotonic clock.
 *
 * <p>Two processes never poll at the same time: the holder's {@link PollPermit} ends 10 seconds after it has <em>sent</em> its last
 * successful renewal, which is 5 seconds before anybody takes the lease. The API server refuses a write to a lease that has changed.
 * Use it on one Vert.x context only, except {@link #isHolder}.
 */
public final class LeaderElector {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderElector.class);
    private static final OutcomeLog REQUESTS =
            new OutcomeLog(LOG, "the lease can't be read or written", "the lease can be read and written again");

    /** The time from sending a renewal to the end of the permit. */
    private static final Duration RENEWAL_DEADLINE = Duration.ofSeconds(10);

    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_RELEASE = Duration.ofSeconds(3);
    private static final int CONFLICT = 409;

    /** The part of this process that polls. */
    public interface Polls {

        /**
         * Begins to poll.
         *
         * @param wasInterrupted false if another process may have polled since {@link #end}, or if this is the first time
         */
        void begin(boolean wasInterrupted);

        /** Ends the polls, because another process may begin. */
        void end();

        /** Takes in which process polls while this one stands by: before the first {@link #begin}, and when another one takes the lease. */
        void standBy(Standby standby);
    }

    private final LeaseSettings settings;
    private final String identity;
    private final Leases leases;
    private final PollPermit permit;
    private final TimeSource time;
    private final Polls polls;
    private TimeSource.Timer next = TimeSource.Timer.NONE;
    private TimeSource.Timer deadline = TimeSource.Timer.NONE;
    private Future<Void> turn = Future.succeededFuture();
    private Optional<CloudFailure> problem = Optional.empty();

    /** The lease of the last answer, the base of the next write; null after a failure. */
    private @Nullable Lease latest;

    /** The lease as it last changed, at {@link #seenAt}: it expires after that. */
    private @Nullable Lease seen;

    private long seenAt;
    private long sentAt;
    private Standby standby = Standby.UNKNOWN;
    private boolean isMissing;
    private volatile boolean isHolder;
    private boolean isStopped;

    /**
     * Creates a candidate that has not started.
     *
     * @param settings whose candidate is unique among all processes, also those before a restart
     * @param permit which the election grants and revokes
     */
    LeaderElector(LeaseSettings settings, Leases leases, PollPermit permit, TimeSource time, Polls polls) {
        this.settings = settings;
        this.identity = settings.candidate();
        this.leases = leases;
        this.permit = permit;
        this.time = time;
        this.polls = polls;
    }

    /**
     * Creates a candidate that has not started, for a lease at the API server of Kubernetes. Fails with a message for the user outside
     * of a cluster, or if the files of the service account are unusable.
     */
    public static Future<LeaderElector> of(
            Vertx vertx, TimeSource time, LeaseSettings settings, PollPermit permit, Polls polls) {
        if (settings.apiServer().isEmpty()) {
            return Future.failedFuture(new IOException("ha.lease = " + settings
                    + ": works in a pod of Kubernetes only; KUBERNETES_SERVICE_HOST is not set"));
        }
        KubernetesLeases leases =
                new KubernetesLeases(vertx, time, settings, settings.apiServer().get());
        LeaseSettings unique = settings.withCandidate(Lease.unique(settings.candidate()));
        return leases.check()
                .map(usable -> new LeaderElector(unique, leases, permit, time, polls))
                .recover(unusable ->
                        Future.failedFuture(new IOException("ha.lease = " + settings + ": " + unusable.getMessage())));
    }

    /** Begins the first turn at once, and repeats turns until {@link #stop}. */
    public void start() {
        permit.requireLease();
        LOG.atInfo()
                .addKeyValue("lease", settings)
                .addKeyValue("identity", identity)
                .log("standing by for the lease");
        polls.standBy(standby);
        beginTurn();
    }

    /** Returns true while this process holds the lease. Safe for any thread: scrapes read it. */
    public boolean isHolder() {
        return isHolder && permit.isValid();
    }

    /** Ends the permit, and releases the lease if the last answer named this process as its holder. Never fails. */
    public Future<Void> stop() {
        isStopped = true;
        next.cancel();
        deadline.cancel();
        isHolder = false;
        permit.revoke();
        return turn.compose(ended -> release())
                .timeout(LONGEST_RELEASE.toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty();
    }

    /** One turn: a single request, then a pause. */
    private void beginTurn() {
        sentAt = time.nanos();
        turn = Futures.attempt(this::request)
                .onSuccess(done -> report(Optional.empty()))
                .otherwise(this::failed)
                .map(pause -> {
                    if (!isStopped) {
                        next = time.after(pause, this::beginTurn);
                    }
                    return null;
                });
    }

    /** Sends the next request. Returns the pause after it. */
    private Future<Duration> request() {
        Lease base = latest;
        if (base != null && canTake(base)) {
            boolean wasMine = base.isHeldBy(identity);
            Lease claim = base.claimedBy(identity, time.instant());
            return leases.replace(claim).compose(answer -> written(claim, answer, wasMine));
        }
        if (isMissing && canCreate()) {
            Lease claim = Lease.first(settings.namespace(), settings.name(), identity, time.instant());
            return leases.create(claim).compose(answer -> written(claim, answer, false));
        }
        return leases.read().map(this::observed);
    }

    private boolean canTake(Lease lease) {
        return lease.holder().isEmpty() || lease.isHeldBy(identity) || hasExpired(lease);
    }

    /** A lease that somebody deleted may still be held: its holder learns of it only at its next renewal. */
    private boolean canCreate() {
        return seen == null || canTake(seen);
    }

    private boolean hasExpired(Lease lease) {
        return time.nanos() - seenAt >= lease.duration().toNanos();
    }

    private Duration observed(Optional<Lease> read) {
        isMissing = read.isEmpty();
        latest = read.orElse(null);
        if (isHolder && !read.map(lease -> lease.isHeldBy(identity)).orElse(false)) {
            lose("another process took it, or somebody deleted it");
        }
        read.ifPresent(this::see);
        standBy(read.map(Lease::process).filter(process -> !process.isEmpty()));
        boolean canWrite = read.map(this::canTake).orElseGet(this::canCreate);
        return canWrite ? SHORTEST_PAUSE : RETRY;
    }

    private void standBy(Optional<String> poller) {
        if (!isHolder && !standby.poller().equals(poller)) {
            standby = new Standby(poller);
            polls.standBy(standby);
        }
    }

    private void see(Lease lease) {
        if (seen == null || !lease.hasSpecOf(seen)) {
            seen = lease;
            seenAt = time.nanos();
        }
    }

    /** Takes in the answer to a write. An answer that does not repeat the claim proves nothing. */
    private Future<Duration> written(Lease claim, Lease answer, boolean wasMine) {
        if (!answer.hasSpecOf(claim)) {
            return Future.failedFuture(
                    CloudFailure.of(FailureReason.BAD_RESPONSE, "the API server's answer does not confirm the claim"));
        }
        isMissing = false;
        latest = answer;
        see(answer);
        if (!isStopped) {
            hold(sentAt + RENEWAL_DEADLINE.toNanos(), wasMine);
        }
        return Future.succeededFuture(RETRY);
    }

    private void hold(long until, boolean wasMine) {
        loseIfOverdue();
        if (until - time.nanos() <= 0) {
            return;
        }
        permit.grantUntil(until);
        deadline.cancel();
        deadline = time.after(Duration.ofNanos(until - time.nanos()), this::loseIfOverdue);
        if (!isHolder) {
            isHolder = true;
            LOG.atInfo().addKeyValue("lease", settings).log("lease acquired: this process polls");
            polls.begin(wasMine);
        }
    }

    private void loseIfOverdue() {
        if (isHolder && !permit.isValid()) {
            lose("no renewal succeeded for " + RENEWAL_DEADLINE.toSeconds() + " s");
        }
    }

    private void lose(String why) {
        isHolder = false;
        permit.revoke();
        deadline.cancel();
        LOG.atWarn().addKeyValue("lease", settings).addKeyValue("why", why).log("lease lost: this process stands by");
        standby = Standby.UNKNOWN;
        polls.end();
        polls.standBy(standby);
    }

    /** Takes in a failed request. Returns the pause after it. */
    private Duration failed(Throwable thrown) {
        CloudFailure failure = CloudFailure.from(thrown);
        latest = null;
        isMissing = false;
        if (failure.status().equals(OptionalInt.of(CONFLICT))) {
            return SHORTEST_PAUSE;
        }
        report(Optional.of(failure));
        return RETRY;
    }

    private void report(Optional<CloudFailure> now) {
        REQUESTS.logIfChanged(problem, now, line -> line.addKeyValue("lease", settings));
        problem = now;
    }

    private Future<Void> release() {
        Lease base = latest;
        if (base == null || !base.isHeldBy(identity)) {
            return Future.succeededFuture();
        }
        return pauseSinceLastRequest()
                .compose(paused -> leases.replace(base.released(time.instant())))
                .onSuccess(
                        released -> LOG.atInfo().addKeyValue("lease", settings).log("lease released"))
                .mapEmpty();
    }

    private Future<Void> pauseSinceLastRequest() {
        Duration rest = SHORTEST_PAUSE.minusNanos(time.nanos() - sentAt);
        return rest.isNegative() || rest.isZero() ? Future.succeededFuture() : time.pause(rest);
    }
}
