package io.smartconnect.exporter.cloud.auth;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Proves to the cloud who asks. Its futures fail with {@link CloudFailure} only; safe for any thread. */
public interface Authenticator {

    /** Threads that read secrets and sign, apart from all others: a file system that hangs must not stop scrapes. */
    int READERS = 4;

    /**
     * The headers that a request needs, good for this one request.
     *
     * @param uri absolute, with path and query exactly as they will be sent
     * @param body as it will be sent; an empty buffer for none
     */
    Future<MultiMap> authorize(HttpMethod method, URI uri, Buffer body);

    /**
     * Called after a 401: whether one more try makes sense. What was cached is dropped or read anew.
     *
     * @param refused the headers that {@link #authorize} gave and the cloud refused
     */
    Future<Boolean> renew(MultiMap refused);

    /** When the credential in use expires, if that is known. */
    Optional<Instant> expiry();

    /** {@code text} with every secret that is now in use, if it is in there, replaced by {@code ***}. */
    String conceal(String text);

    /** Sends a log-in to IAM. Its future ends in a limited time: it succeeds with any HTTP status, else fails with a {@link CloudFailure}. */
    @FunctionalInterface
    interface Sender {
        /** Sends a POST; the answer's body is read whole, within a limit. */
        Future<HttpResponse<Buffer>> post(URI uri, MultiMap headers, Buffer body);
    }

    /**
     * The way of proving it that {@code credentials} call for.
     *
     * @param projectId 32 hexadecimal digits; signed requests name it, tokens are for it
     * @param iamEndpoint base of IAM; mandatory for a password
     * @param sender used for a password only
     */
    static Authenticator of(
            Credentials credentials,
            String projectId,
            Optional<URI> iamEndpoint,
            Sender sender,
            Vertx vertx,
            InstantSource clock) {
        WorkerExecutor worker = vertx.createSharedWorkerExecutor("secrets", READERS);
        if (credentials instanceof Credentials.AccessKey key) {
            return new AccessKeySigner(key, projectId, worker, clock);
        }
        if (credentials instanceof Credentials.Password password) {
            URI iam = iamEndpoint.orElseThrow(
                    () -> new IllegalArgumentException("iam-endpoint: must be set for type = password; found none"));
            return new IamToken(password, projectId, iam, sender, worker, clock);
        }
        return new GivenToken((Credentials.Token) credentials, worker);
    }
}
