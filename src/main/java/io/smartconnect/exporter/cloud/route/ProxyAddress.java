package io.smartconnect.exporter.cloud.route;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The address of a proxy and the user there.
 *
 * @param isSocks true for SOCKS 5, false for HTTP
 * @param user empty for none
 * @param password empty for none
 */
record ProxyAddress(boolean isSocks, String host, int port, String user, String password) {

    /** The form of the text. */
    static final String RULE = "must be [http://][USER:PASSWORD@]HOST[:PORT], or the same with socks5://";

    private static final int HTTP_PORT = 80;
    private static final int SOCKS_PORT = 1080;

    /** Parses {@code http://user:password@host:port}. Throws {@link IllegalArgumentException} if it has another form. */
    static ProxyAddress of(String text) {
        URI uri = URI.create(text.contains("://") ? text : "http://" + text);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean isSocks = scheme.equals("socks5") || scheme.equals("socks5h");
        String path = Objects.requireNonNullElse(uri.getPath(), "");
        boolean isKnown = isSocks || scheme.equals("http");
        boolean hasPath = !path.isEmpty() && !path.equals("/");
        if (uri.getHost() == null || !isKnown || hasPath) {
            throw new IllegalArgumentException(RULE);
        }
        String[] user = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
        int usual = isSocks ? SOCKS_PORT : HTTP_PORT;
        return new ProxyAddress(
                isSocks,
                uri.getHost(),
                uri.getPort() < 0 ? usual : uri.getPort(),
                decoded(user[0]),
                user.length < 2 ? "" : decoded(user[1]));
    }

    /** Unlike in a form, a plus is a plus. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return (user.isEmpty() ? "" : "***@") + host + ":" + port;
    }
}
