package io.smartconnect.exporter.web.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the credentials of clients (RFC 7617). An unknown user takes as long as a wrong password. Accepted credentials are
 * recognized without bcrypt afterwards.
 */
public final class BasicAuthentication implements AutoCloseable {

    private static final String SCHEME = "Basic ";

    private final PasswordWorkers workers = new PasswordWorkers();
    private final AcceptedCredentials accepted = new AcceptedCredentials();
    private volatile Map<String, PasswordHash> users;

    /** Starts with {@code users}; without any, everybody is accepted. */
    public BasicAuthentication(Map<String, PasswordHash> users) {
        this.users = users;
    }

    /** Replaces the users, for the following requests. */
    public void replace(Map<String, PasswordHash> others) {
        users = others;
    }

    /**
     * Checks the {@code Authorization} header of one request. Does not block; the future may complete on any thread.
     *
     * @param address of the client, each of which may have a limited number of checks in progress
     */
    public Future<LogIn> check(String address, @Nullable String header) {
        Map<String, PasswordHash> known = users;
        if (known.isEmpty()) {
            return Future.succeededFuture(LogIn.ACCEPTED);
        }
        return Optional.ofNullable(header)
                .flatMap(BasicAuthentication::credentials)
                .map(credentials -> check(address, known, credentials))
                .orElse(Future.succeededFuture(LogIn.REFUSED));
    }

    private Future<LogIn> check(String address, Map<String, PasswordHash> known, Given given) {
        Optional<PasswordHash> own = Optional.ofNullable(known.get(given.user));
        PasswordHash hash = own.orElseGet(() -> decoy(known, given.user));
        String digest = accepted.digest(given.user, hash, given.password);
        if (own.isPresent() && accepted.contains(digest)) {
            return Future.succeededFuture(LogIn.ACCEPTED);
        }
        return workers.run(address, () -> hash.isOf(given.password) && own.isPresent())
                .map(right -> {
                    if (right) {
                        accepted.add(digest);
                    }
                    return right ? LogIn.ACCEPTED : LogIn.REFUSED;
                })
                .otherwise(LogIn.BUSY);
    }

    /** The hash of some user, always the same for a name, so that the time of a check does not show which names exist. */
    private static PasswordHash decoy(Map<String, PasswordHash> known, String user) {
        List<String> names = known.keySet().stream().sorted().toList();
        return Objects.requireNonNull(known.get(names.get(Math.floorMod(user.hashCode(), names.size()))));
    }

    private static Optional<Given> credentials(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String[] parts = new String(decoded, UTF_8).split(":", 2);
            return parts.length == 2 ? Optional.of(new Given(parts[0], parts[1].getBytes(UTF_8))) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        workers.close();
    }

    /** The credentials of one request. */
    private static final class Given {

        private final String user;
        private final byte[] password;

        Given(String user, byte[] password) {
            this.user = user;
            this.password = password;
        }
    }
}
