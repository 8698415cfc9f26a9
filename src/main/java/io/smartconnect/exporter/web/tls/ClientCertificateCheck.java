package io.smartconnect.exporter.web.tls;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/** Accepts the certificates of clients that have a trusted issuer and an allowed name, as far as the settings demand. */
final class ClientCertificateCheck extends X509ExtendedTrustManager {

    /** The kinds of alternative names that are compared: e-mail, DNS, URI, IP address. */
    private static final Set<Integer> KINDS = Set.of(1, 2, 6, 7);

    private final Set<String> allowedNames;
    private final Optional<X509TrustManager> verifier;

    ClientCertificateCheck(TlsSettings.Clients clients) {
        this.allowedNames = clients.allowedNames();
        this.verifier = clients.policy().verifies() ? Optional.of(verifier(clients.authorities())) : Optional.empty();
    }

    private static X509TrustManager verifier(List<X509Certificate> authorities) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate authority : authorities) {
                store.setCertificateEntry("ca-" + store.size(), authority);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return (X509TrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalArgumentException("unusable authorities", broken);
        }
    }

    private void check(X509Certificate[] chain, String type) throws CertificateException {
        if (verifier.isPresent()) {
            verifier.get().checkClientTrusted(chain, type);
        }
        if (!allowedNames.isEmpty() && names(chain[0]).noneMatch(allowedNames::contains)) {
            throw new CertificateException("the client certificate has none of the allowed names");
        }
    }

    private static Stream<String> names(X509Certificate certificate) throws CertificateException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null
                ? Stream.empty()
                : names.stream()
                        .filter(name -> KINDS.contains(name.get(0)) && name.get(1) instanceof String)
                        .flatMap(name -> spellings((String) name.get(1)));
    }

    /** Java writes an IPv6 address in full, the exporter-toolkit shortened (RFC 5952). No name of a host has a colon. */
    private static Stream<String> spellings(String name) {
        return name.matches("[0-9a-f:]+:[0-9a-f:]*") ? Stream.of(name, shortened(name)) : Stream.of(name);
    }

    private static String shortened(String address) {
        try {
            return NetUtil.toAddressString(InetAddress.getByName(address));
        } catch (UnknownHostException impossible) {
            return address;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("this is a server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("this is a server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("this is a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return verifier.map(X509TrustManager::getAcceptedIssuers).orElse(new X509Certificate[0]);
    }
}
