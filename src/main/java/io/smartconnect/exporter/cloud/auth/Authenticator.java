package io.smartconnect.exporter.cloud.auth;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider of the headers that authenticate requests. Its futures fail only with a {@link CloudFailure}. Safe for
 * any thread.
 */
public interface Authenticator {

    /**
     * Number of threads that read files of secrets, and sign with keys in files. They are separate from all others, so that a
     * hanging file system does not stop scrapes. Other keys sign on the caller's thread.
     */
    int READERS = 4;

    /**
     * The authentication of one request.
     *
     * @param headers to send with it
     * @param attempt the try of a limited secret, if any
     */
    record Proof(MultiMap headers, Optional<RefusalLimit.Try> attempt) {

        /** The proof by a secret without a limit. */
        public static Proof unlimited(MultiMap headers) {
            return new Proof(headers, Optional.empty());
        }

        /** The proof by a limited secret. */
        public static Proof of(MultiMap headers, RefusalLimit.Try attempt) {
            return new Proof(headers, Optional.of(attempt));
        }

        /**
         * Records the end of the request.
         *
         * @param failure null for a success
         */
        public void ended(@Nullable CloudFailure failure) {
            attempt.ifPresent(known -> known.end(failure));
        }

        /** Records the end of {@code request}, and returns it. */
        public <T> Future<T> endWith(Future<T> request) {
            return attempt.map(known -> known.endWith(request)).orElse(request);
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    /**
     * Returns the authentication of one request. The caller reports its end to {@link Proof#ended}.
     *
     * @param uri absolute, with path and query exactly as sent
     * @param body as sent; an empty buffer for none
     */
    Future<Proof> authorize(HttpMethod method, URI uri, Buffer body);

    /**
     * Prepares fresh credentials after a 401 by dropping a cached token or rereading files. Returns true if a second
     * try makes sense.
     *
     * @param refused the headers from {@link #authorize} that the cloud refused
     */
    Future<Boolean> renew(MultiMap refused);

    /** Returns true if the credentials differ from those that the cloud refused last; rereads changed files. */
    Future<Boolean> haveChanged();

    /** The expiry of the current credential, if known. */
    Optional<Instant> expiry();

    /** Replaces every current secret in {@code text} by {@code ***}. */
    String conceal(String text);

    /**
     * A sender of requests for credentials. Its future ends within a limited time: it succeeds with any HTTP status,
     * else it fails with a {@link CloudFailure}.
     */
    @FunctionalInterface
    interface Sender {
        /** Sends a request and reads the whole response body, up to a limit. */
        Future<HttpResponse<Buffer>> send(
                CloudOperation operation, HttpMethod method, URI uri, MultiMap headers, Buffer body);
    }
}
