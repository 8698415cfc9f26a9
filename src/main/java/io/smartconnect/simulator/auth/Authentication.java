package io.smartconnect.simulator.auth;

import io.smartconnect.simulator.http.SimulatedErrorException;
import io.smartconnect.simulator.http.SimulatedRequest;
import io.smartconnect.simulator.scenario.SimulatedAccount;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The check of a request's credentials: a token or key issued here, or a signature made with the account's key.
 * Thread-safe.
 */
public final class Authentication {

    /** The largest difference between the signature's time and ours. */
    static final Duration WINDOW = Duration.ofMinutes(15);

    /** The number of tokens kept; the oldest is dropped first. */
    private static final int MAX_TOKENS = 10_000;

    private final SimulatedAccount account;
    private final InstantSource clock;
    private final Map<String, Instant> tokens = new LinkedHashMap<>();
    private final SimulatedTemporaryKeys keys;
    private String secretKey;

    /** The credentials of this account, with tokens that expire by this clock. */
    public Authentication(SimulatedAccount account, InstantSource clock) {
        this.account = account;
        this.clock = clock;
        this.keys = new SimulatedTemporaryKeys(account.temporary().keyLife(), clock);
        this.secretKey = account.secretKey();
    }

    /** The temporary keys issued so far. */
    public SimulatedTemporaryKeys keys() {
        return keys;
    }

    /** The secret key that is valid now. */
    public synchronized String secretKey() {
        return secretKey;
    }

    /** Replaces the secret key. */
    public synchronized void changeSecretKey(String secret) {
        secretKey = secret;
    }

    /** Issues a token that is valid for the account's token life. */
    public synchronized String issueToken() {
        String token = "MII" + UUID.randomUUID().toString().replace("-", "");
        tokens.put(token, clock.instant().plus(account.tokenLife()));
        if (tokens.size() > MAX_TOKENS) {
            tokens.remove(tokens.keySet().iterator().next());
        }
        return token;
    }

    /** Makes all tokens invalid. */
    public synchronized void revokeTokens() {
        tokens.clear();
    }

    /** Returns if the credentials are valid; otherwise throws the gateway's 401. */
    public void check(SimulatedRequest call) {
        Optional<String> token = call.header("X-Auth-Token");
        if (token.isPresent()) {
            checkToken(token.get());
            return;
        }
        String authorization = call.header("Authorization")
                .orElseThrow(() -> SimulatedErrorException.unauthorized("x-auth-token not found"));
        if (!keys.check(call, authorization) && !isSignedWell(call, authorization)) {
            throw SimulatedErrorException.unauthorized("verify aksk signature fail");
        }
    }

    /** Returns if the token is valid; otherwise throws the gateway's 401. */
    synchronized void checkToken(String token) {
        Instant expiry = tokens.get(token);
        if (expiry == null) {
            throw SimulatedErrorException.unauthorized("decrypt token fail");
        }
        if (!clock.instant().isBefore(expiry)) {
            throw SimulatedErrorException.unauthorized("token expires, expires_at " + IamApi.format(expiry));
        }
    }

    private boolean isSignedWell(SimulatedRequest call, String authorization) {
        boolean keyFits = account.securityToken()
                .map(expected ->
                        call.header("X-Security-Token").filter(expected::equals).isPresent())
                .orElse(true);
        return keyFits
                && RequestSignature.parse(authorization)
                        .filter(signature -> signature.accessKey().equals(account.accessKey()))
                        .filter(signature -> signature.isTimely(call, clock.instant(), WINDOW))
                        .filter(signature -> signature.isBy(secretKey(), call))
                        .isPresent();
    }
}
