package io.smartconnect.simulator.auth;

import io.smartconnect.simulator.http.SimulatedErrorException;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.http.SimulatedRequest;
import io.smartconnect.simulator.http.SimulatedResponse;
import io.smartconnect.simulator.scenario.SimulatedAccount;
import io.smartconnect.simulator.scenario.SimulatedAccount.TemporaryAccess;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The API of IAM for temporary keys: of an agency, and for the token of an identity provider. */
public final class SecurityTokenApi {

    private static final int SHORTEST = 900;
    private static final int LONGEST = 86_400;

    private final TemporaryAccess access;
    private final Duration tokenLife;
    private final Authentication authentication;
    private final InstantSource clock;

    /** The API of this account. */
    public SecurityTokenApi(SimulatedAccount account, Authentication authentication, InstantSource clock) {
        this.access = account.temporary();
        this.tokenLife = account.tokenLife();
        this.authentication = authentication;
        this.clock = clock;
    }

    /** Answers a request for a key, or for the token that is exchanged for one. */
    public SimulatedResponse answer(SimulatedRequest call) {
        try {
            JsonObject auth = new JsonObject(call.body()).getJsonObject("auth");
            return call.operation() == SimulatedOperation.ID_TOKEN
                    ? exchange(call, auth)
                    : key(call, auth.getJsonObject("identity"));
        } catch (DecodeException | ClassCastException | NullPointerException notARequest) {
            return SimulatedResponse.iam(400, "The request body is invalid.", "Bad Request");
        } catch (SimulatedErrorException refused) {
            return refused();
        }
    }

    /** The object with a key, as IAM and the metadata service write it. */
    static JsonObject credential(SimulatedTemporaryKeys.IssuedKey key) {
        JsonObject credential = new JsonObject()
                .put("access", key.access())
                .put("secret", key.secret())
                .put("securitytoken", key.token())
                .put("expires_at", IamApi.format(key.expires()));
        return new JsonObject().put("credential", credential);
    }

    private SimulatedResponse exchange(SimulatedRequest call, JsonObject auth) {
        boolean known = call.header("X-Idp-Id").equals(Optional.of(access.idpId()))
                && access.idToken().equals(auth.getJsonObject("id_token").getString("id"));
        if (!known) {
            return refused();
        }
        JsonObject token = new JsonObject()
                .put("expires_at", IamApi.format(clock.instant().plus(tokenLife)))
                .put("issued_at", IamApi.format(clock.instant()));
        return SimulatedResponse.json(201, new JsonObject().put("token", token).encode())
                .with("X-Subject-Token", authentication.issueToken());
    }

    private SimulatedResponse key(SimulatedRequest call, JsonObject identity) {
        if (identity.getJsonArray("methods").contains("token")) {
            JsonObject token = identity.getJsonObject("token");
            authentication.checkToken(token.getString("id"));
            return issue(token);
        }
        JsonObject role = identity.getJsonObject("assume_role");
        authentication.check(call);
        boolean known = access.agencyName().equals(role.getString("agency_name"))
                && (access.agencyDomain().equals(role.getString("domain_name"))
                        || access.agencyDomainId().equals(role.getString("domain_id")));
        return known ? issue(role) : SimulatedResponse.iam(404, "Could not find agency.", "Not Found");
    }

    private SimulatedResponse issue(JsonObject wanted) {
        int seconds = wanted.getInteger("duration_seconds", SHORTEST);
        return seconds < SHORTEST || seconds > LONGEST
                ? SimulatedResponse.iam(400, "duration_seconds must be 900 to 86400.", "Bad Request")
                : SimulatedResponse.json(
                        201,
                        credential(authentication.keys().issue(Duration.ofSeconds(seconds)))
                                .encode());
    }

    private static SimulatedResponse refused() {
        return SimulatedResponse.iam(401, "The request you have made requires authentication.", "Unauthorized");
    }
}
