package io.smartconnect.exporter.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code [HOST]:PORT} taken apart; an IPv6 address stands in brackets. */
public record ListenAddress(String host, int port) {

    private static final String EVERYWHERE = "0.0.0.0";
    private static final Pattern SHAPE =
            Pattern.compile("(?:\\[(?<six>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)]|(?<host>[\\w.-]{1,253}))?:(?<port>\\d{1,5})");

    /** Throws {@link IllegalArgumentException} when the text has another shape. */
    public static ListenAddress of(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group("port")) > 65_535) {
            throw new IllegalArgumentException(text);
        }
        String host = Optional.ofNullable(matcher.group("six"))
                .or(() -> Optional.ofNullable(matcher.group("host")))
                .orElse(EVERYWHERE);
        return new ListenAddress(host, Integer.parseInt(matcher.group("port")));
    }

    /** Where a client on this machine finds who listens here: all addresses are no host. */
    public String reachable() {
        boolean all = host.equals(EVERYWHERE) || host.equals("::");
        return "http://" + (all ? "localhost" : host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
