package io.smartconnect.exporter.web;

import io.smartconnect.exporter.web.http.Paths;
import java.util.Set;

/**
 * Where the daemon listens.
 *
 * @param host address to bind; {@code 0.0.0.0} for all
 * @param port port to bind; 0 for a free one
 * @param telemetryPath path of the metrics, begins with {@code /}
 */
public record WebSettings(String host, int port, String telemetryPath) {

    /** Whether {@code path} belongs to the daemon, so that it can't be where the metrics are. */
    public static boolean isTaken(String path) {
        return Set.of("/", Paths.HEALTHY, Paths.READY).contains(path) || Paths.isOfTask(path) || Paths.isOfApi(path);
    }
}
