package io.smartconnect.exporter.web.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * The TLS of a server.
 *
 * @param chain the server's certificate and its issuers
 * @param key the key of the first certificate
 * @param clients the certificates of clients
 * @param versions the versions that the server speaks
 * @param cipherSuites cipher suites of TLS 1.2; empty for Java's defaults
 */
public record TlsSettings(
        List<X509Certificate> chain,
        PrivateKey key,
        Clients clients,
        List<TlsVersion> versions,
        List<String> cipherSuites) {

    /**
     * The rules for certificates of clients.
     *
     * @param authorities the issuers that are trusted
     * @param allowedNames alternative names of which a certificate must have one; empty for any
     */
    public record Clients(
            ClientCertificatePolicy policy, List<X509Certificate> authorities, Set<String> allowedNames) {}

    private static final String ONLY_TLS_13 = "TLS_(AES|CHACHA20)_.*";

    /** True if Java enables the cipher suite. */
    public static boolean isEnabled(String suite) {
        return defaultSuites().anyMatch(suite::equals);
    }

    private static Stream<String> defaultSuites() {
        try {
            return Stream.of(SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites());
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("Java has no TLS", broken);
        }
    }

    /** Netty's form of these settings. */
    SslContext context(boolean http2) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forServer(key, chain)
                .sslProvider(SslProvider.JDK)
                .clientAuth(clients.policy().request())
                .trustManager(new ClientCertificateCheck(clients))
                .protocols(versions.stream().map(TlsVersion::protocol).toList());
        if (!cipherSuites.isEmpty()) {
            builder.ciphers(
                    Stream.concat(cipherSuites.stream(), defaultSuites().filter(suite -> suite.matches(ONLY_TLS_13)))
                            .distinct()
                            .toList());
        }
        return (http2 ? builder.applicationProtocolConfig(alpn()) : builder).build();
    }

    private static ApplicationProtocolConfig alpn() {
        return new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_2,
                ApplicationProtocolNames.HTTP_1_1);
    }

    @Override
    public String toString() {
        return "TlsSettings[" + chain.get(0).getSubjectX500Principal() + "]";
    }
}
