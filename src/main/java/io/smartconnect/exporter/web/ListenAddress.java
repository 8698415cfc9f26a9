package io.smartconnect.exporter.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parsed {@code [HOST]:PORT}; an IPv6 address has brackets in the text and none here.
 *
 * @param host address to bind; without a host in the text, all addresses
 * @param port port to bind; 0 for any free port
 */
public record ListenAddress(String host, int port) {

    private static final String ALL_ADDRESSES = "0.0.0.0";
    private static final Pattern SHAPE =
            Pattern.compile("(?:\\[(?<six>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)]|(?<host>[\\w.-]{1,253}))?:(?<port>\\d{1,5})");

    /** Parses the text. Throws {@link IllegalArgumentException} if it has another form. */
    public static ListenAddress of(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group("port")) > 65_535) {
            throw new IllegalArgumentException(text);
        }
        String host = Optional.ofNullable(matcher.group("six"))
                .or(() -> Optional.ofNullable(matcher.group("host")))
                .orElse(ALL_ADDRESSES);
        return new ListenAddress(host, Integer.parseInt(matcher.group("port")));
    }

    /** The address with another port. */
    public ListenAddress withPort(int other) {
        return new ListenAddress(host, other);
    }

    /** As configured: {@code HOST:PORT}, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return bracketed() + ":" + port;
    }

    private String bracketed() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** The URL for a client on the same machine; it replaces "all addresses" by {@code localhost}. */
    public String reachable(boolean tls) {
        boolean all = host.equals(ALL_ADDRESSES) || host.equals("::");
        return (tls ? "https://" : "http://") + (all ? "localhost" : bracketed()) + ":" + port;
    }
}
