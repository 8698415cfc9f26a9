package io.smartconnect.exporter.web;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** A certificate authority of a test, which issues certificates for servers and clients. */
public final class TestAuthority {

    private final X509Bundle root;

    public TestAuthority() throws Exception {
        root = new CertificateBuilder()
                .ecp256()
                .subject("CN=authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    /** A certificate of {@code localhost} and 127.0.0.1. */
    public X509Bundle server() throws Exception {
        return new CertificateBuilder()
                .ecp256()
                .subject("CN=server")
                .addSanDnsName("localhost")
                .addSanIpAddress("127.0.0.1")
                .buildIssuedBy(root);
    }

    /** The certificate of a client with one alternative name: that of a host, or an IPv6 address. */
    public X509Bundle client(String name) throws Exception {
        CertificateBuilder certificate =
                new CertificateBuilder().ecp256().subject("CN=client").addExtendedKeyUsageClientAuth();
        return (name.contains(":") ? certificate.addSanIpAddress(name) : certificate.addSanDnsName(name))
                .buildIssuedBy(root);
    }

    /** Writes the certificate of the authority. */
    public Path write(Path file) throws IOException {
        return Files.writeString(file, root.getCertificatePEM());
    }

    /** Writes {@code NAME.crt} and {@code NAME.key}. */
    public static void write(X509Bundle bundle, Path directory, String name) throws IOException {
        Files.writeString(directory.resolve(name + ".crt"), bundle.getCertificatePathPEM());
        Files.writeString(directory.resolve(name + ".key"), bundle.getPrivateKeyPEM());
    }

    /** The TLS of a client that trusts this authority and has no certificate. */
    public SSLContext tls() throws GeneralSecurityException {
        return tls(new KeyManager[0]);
    }

    /** The TLS of a client that trusts this authority and shows a certificate. */
    public SSLContext tls(X509Bundle client) throws GeneralSecurityException {
        return tls(client.toKeyManagerFactory().getKeyManagers());
    }

    private SSLContext tls(KeyManager[] keys) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {root.toTrustManager()}, new SecureRandom());
        return context;
    }
}
