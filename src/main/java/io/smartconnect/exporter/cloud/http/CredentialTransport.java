package io.smartconnect.exporter.cloud.http;

import io.smartconnect.exporter.cloud.auth.Authenticator;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.route.CertificateAuthorities;
import io.smartconnect.exporter.cloud.route.ConnectionPool;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A sender of requests for credentials. It reaches IAM like the other services of the cloud, also an IAM that only a profile
 * file names. It asks the metadata service and the pod identity agent without a proxy, and waits only seconds for them. It
 * connects when it is first used, since an access key and a token need no request. Safe for any thread.
 */
final class CredentialTransport implements Authenticator.Sender {

    private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration POD_IDENTITY_TIMEOUT = Duration.ofSeconds(5);

    /** The key of the transport without a proxy. */
    private static final String LOCAL = "";

    private final ClientRuntime runtime;
    private final CertificateAuthorities authorities;
    private final Duration iamTimeout;
    private final Map<String, HttpTransport> byOrigin = new HashMap<>();
    private boolean closed;

    /** Creates a transport without connections. */
    CredentialTransport(ClientRuntime runtime, ApiSettings settings) {
        this.runtime = runtime;
        this.authorities = settings.authorities();
        this.iamTimeout = settings.requestTimeout();
    }

    @Override
    public Future<HttpResponse<Buffer>> send(
            CloudOperation operation, HttpMethod method, URI uri, MultiMap headers, Buffer body) {
        SignedRequest request = new SignedRequest(operation, method, uri, headers, body);
        return switch (operation) {
            case METADATA_TOKEN, METADATA_KEY -> local().send(request, METADATA_TIMEOUT);
            case POD_IDENTITY -> local().send(request, POD_IDENTITY_TIMEOUT);
            default -> iam(uri).send(request, iamTimeout);
        };
    }

    private HttpTransport local() {
        return transport(LOCAL, () -> runtime.pools().withoutProxy());
    }

    private HttpTransport iam(URI uri) {
        String origin = uri.getScheme() + "://" + uri.getRawAuthority();
        return transport(origin, () -> runtime.pools().to(uri, authorities));
    }

    private synchronized HttpTransport transport(String origin, Supplier<ConnectionPool> pool) {
        if (closed) {
            throw new IllegalStateException("the client is closed");
        }
        return byOrigin.computeIfAbsent(origin, first -> new HttpTransport(runtime, pool.get()));
    }

    /** Closes the connections. */
    synchronized void close() {
        closed = true;
        byOrigin.values().forEach(HttpTransport::close);
        byOrigin.clear();
    }
}
