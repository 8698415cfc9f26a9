package io.smartconnect.exporter.web.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.exporter.pem.Pem;
import io.smartconnect.exporter.pem.PemFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The TLS of a client of an exporter. */
public final class ClientTls {

    private static final char[] NO_PASSWORD = new char[0];

    private ClientTls() {}

    /**
     * Reads the files. Throws an {@link IOException} that names a file that it can't use.
     *
     * @param authorities issuers of the exporter's certificate, in PEM; without a file, Java's own
     * @param certificate certificate of the client, in PEM, together with its key
     */
    public static SSLContext of(Optional<Path> authorities, Optional<Path> certificate, Optional<Path> key)
            throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    certificate.isPresent() && key.isPresent() ? keys(certificate.get(), key.get()) : null,
                    authorities.isPresent() ? trust(authorities.get()) : null,
                    new SecureRandom());
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the certificates can't be used: " + unusable.getMessage(), unusable);
        }
    }

    private static KeyManager[] keys(Path certificateFile, Path keyFile) throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = read(certificateFile, Pem::certificates, "a PEM certificate");
        PrivateKey key = read(keyFile, Pem::privateKey, "a PEM private key that is not encrypted");
        if (!Pem.isPair(chain.get(0), key)) {
            throw new IOException(keyFile + " must hold the key of the certificate in " + certificateFile);
        }
        KeyStore store = emptyStore();
        store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static TrustManager[] trust(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        for (X509Certificate authority : read(file, Pem::certificates, "PEM certificates")) {
            store.setCertificateEntry("ca-" + store.size(), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    /** A user name and a password as the value of an {@code Authorization} header; a final newline of the file is ignored. */
    public static String authorization(String user, Path passwordFile) throws IOException {
        String password = read(passwordFile, content -> new String(content, UTF_8), "a password")
                .replaceFirst("\\R\\z", "");
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    private static <T> T read(Path file, Function<byte[], T> decoder, String expected) throws IOException {
        try {
            return decoder.apply(PemFile.read(file));
        } catch (IOException | IllegalArgumentException unusable) {
            throw new IOException(file + " must be a readable file with " + expected, unusable);
        }
    }
}
