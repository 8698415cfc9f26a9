package io.smartconnect.command;

import io.smartconnect.exporter.config.ListenAddress;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The health check of containers: a program that exits with 0 if the exporter in the same container is healthy, else with 1 and
 * the reason on standard error. It loads neither Vert.x nor the command line, because containers run it often.
 *
 * <p>Its flag {@code --web.listen-address} gives the address of the exporter, else that of the container's first process, else
 * the environment. It does not read a configuration file.
 */
public final class HealthCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Pattern FLAG = Pattern.compile("^--web\\.listen-address[=\\n](.*)$", Pattern.MULTILINE);
    private static final String VARIABLE = "SMART_CONNECT_LISTEN_ADDRESS";
    private static final String DEFAULT = "0.0.0.0:10052";

    private HealthCheck() {}

    /** Checks once and exits. */
    public static void main(String[] arguments) {
        String address = address(List.of(arguments), firstProcess(), System.getenv());
        Optional<String> failure = failure(address, TIMEOUT);
        failure.ifPresent(reason -> System.err.println("unhealthy: " + reason));
        System.exit(failure.isPresent() ? Main.FAILED : 0);
    }

    private static List<String> firstProcess() {
        return ProcessHandle.of(1)
                .flatMap(process -> process.info().arguments())
                .map(List::of)
                .orElse(List.of());
    }

    static String address(List<String> own, List<String> firstProcess, Map<String, String> environment) {
        return flag(own)
                .or(() -> flag(firstProcess))
                .or(() -> Optional.ofNullable(environment.get(VARIABLE)))
                .orElse(DEFAULT);
    }

    private static Optional<String> flag(List<String> arguments) {
        Matcher matcher = FLAG.matcher(String.join("\n", arguments));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The reason why the exporter at {@code address} is not healthy; empty if it is. */
    static Optional<String> failure(String address, Duration limit) {
        try {
            URI uri = URI.create(ListenAddress.of(address).reachable() + "/-/healthy");
            int status = status(uri, Math.toIntExact(limit.toMillis()));
            return status == HttpURLConnection.HTTP_OK
                    ? Optional.empty()
                    : Optional.of(uri + ": HTTP status " + status);
        } catch (IllegalArgumentException e) {
            return Optional.of("the address must be [HOST]:PORT; found " + address);
        } catch (IOException e) {
            return Optional.of(address + ": " + e.getMessage());
        }
    }

    private static int status(URI uri, int millis) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setInstanceFollowRedirects(false);
        return connection.getResponseCode();
    }
}
