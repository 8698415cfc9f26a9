package io.smartconnect.simulator.auth;

import io.smartconnect.simulator.http.SimulatedErrorException;
import io.smartconnect.simulator.http.SimulatedRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The temporary keys that the cloud has issued. A key that has ended is refused. Thread-safe. */
public final class SimulatedTemporaryKeys {

    /** The number of keys kept; the oldest is dropped first. */
    private static final int MAX_KEYS = 10_000;

    private final Duration longestLife;
    private final InstantSource clock;
    private final Instant start;
    private final Map<String, IssuedKey> keys = new LinkedHashMap<>();
    private Instant rotated = Instant.MIN;
    private Optional<IssuedKey> machine = Optional.empty();

    SimulatedTemporaryKeys(Duration longestLife, InstantSource clock) {
        this.longestLife = longestLife;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** A temporary key. */
    record IssuedKey(String access, String secret, String token, Instant expires) {
        @Override
        public String toString() {
            return access;
        }
    }

    /** Issues a key that lives for {@code life}, but not longer than the scenario allows. */
    synchronized IssuedKey issue(Duration life) {
        return issue(clock.instant(), life);
    }

    /** The key of the machine: another one after each 5/6 of the longest life. */
    synchronized IssuedKey ofMachine() {
        long rotation = longestLife.multipliedBy(5).dividedBy(6).toMillis();
        long turns = Duration.between(start, clock.instant()).toMillis() / rotation;
        Instant due = start.plusMillis(turns * rotation);
        IssuedKey key = machine.filter(held -> due.equals(rotated)).orElseGet(() -> issue(due, longestLife));
        rotated = due;
        machine = Optional.of(key);
        return key;
    }

    /** Makes all keys invalid. */
    public synchronized void end() {
        keys.clear();
        machine = Optional.empty();
    }

    /**
     * Returns true if a key issued here has signed the request, and false if another key has; throws the gateway's 401
     * for a key issued here that is not valid for this request.
     */
    synchronized boolean check(SimulatedRequest call, String authorization) {
        Optional<RequestSignature> signature = RequestSignature.parse(authorization);
        Optional<IssuedKey> key = signature.map(RequestSignature::accessKey).map(keys::get);
        if (key.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        if (!now.isBefore(key.get().expires())) {
            throw SimulatedErrorException.unauthorized(
                    "token expires, expires_at " + IamApi.format(key.get().expires()));
        }
        boolean valid =
                call.header("X-Security-Token").equals(Optional.of(key.get().token()))
                        && signature.get().isTimely(call, now, Authentication.WINDOW)
                        && signature.get().isBy(key.get().secret(), call);
        if (!valid) {
            throw SimulatedErrorException.unauthorized("verify aksk signature fail");
        }
        return true;
    }

    private IssuedKey issue(Instant from, Duration life) {
        Duration limited = life.compareTo(longestLife) < 0 ? life : longestLife;
        IssuedKey key =
                new IssuedKey("HST" + random(17).toUpperCase(Locale.ROOT), random(32), random(32), from.plus(limited));
        keys.put(key.access(), key);
        if (keys.size() > MAX_KEYS) {
            keys.remove(keys.keySet().iterator().next());
        }
        return key;
    }

    private static String random(int length) {
        return UUID.randomUUID().toString().replace("-", "").substring(0, length);
    }
}
