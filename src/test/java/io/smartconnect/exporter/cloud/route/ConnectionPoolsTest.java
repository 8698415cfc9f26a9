package io.smartconnect.exporter.cloud.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.web.TestAuthority;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionPoolsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final URI DMS = URI.create("https://dms.eu-de.example.com");
    private static final URI EYE = URI.create("https://ces.eu-de.example.com");

    private final ConnectionPools pools =
            new ConnectionPools(VERTX, Proxies.of(Map.of("https_proxy", "http://proxy:3128", "no_proxy", "direct")));

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    @Test
    void targets_shareAPool_withTheSameProxyAndAuthorities(@TempDir Path directory) throws Exception {
        CertificateAuthorities own = CertificateAuthorities.in(new TestAuthority().write(directory.resolve("ca.pem")));
        WebClient first = pools.to(DMS, CertificateAuthorities.OF_JVM).client();

        assertThat(pools.to(EYE, CertificateAuthorities.OF_JVM).client()).isSameAs(first);
        assertThat(pools.to(DMS, own).client()).isNotSameAs(first);
        assertThat(pools.to(URI.create("https://direct"), CertificateAuthorities.OF_JVM)
                        .client())
                .isNotSameAs(first)
                .isSameAs(pools.withoutProxy().client());
    }

    @Test
    void pool_closesWithItsLastUser() {
        ConnectionPool first = pools.withoutProxy();
        ConnectionPool second = pools.withoutProxy();
        WebClient client = second.client();
        first.close();
        first.close();
        assertThat(pools.withoutProxy().client()).isSameAs(client);
    }

    @Test
    void pool_isNew_afterTheLastUserHasLeft() {
        ConnectionPool last = pools.withoutProxy();
        last.close();

        assertThat(pools.withoutProxy().client()).isNotSameAs(last.client());
    }
}
