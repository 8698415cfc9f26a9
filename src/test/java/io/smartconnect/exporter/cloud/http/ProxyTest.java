package io.smartconnect.exporter.cloud.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.route.CertificateAuthorities;
import io.smartconnect.exporter.cloud.route.Proxies;
import io.smartconnect.exporter.log.LogCapture;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Requests to a cloud with a certificate of its own, through a proxy with a password. */
@ResourceLock(value = Resources.SYSTEM_PROPERTIES, mode = ResourceAccessMode.READ)
class ProxyTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final URI CLOUD = URI.create("https://dms.cloud.invalid");

    @TempDir
    private Path directory;

    @AfterAll
    static void stopVertx() throws Exception {
        VERTX.close().await(20, SECONDS);
    }

    @Test
    void tls_passesThroughTheProxy_withPasswordAndAuthority() throws Exception {
        X509Bundle authority = authority();
        TestProxy proxy = new TestProxy(VERTX, "user", "pl@nted", secureCloud(authority));
        CertificateAuthorities authorities = CertificateAuthorities.in(pem(authority));

        try (LogCapture log = new LogCapture(HttpTransport.class)) {
            assertThat(status(proxies("HTTPS_PROXY", "user:pl%40nted", proxy), CLOUD, authorities))
                    .isEqualTo(200);
            assertThat(log.events())
                    .isNotEmpty()
                    .noneMatch(event -> (event + "" + event.getKeyValuePairs()).contains("nted"));
        }
        assertThat(proxy.requests()).containsExactly("CONNECT dms.cloud.invalid:443 HTTP/1.1");
    }

    @Test
    void iam_isAskedThroughTheProxy_withPasswordAndAuthority() throws Exception {
        X509Bundle authority = authority();
        TestProxy proxy = new TestProxy(VERTX, "user", "planted", secureCloud(authority));
        Duration limit = Duration.ofSeconds(10);
        ApiSettings settings =
                new ApiSettings(limit, 4, 1000, 0, limit, limit, true, CertificateAuthorities.in(pem(authority)));
        CredentialTransport transport = new CredentialTransport(
                TestProxy.runtime(VERTX, proxies("HTTPS_PROXY", "user:planted", proxy)), settings);

        assertThat(transport
                        .send(
                                CloudOperation.ID_TOKEN,
                                HttpMethod.POST,
                                CLOUD.resolve("/v3.0/OS-AUTH"),
                                MultiMap.caseInsensitiveMultiMap(),
                                Buffer.buffer())
                        .await(20, SECONDS)
                        .statusCode())
                .isEqualTo(200);
        assertThat(proxy.requests()).containsExactly("CONNECT dms.cloud.invalid:443 HTTP/1.1");
        transport.close();
    }

    @Test
    void clearText_passesThroughTheProxy_withPassword() throws Exception {
        int cloud = cloud(new HttpServerOptions());
        TestProxy proxy = new TestProxy(VERTX, "user", "planted", cloud);
        URI endpoint = URI.create("http://dms.cloud.invalid:81");

        assertThat(status(proxies("http_proxy", "user:planted", proxy), endpoint, CertificateAuthorities.OF_JVM))
                .isEqualTo(200);
        assertThat(proxy.requests()).containsExactly("GET http://dms.cloud.invalid:81/v2/p HTTP/1.1");
    }

    @Test
    void refusedPassword_isUnreachable_andNotShown() throws Exception {
        TestProxy proxy = new TestProxy(VERTX, "user", "other", 1);

        assertThatThrownBy(() ->
                        status(proxies("HTTPS_PROXY", "user:planted", proxy), CLOUD, CertificateAuthorities.OF_JVM))
                .isInstanceOfSatisfying(CloudFailure.class, failure -> {
                    assertThat(failure.reason()).isEqualTo(FailureReason.UNREACHABLE);
                    assertThat(failure.text()).contains("407").doesNotContain("planted");
                });
        assertThat(proxy.requests()).isNotEmpty().allMatch(line -> line.endsWith(" 407"));
    }

    @Test
    void certificateOfAnotherAuthority_isRefused() throws Exception {
        TestProxy proxy = new TestProxy(VERTX, "user", "planted", secureCloud(authority()));
        Proxies proxies = proxies("HTTPS_PROXY", "user:planted", proxy);
        CertificateAuthorities others = CertificateAuthorities.in(pem(authority()));

        for (CertificateAuthorities authorities : List.of(CertificateAuthorities.OF_JVM, others)) {
            assertThatThrownBy(() -> status(proxies, CLOUD, authorities))
                    .isInstanceOfSatisfying(
                            CloudFailure.class,
                            failure -> assertThat(failure.reason()).isEqualTo(FailureReason.UNREACHABLE));
        }
    }

    @Test
    void certificateOfAnotherHost_isRefused() throws Exception {
        X509Bundle authority = authority();
        TestProxy proxy = new TestProxy(VERTX, "user", "planted", secureCloud(authority));

        assertThatThrownBy(() -> status(
                        proxies("HTTPS_PROXY", "user:planted", proxy),
                        URI.create("https://iam.cloud.invalid"),
                        CertificateAuthorities.in(pem(authority))))
                .isInstanceOf(CloudFailure.class);
    }

    @Test
    void authoritiesOfTheJvm_stayTrusted() throws Exception {
        X509Bundle authority = authority();
        CertificateAuthorities both = CertificateAuthorities.in(pem(authority));

        assertThat(both.trustManager().getAcceptedIssuers())
                .contains(both.certificates().get(0))
                .contains(CertificateAuthorities.OF_JVM.trustManager().getAcceptedIssuers());
    }

    private static int status(Proxies proxies, URI endpoint, CertificateAuthorities authorities) throws Exception {
        ClientRuntime runtime = TestProxy.runtime(VERTX, proxies);
        HttpTransport transport = new HttpTransport(runtime, runtime.pools().to(endpoint, authorities));
        try {
            return transport
                    .send(
                            new SignedRequest(
                                    CloudOperation.LIST_INSTANCES,
                                    HttpMethod.GET,
                                    endpoint.resolve("/v2/p"),
                                    MultiMap.caseInsensitiveMultiMap(),
                                    Buffer.buffer()),
                            Duration.ofSeconds(20))
                    .await(20, SECONDS)
                    .statusCode();
        } finally {
            transport.close();
        }
    }

    private static Proxies proxies(String variable, String user, TestProxy proxy) {
        return Proxies.of(Map.of(variable, "http://" + user + "@127.0.0.1:" + proxy.port()));
    }

    private static X509Bundle authority() throws Exception {
        return new CertificateBuilder()
                .ecp256()
                .subject("CN=authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    private static int secureCloud(X509Bundle authority) throws Exception {
        X509Bundle server = new CertificateBuilder()
                .ecp256()
                .subject("CN=cloud")
                .addSanDnsName("dms.cloud.invalid")
                .buildIssuedBy(authority);
        return cloud(new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertValue(Buffer.buffer(server.getCertificatePathPEM()))
                        .setKeyValue(Buffer.buffer(server.getPrivateKeyPEM()))));
    }

    private static int cloud(HttpServerOptions options) throws Exception {
        return VERTX.createHttpServer(options)
                .requestHandler(request -> request.response().end("{}"))
                .listen(0, "127.0.0.1")
                .await(20, SECONDS)
                .actualPort();
    }

    private Path pem(X509Bundle authority) throws Exception {
        return Files.writeString(directory.resolve("ca.pem"), authority.getCertificatePEM());
    }
}
