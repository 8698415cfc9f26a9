package io.smartconnect.exporter.config.credentials;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A rule for URLs to which a token is sent: encrypted, or on this machine. It never looks up a name. */
final class TokenUrlRule {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[[0-9A-Fa-f:.]+]");

    private TokenUrlRule() {}

    /** Parses {@code text}; empty unless it is an https URL, or an http URL of a loopback or link-local address. */
    static Optional<URI> uri(String text) {
        try {
            URI uri = URI.create(text);
            boolean isUrl = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawPath() != null;
            return isUrl && keepsSecrets(uri) ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException noUri) {
            return Optional.empty();
        }
    }

    private static boolean keepsSecrets(URI uri) {
        return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isLocal(uri.getHost()));
    }

    private static boolean isLocal(String host) {
        if (!LITERAL.matcher(host).matches()) {
            return host.equalsIgnoreCase("localhost");
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress() || address.isLinkLocalAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
