package io.smartconnect.simulator.auth;

import io.smartconnect.simulator.http.ApiOperation;
import io.smartconnect.simulator.http.ApiRequest;
import io.smartconnect.simulator.http.ApiResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The metadata service of a machine with an agency. It answers with and without a token. Thread-safe. */
public final class MetadataApi {

    private static final int LONGEST_LIFE = 21_600;

    private final IssuedKeys keys;
    private final InstantSource clock;
    private final Map<String, Instant> tokens = new HashMap<>();

    /** The service that hands out these keys. */
    public MetadataApi(IssuedKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Answers a request for a token or for the key. */
    public synchronized ApiResponse answer(ApiRequest call) {
        return call.operation() == ApiOperation.METADATA_TOKEN ? token(call) : key(call);
    }

    private ApiResponse token(ApiRequest call) {
        Optional<Integer> life = call.header("X-Metadata-Token-Ttl-Seconds")
                .filter(text -> text.matches("[0-9]{1,5}"))
                .map(Integer::valueOf)
                .filter(seconds -> seconds >= 1 && seconds <= LONGEST_LIFE);
        if (life.isEmpty()) {
            return new ApiResponse(400, Map.of("Content-Type", "text/plain"), "Bad Request");
        }
        String token = UUID.randomUUID().toString();
        tokens.put(token, clock.instant().plusSeconds(life.get()));
        return new ApiResponse(200, Map.of("Content-Type", "text/plain"), token);
    }

    private ApiResponse key(ApiRequest call) {
        boolean refused = call.header("X-Metadata-Token")
                .filter(token -> !clock.instant().isBefore(tokens.getOrDefault(token, Instant.MIN)))
                .isPresent();
        return refused
                ? new ApiResponse(401, Map.of("Content-Type", "text/plain"), "Unauthorized")
                : ApiResponse.ok(SecurityTokenApi.credential(keys.ofMachine()));
    }
}
