package io.smartconnect.simulator.auth;

import io.smartconnect.simulator.http.ApiRequest;
import io.smartconnect.simulator.http.ApiResponse;
import io.smartconnect.simulator.scenario.Account.TemporaryAccess;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** The pod identity agent of CCE. */
public final class PodIdentityApi {

    private static final Duration LIFE = Duration.ofHours(6);

    private final TemporaryAccess access;
    private final IssuedKeys keys;

    /** The agent for the pod with this access. */
    public PodIdentityApi(TemporaryAccess access, IssuedKeys keys) {
        this.access = access;
        this.keys = keys;
    }

    /** Answers a request for a key. */
    public ApiResponse answer(ApiRequest call) {
        if (!call.header("Authorization").equals(Optional.of(access.podToken()))) {
            return ApiResponse.json(
                    401, new JsonObject().put("message", "invalid token").encode());
        }
        IssuedKeys.IssuedKey key = keys.issue(LIFE);
        JsonObject credentials = new JsonObject()
                .put("accessKeyId", key.access())
                .put("secretAccessKey", key.secret())
                .put("securityToken", key.token())
                .put("expiration", key.expires().toString());
        return ApiResponse.ok(new JsonObject().put("credentials", credentials));
    }
}
