package io.smartconnect.exporter.cloud.auth;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.failure.CloudText;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An authenticator that obtains tokens for one project from IAM with a password. It sends one log-in at a time, and
 * none during the first four fifths of a token's life. If a renewal fails, it uses the current token until it
 * expires. Repeated refusals lock the user, so it retries a refused password at once only if the file of the password
 * has changed.
 */
final class IamToken implements Authenticator {
    /** Pause between two attempts to renew a valid token. */
    static final Duration RENEWAL_PAUSE = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(IamToken.class);

    private final Credentials.Password user;
    private final SecretText password;
    private final String projectId;
    private final URI uri;
    private final Sender sender;
    private final WorkerExecutor worker;
    private final InstantSource clock;

    private volatile @Nullable IssuedToken held;
    private @Nullable Future<IssuedToken> logIn;

    IamToken(
            Credentials.Password user,
            ProjectAccess access,
            Sender sender,
            WorkerExecutor worker,
            InstantSource clock) {
        URI iam = access.iamEndpoint()
                .orElseThrow(() ->
                        new IllegalArgumentException("iam-endpoint: must be set for type = password; found none"));
        this.user = user;
        this.password = SecretText.of("password", user.password());
        this.projectId = access.projectId();
        this.uri = iam.resolve("/v3/auth/tokens?nocatalog=true");
        this.sender = sender;
        this.worker = worker;
        this.clock = clock;
    }

    @Override
    public Future<MultiMap> authorize(HttpMethod method, URI uri, Buffer body) {
        return token().map(token -> MultiMap.caseInsensitiveMultiMap().add(GivenToken.HEADER, token.value()));
    }

    /** Drops the refused token, unless another request has already replaced it. A second try always makes sense. */
    @Override
    public synchronized Future<Boolean> renew(MultiMap refused) {
        if (held != null && held.value().equals(refused.get(GivenToken.HEADER))) {
            held = null;
        }
        return Future.succeededFuture(true);
    }

    @Override
    public Optional<Instant> expiry() {
        return Optional.ofNullable(held).map(IssuedToken::expires);
    }

    @Override
    public String conceal(String text) {
        Stream<String> token = Optional.ofNullable(held).map(IssuedToken::value).stream();
        return CloudText.conceal(text, Stream.concat(Stream.of(password.value()), token));
    }

    private synchronized Future<IssuedToken> token() {
        if (held != null && clock.instant().isBefore(held.renewal())) {
            return Future.succeededFuture(held);
        }
        if (logIn != null) {
            return logIn;
        }
        Future<IssuedToken> begun = logIn().recover(this::keep);
        logIn = begun; // before hold() is registered: a completed future calls it at once
        return begun.andThen(this::hold);
    }

    private synchronized void hold(AsyncResult<IssuedToken> ended) {
        logIn = null;
        if (ended.succeeded()) {
            held = ended.result();
        }
    }

    private synchronized Future<IssuedToken> keep(Throwable failure) {
        Instant now = clock.instant();
        if (held == null || !now.isBefore(held.expires())) {
            return Future.failedFuture(failure);
        }
        LOG.atWarn()
                .addKeyValue("iam", uri.getHost())
                .addKeyValue("expires", held.expires())
                .addKeyValue("error", failure.getMessage())
                .log("token renewal failed; the current token stays in use");
        return Future.succeededFuture(held.renewedAt(now.plus(RENEWAL_PAUSE)));
    }

    private Future<IssuedToken> logIn() {
        return readPassword().compose(text -> send(text).recover(failure -> retryRefused(failure, text)));
    }

    private Future<IssuedToken> retryRefused(Throwable failure, String refused) {
        boolean isRefusal = failure instanceof CloudFailure known && known.reason() == FailureReason.AUTH;
        return isRefusal
                ? readPassword().compose(text -> text.equals(refused) ? Future.failedFuture(failure) : send(text))
                : Future.failedFuture(failure);
    }

    private Future<String> readPassword() {
        return SecretText.use(List.of(password), worker, password::reread);
    }

    private Future<IssuedToken> send(String text) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", "application/json;charset=utf8");
        return sender.post(uri, headers, request(text).toBuffer())
                .compose(this::token)
                .recover(thrown ->
                        Future.failedFuture(CloudFailure.from(thrown).precededBy("log-in at " + uri.getHost())));
    }

    private JsonObject request(String text) {
        JsonObject who = JsonObject.of(
                "name", user.username(), "password", text, "domain", JsonObject.of("name", user.domain()));
        JsonObject identity =
                JsonObject.of("methods", JsonArray.of("password"), "password", JsonObject.of("user", who));
        JsonObject scope = JsonObject.of("project", JsonObject.of("id", projectId));
        return JsonObject.of("auth", JsonObject.of("identity", identity, "scope", scope));
    }

    private Future<IssuedToken> token(HttpResponse<Buffer> response) {
        try {
            return Future.succeededFuture(IssuedToken.of(response, clock.instant(), this::conceal));
        } catch (CloudFailure failure) {
            return Future.failedFuture(failure);
        }
    }
}
