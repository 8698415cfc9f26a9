package io.smartconnect.exporter.web.config;

import io.smartconnect.exporter.web.auth.PasswordHash;
import io.smartconnect.exporter.web.tls.TlsSettings;
import java.util.Map;
import java.util.Optional;

/**
 * The content of a web configuration file, with the certificates and keys that it names.
 *
 * @param tls empty for plain HTTP
 * @param http2 whether clients may use HTTP/2 over TLS
 * @param headers headers of every response
 * @param users password hashes by user name; empty if clients need no password
 */
public record WebConfiguration(
        Optional<TlsSettings> tls, boolean http2, Map<String, String> headers, Map<String, PasswordHash> users) {

    /** Plain HTTP without passwords. */
    public static final WebConfiguration NONE = new WebConfiguration(Optional.empty(), true, Map.of(), Map.of());

    public WebConfiguration {
        headers = Map.copyOf(headers);
        users = Map.copyOf(users);
    }
}
