package io.smartconnect.exporter.cloud.auth.renewal;

import io.smartconnect.exporter.cloud.auth.Authenticator;
import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.GivenToken;
import io.smartconnect.exporter.cloud.auth.ProjectAccess;
import io.smartconnect.exporter.cloud.auth.RefusalLimit;
import io.smartconnect.exporter.cloud.auth.SecretReader;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.failure.SecretRedactor;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.Futures;
import io.smartconnect.exporter.time.TimeSource;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An authenticator that obtains tokens from IAM with a password, for one project or, without one, for the account.
 * Repeated refusals lock the user, so it retries a refused password at once only if the file of the password has
 * changed, and otherwise within the limits of {@link RefusalLimit}.
 */
public final class IamToken implements Authenticator {
    /** Pause between two attempts to renew a valid token. */
    static final Duration RENEWAL_PAUSE = Duration.ofMinutes(5);

    private final Credentials.Password user;
    private final SecretReader password;
    private final String projectId;
    private final URI uri;
    private final Sender sender;
    private final RefusalLimit limit;
    private final WorkerExecutor worker;
    private final TimeSource time;
    private final RenewableCredential<IssuedToken> token;

    /**
     * Creates an authenticator without a token.
     *
     * @param limit of the password
     * @param worker reads the file of the password
     */
    public IamToken(ProjectAccess access, Sender sender, RefusalLimit limit, WorkerExecutor worker, TimeSource time) {
        URI iam = access.iamEndpoint()
                .orElseThrow(() ->
                        new IllegalArgumentException("iam-endpoint: must be set for type = password; found none"));
        this.user = (Credentials.Password) access.credentials();
        this.password = SecretReader.of("password", user.password());
        this.projectId = access.projectId();
        this.uri = iam.resolve("/v3/auth/tokens?nocatalog=true");
        this.sender = sender;
        this.limit = limit;
        this.worker = worker;
        this.time = time;
        this.token =
                new RenewableCredential<>("token of " + iam.getHost(), this::logIn, time, RENEWAL_PAUSE, Duration.ZERO);
    }

    /** The tries of a token have no limit, since another token replaces a refused one. */
    @Override
    public Future<Proof> authorize(HttpMethod method, URI uri, Buffer body) {
        return token.get()
                .map(held -> Proof.unlimited(MultiMap.caseInsensitiveMultiMap().add(GivenToken.HEADER, held.value())));
    }

    /** Drops the refused token, unless another request has already replaced it. A second try always makes sense. */
    @Override
    public Future<Boolean> renew(MultiMap refused) {
        token.current()
                .filter(held -> held.value().equals(refused.get(GivenToken.HEADER)))
                .ifPresent(token::drop);
        return Future.succeededFuture(true);
    }

    /** Returns false: the cloud refused a token, which the password does not explain. */
    @Override
    public Future<Boolean> haveChanged() {
        return Future.succeededFuture(false);
    }

    @Override
    public Optional<Instant> expiry() {
        return token.current().map(IssuedToken::expires);
    }

    @Override
    public String conceal(String text) {
        Stream<String> held = token.current().map(IssuedToken::value).stream();
        return SecretRedactor.conceal(text, Stream.concat(Stream.of(password.value()), held));
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
        return SecretReader.use(List.of(password), worker, password::reread);
    }

    private Future<IssuedToken> send(String text) {
        RefusalLimit.Try attempt;
        try {
            attempt = limit.begin(text);
        } catch (CloudFailure refused) {
            return Future.failedFuture(refused);
        }
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", "application/json;charset=utf8");
        return attempt.endWith(sender.send(
                        CloudOperation.TOKEN,
                        HttpMethod.POST,
                        uri,
                        headers,
                        request(text).toBuffer())
                .compose(this::token)
                .recover(thrown ->
                        Future.failedFuture(CloudFailure.from(thrown).precededBy("log-in at " + uri.getHost()))));
    }

    private JsonObject request(String text) {
        JsonObject domain = JsonObject.of("name", user.domain());
        JsonObject who = JsonObject.of("name", user.username(), "password", text, "domain", domain);
        JsonObject identity =
                JsonObject.of("methods", JsonArray.of("password"), "password", JsonObject.of("user", who));
        JsonObject scope = projectId.isEmpty()
                ? JsonObject.of("domain", domain)
                : JsonObject.of("project", JsonObject.of("id", projectId));
        return JsonObject.of("auth", JsonObject.of("identity", identity, "scope", scope));
    }

    private Future<IssuedToken> token(HttpResponse<Buffer> response) {
        return Futures.call(() -> IssuedToken.of(response, time.instant(), this::conceal));
    }
}
