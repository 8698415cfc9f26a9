package io.smartconnect.exporter.web.config;

import io.smartconnect.exporter.config.reader.ValueParser;
import io.smartconnect.exporter.pem.Pem;
import io.smartconnect.exporter.web.tls.ClientCertificatePolicy;
import io.smartconnect.exporter.web.tls.TlsSettings;
import io.smartconnect.exporter.web.tls.TlsVersion;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reader of {@code tls_server_config} and of the certificates and keys that it names. */
final class TlsReader {

    private static final ValueParser<TlsVersion> VERSION =
            new ValueParser<>("must be TLS10, TLS11, TLS12 or TLS13", TlsVersion::valueOf);
    private static final ValueParser<ClientCertificatePolicy> POLICY = new ValueParser<>(
            "must be one of " + String.join(", ", ClientCertificatePolicy.names()), ClientCertificatePolicy::of);
    private static final ValueParser<String> SUITE = ValueParser.text(
            "must be a cipher suite that Java enables, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            TlsSettings::isEnabled);
    private static final ValueParser<String> NAME = ValueParser.text("must be a text", text -> !text.isBlank());

    private final ValueParser<List<X509Certificate>> certificates;
    private final ValueParser<PrivateKey> key;

    /** Resolves relative paths against {@code directory}, and reads them by {@code files}. */
    TlsReader(Path directory, FileReads files) {
        this.certificates = new ValueParser<>(
                "must be the path of a readable file with PEM certificates",
                text -> Pem.certificates(files.read(directory.resolve(text))));
        this.key = new ValueParser<>(
                "must be the path of a readable file with a PEM private key that is not encrypted",
                text -> Pem.privateKey(files.read(directory.resolve(text))));
    }

    /** The settings; empty if nothing is set, or if a mistake was reported. */
    Optional<TlsSettings> read(YamlMapping tls) {
        if (tls.isEmpty()) {
            return Optional.empty();
        }
        tls.unsupported("cert", "key", "client_ca", "prefer_server_cipher_suites", "curve_preferences");
        Optional<List<X509Certificate>> chain = tls.mandatory("cert_file", certificates);
        Optional<PrivateKey> privateKey = tls.mandatory("key_file", key);
        List<TlsVersion> versions = versions(tls);
        List<String> suites = tls.list("cipher_suites", SUITE);
        TlsSettings.Clients clients = clients(tls);
        tls.reportUnknownKeys();
        return chain.flatMap(certificate ->
                privateKey.flatMap(secret -> pair(tls, certificate, secret).map(pair -> {
                    return new TlsSettings(certificate, secret, clients, versions, suites);
                })));
    }

    private static Optional<PrivateKey> pair(YamlMapping tls, List<X509Certificate> chain, PrivateKey secret) {
        if (Pem.isPair(chain.get(0), secret)) {
            return Optional.of(secret);
        }
        tls.mistake("key_file", "must hold the key of the first certificate in cert_file");
        return Optional.empty();
    }

    private static List<TlsVersion> versions(YamlMapping tls) {
        TlsVersion least = tls.get("min_version", VERSION).orElse(TlsVersion.TLS12);
        TlsVersion most = tls.get("max_version", VERSION).orElse(TlsVersion.TLS13);
        if (most.compareTo(TlsVersion.TLS12) < 0) {
            tls.mistake("max_version", "must be TLS12 or TLS13; older versions are not supported");
        } else if (most.compareTo(least) < 0) {
            tls.mistake("max_version", "must not be below min_version");
        }
        return TlsVersion.between(least, most);
    }

    private TlsSettings.Clients clients(YamlMapping tls) {
        ClientCertificatePolicy policy =
                tls.get("client_auth_type", POLICY).orElse(ClientCertificatePolicy.NO_CLIENT_CERT);
        Optional<List<X509Certificate>> authorities = policy.verifies()
                ? tls.mandatory("client_ca_file", certificates)
                : tls.get("client_ca_file", certificates);
        List<String> names = tls.list("client_allowed_sans", NAME);
        if (policy == ClientCertificatePolicy.NO_CLIENT_CERT && (authorities.isPresent() || !names.isEmpty())) {
            tls.mistake(
                    "client_auth_type",
                    "must be set, such as RequireAndVerifyClientCert, to check client certificates");
        }
        return new TlsSettings.Clients(policy, authorities.orElse(List.of()), Set.copyOf(names));
    }
}
