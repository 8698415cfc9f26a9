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
     * Prepares fresh credentials after a 401, and drops or rereads what was cached. Succeeds with whether one more try makes
     * sense.
     *
     * @param refused the headers that {@link #authorize} returned and the cloud refused
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
     * The authenticator for the credentials of {@code access}.
     *
     * @param sender used for a password only
     */
    static Authenticator of(ProjectAccess access, Sender sender, Vertx vertx, InstantSource clock) {
        WorkerExecutor worker = vertx.createSharedWorkerExecutor("secrets", READERS);
        Credentials credentials = access.credentials();
        if (credentials instanceof Credentials.AccessKey key) {
            return new AccessKeySigner(key, access.projectId(), worker, clock);
        }
        if (credentials instanceof Credentials.Password password) {
            return new IamToken(password, access, sender, worker, clock);
        }
        return new GivenToken((Credentials.Token) credentials, worker);
    }
}
