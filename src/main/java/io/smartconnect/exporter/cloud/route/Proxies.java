package io.smartconnect.exporter.cloud.route;

import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of the process. The variables {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} apply, in upper or lower
 * case, unless the JVM has properties for a proxy, such as {@code https.proxyHost}. The variables never apply to this machine.
 */
public final class Proxies {

    private static final List<String> PROPERTIES = List.of("https.proxyHost", "http.proxyHost", "socksProxyHost");
    private static final List<String> VARIABLES = List.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy");

    private final Map<String, String> environment;

    private Proxies(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The proxies of the environment variables, or of the JVM's properties. */
    public static Proxies of(Map<String, String> environment) {
        return new Proxies(Map.copyOf(environment));
    }

    /** The proxy on the way to {@code endpoint}; empty for none. */
    public Optional<ProxyOptions> to(URI endpoint) {
        return hasProperties() ? ofProperties(endpoint) : ofVariables(endpoint);
    }

    /** The variables that apply, but name no proxy, with the rule that they break. */
    public static Map<String, String> mistakes(Map<String, String> environment) {
        return hasProperties()
                ? Map.of()
                : VARIABLES.stream()
                        .filter(name -> isSet(environment, name)
                                && parse(environment.get(name)).isEmpty())
                        .collect(Collectors.toMap(name -> name, name -> ProxyAddress.RULE));
    }

    private static boolean hasProperties() {
        return PROPERTIES.stream()
                .anyMatch(name -> !System.getProperty(name, "").isEmpty());
    }

    private Optional<ProxyOptions> ofVariables(URI endpoint) {
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        return isLoopback(host) || isExcluded(host, endpoint.getPort())
                ? Optional.empty()
                : variable(endpoint.getScheme() + "_PROXY")
                        .flatMap(Proxies::parse)
                        .map(address -> options(
                                address.isSocks(), address.host(), address.port(), address.user(), address.password()));
    }

    private boolean isExcluded(String host, int port) {
        return variable("NO_PROXY").stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .anyMatch(entry -> entry.equals("*")
                        || entry.equals(host)
                        || entry.equals(host + ":" + port)
                        || (entry.startsWith(".") && host.endsWith(entry)));
    }

    private Optional<String> variable(String name) {
        return Stream.of(name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))
                .filter(each -> isSet(environment, each))
                .map(environment::get)
                .findFirst();
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }

    private static Optional<ProxyAddress> parse(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(String::strip).map(ProxyAddress::of);
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    /** True if {@code host} of a URL names this machine; it looks up no name. */
    public static boolean isLoopback(String host) {
        return host.equals("localhost") || host.matches("127(\\.[0-9]+){3}") || host.equals("[::1]");
    }

    /** Includes {@code http.nonProxyHosts} and {@code socksProxyHost}. */
    private static Optional<ProxyOptions> ofProperties(URI endpoint) {
        String user = System.getProperty(endpoint.getScheme() + ".proxyUser", "");
        String password = System.getProperty(endpoint.getScheme() + ".proxyPassword", "");
        return ProxySelector.getDefault().select(endpoint).stream()
                .filter(proxy -> proxy.type() != Proxy.Type.DIRECT)
                .findFirst()
                .map(proxy -> {
                    InetSocketAddress address = (InetSocketAddress) proxy.address();
                    boolean isSocks = proxy.type() == Proxy.Type.SOCKS;
                    return options(isSocks, address.getHostString(), address.getPort(), user, password);
                });
    }

    private static ProxyOptions options(boolean isSocks, String host, int port, String user, String password) {
        ProxyOptions options = new ProxyOptions()
                .setType(isSocks ? ProxyType.SOCKS5 : ProxyType.HTTP)
                .setHost(host)
                .setPort(port);
        return user.isEmpty() ? options : options.setUsername(user).setPassword(password);
    }
}
