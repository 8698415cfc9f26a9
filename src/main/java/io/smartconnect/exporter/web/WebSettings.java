package io.smartconnect.exporter.web;

import io.smartconnect.exporter.web.http.UrlPaths;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The address of the daemon, the path of its metrics, and the file with its TLS and passwords.
 *
 * @param host address to bind; {@code 0.0.0.0} for all
 * @param port port to bind; 0 for a free one
 * @param telemetryPath path of the metrics, begins with {@code /}
 * @param configFile web configuration file; without one, plain HTTP without passwords
 */
public record WebSettings(String host, int port, String telemetryPath, Optional<Path> configFile) {

    /** Plain HTTP without passwords. */
    public WebSettings(String host, int port, String telemetryPath) {
        this(host, port, telemetryPath, Optional.empty());
    }

    /** True if another endpoint uses {@code path}, so that it cannot be the path of the metrics. */
    public static boolean isTaken(String path) {
        return Set.of("/", UrlPaths.HEALTHY, UrlPaths.READY, UrlPaths.RELOAD).contains(path)
                || UrlPaths.isOfTask(path)
                || UrlPaths.isOfApi(path);
    }
}
