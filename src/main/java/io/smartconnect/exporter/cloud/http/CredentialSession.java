package io.smartconnect.exporter.cloud.http;

import io.smartconnect.exporter.cloud.auth.Authenticator;
import io.smartconnect.exporter.cloud.auth.ProjectAccess;
import io.smartconnect.exporter.cloud.auth.temporary.AuthenticatorFactory;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.route.CertificateAuthorities;
import io.vertx.core.WorkerExecutor;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The authenticator of a target, with the connections and threads that it uses. It holds tokens, temporary keys and counts of
 * refusals; so a client that replaces another one at a reload shares its session, if the credentials are the same. Closes with its
 * last client. Safe for any thread.
 */
final class CredentialSession {

    /** The settings that a session can't change. */
    private record Identity(
            URI endpoint, ProjectAccess access, Duration requestTimeout, CertificateAuthorities authorities) {

        static Identity of(URI endpoint, ProjectAccess access, ApiSettings settings) {
            return new Identity(endpoint, access, settings.requestTimeout(), settings.authorities());
        }
    }

    private final Identity identity;
    private final CredentialTransport transport;
    private final WorkerExecutor worker;
    private final Authenticator authenticator;
    private final AtomicInteger clients = new AtomicInteger(1);

    /** Creates the session of one client; {@code interval} is the poll interval. */
    CredentialSession(
            ClientRuntime runtime, URI endpoint, ProjectAccess access, ApiSettings settings, Duration interval) {
        this.identity = Identity.of(endpoint, access, settings);
        this.transport = new CredentialTransport(runtime, settings);
        this.worker = runtime.vertx().createSharedWorkerExecutor("secrets", Authenticator.READERS);
        this.authenticator = new AuthenticatorFactory(transport, worker, runtime.time(), interval).create(access);
    }

    /** Returns true if a client with these settings can share the session. */
    boolean fits(URI endpoint, ProjectAccess access, ApiSettings settings) {
        return identity.equals(Identity.of(endpoint, access, settings));
    }

    /** Adds a client, while another one has not left. */
    CredentialSession join() {
        clients.incrementAndGet();
        return this;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    /** Removes a client; the last one closes the connections. */
    void leave() {
        if (clients.decrementAndGet() == 0) {
            transport.close();
            worker.close();
        }
    }
}
