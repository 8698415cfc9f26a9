package io.smartconnect.simulator.auth;

import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.http.SimulatedRequest;
import io.smartconnect.simulator.http.SimulatedResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The metadata service of a machine with an agency. It answers with and without a token. Thread-safe. */
public final class MetadataApi {

    private static final int LONGEST_LIFE = 21_600;

    private final SimulatedTemporaryKeys keys;
    private final InstantSource clock;
    private final Map<String, Instant> tokens = new HashMap<>();

    /** The service that hands out these keys. */
    public MetadataApi(SimulatedTemporaryKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Answers a request for a token or for the key. */
    public synchronized SimulatedResponse answer(SimulatedRequest call) {
        return call.operation() == SimulatedOperation.METADATA_TOKEN ? token(call) : key(call);
    }

    private SimulatedResponse token(SimulatedRequest call) {
        Optional<Integer> life = call.header("X-Metadata-Token-Ttl-Seconds")
                .filter(text -> text.matches("[0-9]{1,5}"))
                .map(Integer::valueOf)
                .filter(seconds -> seconds >= 1 && seconds <= LONGEST_LIFE);
        if (life.isEmpty()) {
            return new SimulatedResponse(400, Map.of("Content-Type", "text/plain"), "Bad Request");
        }
        String token = UUID.randomUUID().toString();
        tokens.put(token, clock.instant().plusSeconds(life.get()));
        return new SimulatedResponse(200, Map.of("Content-Type", "text/plain"), token);
    }

    private SimulatedResponse key(SimulatedRequest call) {
        boolean refused = call.header("X-Metadata-Token")
                .filter(token -> !clock.instant().isBefore(tokens.getOrDefault(token, Instant.MIN)))
                .isPresent();
        return refused
                ? new SimulatedResponse(401, Map.of("Content-Type", "text/plain"), "Unauthorized")
                : SimulatedResponse.ok(SecurityTokenApi.credential(keys.ofMachine()));
    }
}
