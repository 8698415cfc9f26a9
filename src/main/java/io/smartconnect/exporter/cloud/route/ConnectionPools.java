package io.smartconnect.exporter.cloud.route;

import io.smartconnect.exporter.cloud.exchange.BoundedExchange;
import io.vertx.core.Vertx;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The connections of the process to the cloud. All clients with the same proxy and certificate authorities share one pool, since
 * a pool of its own for each of thousands of targets would take more memory than their state. Safe for any thread.
 */
public final class ConnectionPools {

    /** IAM sends tokens in a header, and they can be long. */
    private static final int LONGEST_HEADERS = 64 << 10;

    /** Connections to one host. */
    private static final int MOST_CONNECTIONS = 1_024;

    /** The time between two searches for idle connections. Each search wakes a thread. */
    private static final Duration CLEANING = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Proxies proxies;
    private final List<SharedClient> shared = new ArrayList<>();

    /** No connection yet. */
    public ConnectionPools(Vertx vertx, Proxies proxies) {
        this.vertx = vertx;
        this.proxies = proxies;
    }

    /** The pool for the host of {@code base}, through the proxy on the way to it, if any. */
    public ConnectionPool to(URI base, CertificateAuthorities authorities) {
        return join(proxies.to(base), authorities);
    }

    /** The pool for any host, without a proxy. */
    public ConnectionPool withoutProxy() {
        return join(Optional.empty(), CertificateAuthorities.OF_JVM);
    }

    private synchronized ConnectionPool join(Optional<ProxyOptions> proxy, CertificateAuthorities authorities) {
        Optional<JsonObject> route = proxy.map(ProxyOptions::toJson);
        SharedClient client = shared.stream()
                .filter(each -> each.serves(route, authorities))
                .findFirst()
                .orElseGet(() -> add(new SharedClient(route, authorities, client(proxy, authorities))));
        client.users++;
        return new ConnectionPool(client.client, () -> leave(client));
    }

    private SharedClient add(SharedClient first) {
        shared.add(first);
        return first;
    }

    private synchronized void leave(SharedClient client) {
        client.users--;
        if (client.users == 0) {
            shared.remove(client);
            client.client.close();
        }
    }

    /** A client that verifies TLS certificates, and follows no redirect: that would send credentials to another host. */
    private WebClient client(Optional<ProxyOptions> proxy, CertificateAuthorities authorities) {
        WebClientOptions options = new WebClientOptions()
                .setUserAgent("smart-connect-exporter")
                .setFollowRedirects(false)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setVerifyHost(true)
                .setTrustAll(false);
        proxy.ifPresent(options::setProxyOptions);
        if (!authorities.certificates().isEmpty()) {
            options.setTrustOptions(TrustOptions.wrap(authorities.trustManager()));
        }
        PoolOptions pool = new PoolOptions()
                .setHttp1MaxSize(MOST_CONNECTIONS)
                .setCleanerPeriod(Math.toIntExact(CLEANING.toMillis()));
        WebClient client = WebClient.create(vertx, options, pool);
        BoundedExchange.enableReset(client);
        return client;
    }

    private static final class SharedClient {

        private final Optional<JsonObject> proxy;
        private final List<X509Certificate> authorities;
        private final WebClient client;
        private int users;

        SharedClient(Optional<JsonObject> proxy, CertificateAuthorities authorities, WebClient client) {
            this.proxy = proxy;
            this.authorities = authorities.certificates();
            this.client = client;
        }

        boolean serves(Optional<JsonObject> otherProxy, CertificateAuthorities other) {
            return proxy.equals(otherProxy) && authorities.equals(other.certificates());
        }
    }
}
