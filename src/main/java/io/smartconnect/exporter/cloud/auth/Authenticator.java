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

/**
 * A provider of the headers that authenticate requests. Its futures fail only with a {@link CloudFailure}. Safe for
 * any thread.
 */
public interface Authenticator {

    /**
     * Number of threads that read secrets and sign. They are separate from all others, so that a hanging file system
     * does not stop scrapes.
     */
    int READERS = 4;

    /**
     * Returns the authentication headers of one request.
     *
     * @param uri absolute, with path and query exactly as sent
     * @param body as sent; an empty buffer for none
     */
    Future<MultiMap> authorize(HttpMethod method, URI uri, Buffer body);

    /**
     * Prepares fresh credentials after a 401 by dropping a cached token or rereading files. Returns true if a second
     * try makes sense.
     *
     * @param refused the headers from {@link #authorize} that the cloud refused
     */
    Future<Boolean> renew(MultiMap refused);

    /** The expiry of the current credential, if known. */
    Optional<Instant> expiry();

    /** Replaces every current secret in {@code text} by {@code ***}. */
    String conceal(String text);

    /**
     * A sender of log-in requests to IAM. Its future ends within a limited time: it succeeds with any HTTP status,
     * else it fails with a {@link CloudFailure}.
     */
    @FunctionalInterface
    interface Sender {
        /** Sends a POST and reads the whole response body, up to a limit. */
        Future<HttpResponse<Buffer>> post(URI uri, MultiMap headers, Buffer body);
    }

    /**
     * Creates the authenticator for the credentials of {@code access}.
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
