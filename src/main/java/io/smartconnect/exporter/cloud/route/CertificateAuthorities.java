package io.smartconnect.exporter.cloud.route;

import io.smartconnect.exporter.pem.Pem;
import io.smartconnect.exporter.pem.PemFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificate authorities that the cloud's clients trust in addition to those of the JVM.
 *
 * @param certificates empty for none
 */
public record CertificateAuthorities(List<X509Certificate> certificates) {

    /** The authorities of the JVM alone. */
    public static final CertificateAuthorities OF_JVM = new CertificateAuthorities(List.of());

    public CertificateAuthorities {
        certificates = List.copyOf(certificates);
    }

    /** Reads a PEM file of at most 1 MiB with at least one certificate. Throws {@link IllegalArgumentException} if it is none. */
    public static CertificateAuthorities in(Path file) {
        try {
            return new CertificateAuthorities(Pem.certificates(PemFile.read(file)));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }

    /** The trust in these authorities and in those of the JVM. */
    public X509TrustManager trustManager() {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            List<X509Certificate> all = Stream.concat(Stream.of(ofJvm().getAcceptedIssuers()), certificates.stream())
                    .toList();
            for (X509Certificate certificate : all) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            return x509(store);
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static X509TrustManager ofJvm() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return x509(factory);
    }

    private static X509TrustManager x509(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return x509(factory);
    }

    private static X509TrustManager x509(TrustManagerFactory factory) {
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new IllegalStateException("the JVM has no trust manager for X.509");
    }
}
