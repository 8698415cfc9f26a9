package io.smartconnect.simulator.api;

import io.smartconnect.simulator.http.ApiRequest;
import io.smartconnect.simulator.http.Refusal;
import io.smartconnect.simulator.scenario.Account;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who may come in: tokens issued here, or a signature made with the account's key. Thread-safe. */
public final class Authentication {

    /** How far the signature's time may be from ours, either way. */
    static final Duration WINDOW = Duration.ofMinutes(15);

    /** How many tokens are remembered; the oldest is forgotten first. */
    private static final int MAX_TOKENS = 10_000;

    private final Account account;
    private final InstantSource clock;
    private final Map<String, Instant> tokens = new LinkedHashMap<>();
    private String secretKey;

    public Authentication(Account account, InstantSource clock) {
        this.account = account;
        this.clock = clock;
        this.secretKey = account.secretKey();
    }

    public synchronized String secretKey() {
        return secretKey;
    }

    public synchronized void changeSecretKey(String secret) {
        secretKey = secret;
    }

    public synchronized String issueToken() {
        String token = "MII" + UUID.randomUUID().toString().replace("-", "");
        tokens.put(token, clock.instant().plus(account.tokenLife()));
        if (tokens.size() > MAX_TOKENS) {
            tokens.remove(tokens.keySet().iterator().next());
        }
        return token;
    }

    public synchronized void revokeTokens() {
        tokens.clear();
    }

    /** Lets the request pass or throws the gateway's 401. */
    void check(ApiRequest call) {
        Optional<String> token = call.header("X-Auth-Token");
        if (token.isPresent()) {
            checkToken(token.get());
            return;
        }
        String authorization =
                call.header("Authorization").orElseThrow(() -> Refusal.unauthorized("x-auth-token not found"));
        if (!isSignedWell(call, authorization)) {
            throw Refusal.unauthorized("verify aksk signature fail");
        }
    }

    private synchronized void checkToken(String token) {
        Instant expiry = tokens.get(token);
        if (expiry == null) {
            throw Refusal.unauthorized("decrypt token fail");
        }
        if (!clock.instant().isBefore(expiry)) {
            throw Refusal.unauthorized("token expires, expires_at " + Iam.format(expiry));
        }
    }

    private boolean isSignedWell(ApiRequest call, String authorization) {
        boolean keyFits = account.securityToken()
                .map(expected ->
                        call.header("X-Security-Token").filter(expected::equals).isPresent())
                .orElse(true);
        return keyFits
                && Signature.parse(authorization)
                        .filter(signature -> signature.accessKey().equals(account.accessKey()))
                        .filter(signature -> signature.isTimely(call, clock.instant(), WINDOW))
                        .filter(signature -> signature.isBy(secretKey(), call))
                        .isPresent();
    }
}
