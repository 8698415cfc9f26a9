package io.smartconnect.simulator.auth;

import io.smartconnect.simulator.http.SimulatedRequest;
import io.smartconnect.simulator.http.SimulatedResponse;
import io.smartconnect.simulator.scenario.SimulatedAccount.TemporaryAccess;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** The pod identity agent of CCE. */
public final class PodIdentityApi {

    private static final Duration LIFE = Duration.ofHours(6);

    private final TemporaryAccess access;
    private final SimulatedTemporaryKeys keys;

    /** The agent for the pod with this access. */
    public PodIdentityApi(TemporaryAccess access, SimulatedTemporaryKeys keys) {
        this.access = access;
        this.keys = keys;
    }

    /** Answers a request for a key. */
    public SimulatedResponse answer(SimulatedRequest call) {
        if (!call.header("Authorization").equals(Optional.of(access.podToken()))) {
            return SimulatedResponse.json(
                    401, new JsonObject().put("message", "invalid token").encode());
        }
        SimulatedTemporaryKeys.IssuedKey key = keys.issue(LIFE);
        JsonObject credentials = new JsonObject()
                .put("accessKeyId", key.access())
                .put("secretAccessKey", key.secret())
                .put("securityToken", key.token())
                .put("expiration", key.expires().toString());
        return SimulatedResponse.ok(new JsonObject().put("credentials", credentials));
    }
}
