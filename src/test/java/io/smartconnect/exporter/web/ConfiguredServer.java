package io.smartconnect.exporter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.smartconnect.exporter.metrics.render.ExpositionBody;
import io.smartconnect.exporter.web.http.MetricsSource;
import io.smartconnect.exporter.web.http.ServerInputs;
import io.smartconnect.exporter.web.limit.WebLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server with a web configuration file, which it looks at every 50 ms, and requests to it. */
public final class ConfiguredServer implements AutoCloseable {

    static final Duration LONG = Duration.ofSeconds(50);
    static final WebLimits LIMITS = limits(LONG, 512);
    static final MetricsSource SMALL = (format, gzip, names) -> Future.succeededFuture(
            ExpositionBody.of(Buffer.buffer(gzip ? zipped("# EOF\n") : "# EOF\n".getBytes(UTF_8))));

    private final Vertx vertx = Vertx.vertx();
    private final Path directory;
    private final WebServer server;

    public ConfiguredServer(Path directory, String configuration) throws Exception {
        this(directory, configuration, LIMITS, SMALL);
    }

    ConfiguredServer(Path directory, String configuration, WebLimits limits, MetricsSource metrics) throws Exception {
        this.directory = directory;
        ServerInputs inputs = WebSamples.inputs(metrics, WebSamples::healthy, () -> WebSamples.NOW);
        WebSettings settings = new WebSettings("127.0.0.1", 0, "/metrics", Optional.of(configure(configuration)));
        this.server = WebServer.start(vertx, settings, inputs, limits).await(20, SECONDS);
    }

    private static byte[] zipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static WebLimits limits(Duration response, int connections) {
        return new WebLimits(LONG, LONG, response, LONG, LONG, 40, 4, connections, Duration.ofMillis(50));
    }

    /** The lines of a user with a password. */
    public static String user(String name, String password, int cost) {
        String hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(cost, password.toCharArray());
        return "basic_auth_users: { " + name + ": " + hash + " }\n";
    }

    /** Replaces the content of the file. */
    Path configure(String configuration) throws IOException {
        Path whole = Files.writeString(directory.resolve("web.yml.new"), configuration);
        return Files.move(whole, directory.resolve("web.yml"), StandardCopyOption.REPLACE_EXISTING);
    }

    public int port() {
        return server.port();
    }

    /** A client with this TLS, or without. */
    static HttpClient client(@Nullable SSLContext tls) {
        HttpClient.Builder client = HttpClient.newBuilder();
        return (tls == null ? client : client.sslContext(tls)).build();
    }

    /** The response to a client without TLS. */
    HttpResponse<String> get(String path, Optional<String> credentials) throws Exception {
        return client(null).send(request("http", path, credentials), BodyHandlers.ofString());
    }

    /** The response to a client with TLS. */
    HttpResponse<String> get(SSLContext tls, String path) throws Exception {
        return client(tls).send(request("https", path, Optional.empty()), BodyHandlers.ofString());
    }

    HttpRequest request(String scheme, String path, Optional<String> credentials) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port() + path));
        credentials.ifPresent(text ->
                request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(text.getBytes(UTF_8))));
        return request.timeout(LONG).build();
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
