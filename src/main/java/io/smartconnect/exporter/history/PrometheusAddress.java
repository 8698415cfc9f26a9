package io.smartconnect.exporter.history;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The address of a Prometheus, or of a server with its HTTP API. {@code toString} hides user and password.
 *
 * @param base the URL before {@code /api}, without a user and without a slash at its end
 * @param authorization the header {@code Authorization}; empty without a user
 */
public record PrometheusAddress(URI base, Optional<String> authorization) {

    private static final int HIGHEST_PORT = 65_535;

    /** Parses {@code http://user:password@host:port/path}; throws {@link IllegalArgumentException} for any other text. */
    public static PrometheusAddress of(String text) {
        URI uri = URI.create(text);
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        boolean isHttp = scheme.equals("http") || scheme.equals("https");
        boolean isPlain = uri.getRawQuery() == null && uri.getRawFragment() == null;
        if (!isHttp || !isPlain || uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
            throw new IllegalArgumentException("no URL of a Prometheus");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath().replaceFirst("/+$", "");
        return new PrometheusAddress(
                URI.create(scheme + "://" + uri.getHost() + port + path),
                Optional.ofNullable(uri.getUserInfo()).map(PrometheusAddress::basic));
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    /** True if a password would pass the network as clear text. */
    public boolean isUnencrypted() {
        return authorization.isPresent() && base.getScheme().equals("http");
    }

    @Override
    public String toString() {
        return authorization.isEmpty() ? base.toString() : base.toString().replaceFirst("//", "//***@");
    }
}
