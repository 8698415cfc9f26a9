package io.smartconnect.exporter.cloud.http;

import io.smartconnect.exporter.cloud.auth.Authenticator;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A sender of requests for credentials. IAM is reached like the other services of the cloud; the metadata service and
 * the pod identity agent never through a proxy, and within seconds.
 */
final class CredentialTransport implements Authenticator.Sender {

    private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration POD_IDENTITY_TIMEOUT = Duration.ofSeconds(5);

    private final OnDemand iam;
    private final OnDemand local;
    private final Duration iamTimeout;

    /** Creates a transport without connections; {@code iam} decides on the proxy. */
    CredentialTransport(ClientRuntime runtime, Optional<URI> iam, ApiSettings settings) {
        this.local =
                new OnDemand(() -> new HttpTransport(runtime, runtime.pools().withoutProxy()));
        this.iam = iam.map(base -> new OnDemand(
                        () -> new HttpTransport(runtime, runtime.pools().to(base, settings.authorities()))))
                .orElse(local);
        this.iamTimeout = settings.requestTimeout();
    }

    @Override
    public Future<HttpResponse<Buffer>> send(
            CloudOperation operation, HttpMethod method, URI uri, MultiMap headers, Buffer body) {
        SignedRequest request = new SignedRequest(operation, method, uri, headers, body);
        return switch (operation) {
            case METADATA_TOKEN, METADATA_KEY -> local.get().send(request, METADATA_TIMEOUT);
            case POD_IDENTITY -> local.get().send(request, POD_IDENTITY_TIMEOUT);
            default -> iam.get().send(request, iamTimeout);
        };
    }

    /** Closes the connections. */
    void close() {
        iam.close();
        local.close();
    }

    /** A transport that is created when it is first used: an access key and a token need none. Safe for any thread. */
    private static final class OnDemand {

        private final Supplier<HttpTransport> create;
        private @Nullable HttpTransport created;
        private boolean closed;

        OnDemand(Supplier<HttpTransport> create) {
            this.create = create;
        }

        synchronized HttpTransport get() {
            if (closed) {
                throw new IllegalStateException("the client is closed");
            }
            HttpTransport transport = created == null ? create.get() : created;
            created = transport;
            return transport;
        }

        synchronized void close() {
            closed = true;
            if (created != null) {
                created.close();
            }
        }
    }
}
