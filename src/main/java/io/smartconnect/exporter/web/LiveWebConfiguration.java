package io.smartconnect.exporter.web;

import io.smartconnect.exporter.web.auth.BasicAuthentication;
import io.smartconnect.exporter.web.config.WebConfiguration;
import io.smartconnect.exporter.web.config.WebConfigurationFile;
import io.smartconnect.exporter.web.limit.ConnectionLimiter;
import io.smartconnect.exporter.web.tls.ServerTls;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web configuration in use. It is read again when its file changes, or a certificate or key that the file names. A new
 * configuration with mistakes is logged once and changes nothing.
 */
final class LiveWebConfiguration implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveWebConfiguration.class);

    private final Optional<Path> file;
    private final ConnectionLimiter connections;
    private final BasicAuthentication authentication;
    private final Optional<ServerTls> tls;
    private Optional<WebConfigurationFile> reading;
    private volatile WebConfiguration current;
    private volatile boolean closed;

    private LiveWebConfiguration(
            Optional<Path> file, Optional<WebConfigurationFile> reading, ConnectionLimiter connections)
            throws SSLException {
        this.file = file;
        this.reading = reading;
        this.connections = connections;
        this.current = reading.map(WebConfigurationFile::configuration).orElse(WebConfiguration.NONE);
        this.authentication = new BasicAuthentication(current.users());
        this.tls = current.tls().isEmpty()
                ? Optional.empty()
                : Optional.of(new ServerTls(current.tls().get(), current.http2(), connections::accepted));
    }

    /** Reads the file. Blocks. Fails with a message for users if it has mistakes. */
    static LiveWebConfiguration read(Optional<Path> file, ConnectionLimiter connections) throws IOException {
        Optional<WebConfigurationFile> reading = file.map(WebConfigurationFile::read);
        if (reading.isPresent() && !reading.get().mistakes().isEmpty()) {
            throw new IOException(mistakes(reading.get()));
        }
        return new LiveWebConfiguration(file, reading, connections);
    }

    private static String mistakes(WebConfigurationFile reading) {
        return reading.mistakes().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    ConnectionLimiter connections() {
        return connections;
    }

    BasicAuthentication authentication() {
        return authentication;
    }

    Optional<ServerTls> tls() {
        return tls;
    }

    Map<String, String> headers() {
        return current.headers();
    }

    /** Looks at the files again and again, on a worker. */
    void watch(Vertx vertx, Duration interval) {
        if (file.isPresent() && !closed) {
            vertx.setTimer(
                    interval.toMillis(),
                    due -> vertx.executeBlocking(this::refresh)
                            .onFailure(failure -> LOG.error("the web configuration could not be read again", failure))
                            .onComplete(over -> watch(vertx, interval)));
        }
    }

    private Void refresh() throws SSLException {
        if (reading.isPresent() && !reading.get().isUnchanged()) {
            WebConfigurationFile next = WebConfigurationFile.read(file.orElseThrow());
            reading = Optional.of(next);
            Optional<String> obstacle = obstacle(next);
            if (obstacle.isPresent()) {
                LOG.atError().addKeyValue("mistakes", obstacle.get()).log("the new web configuration is not used");
            } else {
                apply(next.configuration());
            }
        }
        return null;
    }

    private Optional<String> obstacle(WebConfigurationFile next) {
        if (!next.mistakes().isEmpty()) {
            return Optional.of(mistakes(next));
        }
        WebConfiguration configuration = next.configuration();
        if (configuration.tls().isPresent() != tls.isPresent()) {
            return Optional.of("TLS can be switched on or off by a restart only");
        }
        return tls.isPresent() && configuration.http2() != current.http2()
                ? Optional.of("HTTP/2 can be switched on or off by a restart only")
                : Optional.empty();
    }

    private void apply(WebConfiguration configuration) throws SSLException {
        if (tls.isPresent() && configuration.tls().isPresent()) {
            tls.get().replace(configuration.tls().get());
        }
        authentication.replace(configuration.users());
        current = configuration;
        LOG.info("the web configuration was read again");
    }

    @Override
    public void close() {
        closed = true;
        authentication.close();
    }
}
