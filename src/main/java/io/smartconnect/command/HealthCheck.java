package io.smartconnect.command;

import io.smartconnect.exporter.web.ListenAddress;
import io.smartconnect.exporter.web.tls.ClientTls;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/**
 * The health check of containers: a program that exits with 0 if the exporter in the same container is healthy, else with 1 and
 * the reason on standard error. It loads neither Vert.x nor the command line, because containers run it often.
 *
 * <p>It takes the exporter's address from its own flag {@code --web.listen-address}, else from that flag of the container's first
 * process, else from {@code SMART_CONNECT_LISTEN_ADDRESS}; of several, the first. It does not read a configuration file. With {@code --exporter.ca-file} it uses TLS, and checks the issuer of
 * the certificate, but not its name. {@code --exporter.cert-file} and {@code --exporter.key-file} are its own certificate,
 * {@code --exporter.username} and {@code --exporter.password-file} its user and password. {@code --exporter.path} replaces
 * {@code /-/healthy}.
 */
public final class HealthCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final String ADDRESS = "--web.listen-address";
    private static final String VARIABLE = "SMART_CONNECT_LISTEN_ADDRESS";
    private static final String DEFAULT = "0.0.0.0:10052";

    private HealthCheck() {}

    /** Checks once and exits. */
    public static void main(String[] arguments) {
        String address = address(List.of(arguments), firstProcess(), System.getenv());
        Optional<String> failure = failure(address, List.of(arguments), TIMEOUT);
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
        return flag(ADDRESS, own)
                .or(() -> flag(ADDRESS, firstProcess))
                .or(() -> Optional.ofNullable(environment.get(VARIABLE)))
                .map(addresses -> addresses.split(",", -1)[0])
                .orElse(DEFAULT);
    }

    private static Optional<String> flag(String name, List<String> arguments) {
        Pattern pattern = Pattern.compile("^" + Pattern.quote(name) + "[=\\n](.*)$", Pattern.MULTILINE);
        Matcher matcher = pattern.matcher(String.join("\n", arguments));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Optional<Path> file(String name, List<String> arguments) {
        return flag("--exporter." + name, arguments).map(Path::of);
    }

    /** The reason why the exporter at {@code address} is not healthy; empty if it is. */
    static Optional<String> failure(String address, List<String> flags, Duration limit) {
        String base;
        try {
            base = ListenAddress.of(address).reachable(file("ca-file", flags).isPresent());
        } catch (IllegalArgumentException e) {
            return Optional.of("the address must be [HOST]:PORT; found " + address);
        }
        String path = flag("--exporter.path", flags).orElse("/-/healthy");
        try {
            URI uri = URI.create(base + path);
            int status = status(uri, flags, Math.toIntExact(limit.toMillis()));
            return status == HttpURLConnection.HTTP_OK
                    ? Optional.empty()
                    : Optional.of(uri + ": HTTP status " + status);
        } catch (IllegalArgumentException e) {
            return Optional.of("--exporter.path must be the path of a URL; found " + path);
        } catch (IOException e) {
            return Optional.of(address + ": " + e.getMessage());
        }
    }

    private static int status(URI uri, List<String> flags, int millis) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection secured) {
            SSLContext context =
                    ClientTls.of(file("ca-file", flags), file("cert-file", flags), file("key-file", flags));
            secured.setSSLSocketFactory(context.getSocketFactory());
            secured.setHostnameVerifier((name, session) -> true);
        }
        Optional<String> user = flag("--exporter.username", flags);
        Optional<Path> password = file("password-file", flags);
        if (user.isPresent() && password.isPresent()) {
            connection.setRequestProperty("Authorization", ClientTls.authorization(user.get(), password.get()));
        }
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setInstanceFollowRedirects(false);
        return connection.getResponseCode();
    }
}
