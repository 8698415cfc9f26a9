package io.smartconnect.exporter.lease;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.FakeTime;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An API server with one lease, in simulated time. It refuses writes to a lease that has changed. */
final class SimulatedLeases {

    /** What happens to a request. */
    enum Fate {
        ANSWERED,
        LOST_BEFORE,
        LOST_AFTER,
        REFUSED,
        LIED_ABOUT
    }

    private static final Duration GIVE_UP = Duration.ofSeconds(3);

    private final FakeTime machine;
    private @Nullable JsonObject stored;
    private long versions;
    private Supplier<Fate> fates = () -> Fate.ANSWERED;
    private Supplier<Duration> delays = () -> Duration.ofMillis(20);

    SimulatedLeases(FakeTime machine) {
        this.machine = machine;
    }

    void setFates(Supplier<Fate> next) {
        fates = next;
    }

    void setDelays(Supplier<Duration> next) {
        delays = next;
    }

    /** Deletes the lease, as a careless operator does. */
    void delete() {
        stored = null;
    }

    /** Changes the metadata, as an operator does who adds a label. */
    void label(String name, String value) {
        JsonObject next = lease().copy();
        next.getJsonObject("metadata").put("labels", JsonObject.of(name, value));
        store(next);
    }

    JsonObject lease() {
        if (stored == null) {
            throw new AssertionError("there is no lease");
        }
        return stored;
    }

    JsonObject spec() {
        return lease().getJsonObject("spec");
    }

    /** The connection of one process, whose answers arrive only while it runs. */
    Leases of(TimeSource process) {
        return new Leases() {
            @Override
            public Future<Optional<Lease>> read() {
                return exchange(process, () -> Future.succeededFuture(stored), Optional.empty())
                        .compose(found -> found == null
                                ? Future.succeededFuture(Optional.empty())
                                : decoded(found).map(Optional::of));
            }

            @Override
            public Future<Lease> create(Lease lease) {
                return exchange(process, () -> stored == null ? store(json(lease)) : failure(409), Optional.of(lease))
                        .compose(SimulatedLeases::decoded);
            }

            @Override
            public Future<Lease> replace(Lease lease) {
                return exchange(process, () -> replaced(json(lease)), Optional.of(lease))
                        .compose(SimulatedLeases::decoded);
            }
        };
    }

    private Future<@Nullable JsonObject> exchange(
            TimeSource process, Supplier<Future<@Nullable JsonObject>> server, Optional<Lease> sent) {
        Promise<@Nullable JsonObject> answer = Promise.promise();
        Fate fate = fates.get();
        Duration there = delays.get();
        if (fate == Fate.LOST_BEFORE) {
            process.after(GIVE_UP, () -> answer.fail(CloudFailure.of(FailureReason.TIMEOUT, "no answer")));
            return answer.future();
        }
        machine.after(there, () -> {
            Future<@Nullable JsonObject> outcome = switch (fate) {
                case REFUSED -> failure(503);
                case LIED_ABOUT -> Future.succeededFuture(sent.isPresent() ? stored : null);
                default -> server.get();
            };
            if (fate == Fate.LOST_AFTER || there.compareTo(GIVE_UP) > 0) {
                process.after(GIVE_UP, () -> answer.fail(CloudFailure.of(FailureReason.TIMEOUT, "no answer")));
            } else {
                process.after(delays.get(), () -> outcome.onComplete(answer));
            }
        });
        return answer.future();
    }

    private Future<@Nullable JsonObject> replaced(JsonObject next) {
        if (stored == null) {
            return failure(404);
        }
        String base = next.getJsonObject("metadata").getString("resourceVersion");
        return base.equals(stored.getJsonObject("metadata").getString("resourceVersion")) ? store(next) : failure(409);
    }

    private Future<@Nullable JsonObject> store(JsonObject next) {
        next.getJsonObject("metadata").put("resourceVersion", String.valueOf(++versions));
        stored = next;
        return Future.succeededFuture(next);
    }

    private static JsonObject json(Lease lease) {
        return lease.toBuffer().toJsonObject();
    }

    private static Future<Lease> decoded(@Nullable JsonObject object) {
        try {
            return Future.succeededFuture(Lease.read(object == null ? Buffer.buffer("null") : object.toBuffer()));
        } catch (CloudFailure unreadable) {
            return Future.failedFuture(unreadable);
        }
    }

    private Future<@Nullable JsonObject> failure(int status) {
        return Future.failedFuture(
                CloudFailure.from(status, MultiMap.caseInsensitiveMultiMap(), "", machine.instant(), text -> text));
    }
}
