package io.smartconnect.exporter.web;

import io.smartconnect.exporter.web.html.LinkTemplate;
import io.smartconnect.exporter.web.http.UrlPaths;
import io.smartconnect.exporter.web.limit.WebLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The addresses of the daemon, the path and the limit of its scrapes, the file with its TLS and passwords, and the links of its pages.
 *
 * @param addresses to listen on, at least one
 * @param telemetryPath path of the metrics, begins with {@code /}
 * @param maxRequests scrapes that are answered at once; 0 for no limit
 * @param configFile web configuration file; without one, plain HTTP without passwords
 * @param links of the pages to other sites
 */
public record WebSettings(
        List<ListenAddress> addresses,
        String telemetryPath,
        int maxRequests,
        Optional<Path> configFile,
        List<LinkTemplate> links) {

    /** The default of {@code maxRequests}. */
    public static final int MAX_REQUESTS = WebLimits.DEFAULT.scrapes();

    public WebSettings {
        addresses = List.copyOf(addresses);
        links = List.copyOf(links);
    }

    /** No links. */
    public WebSettings(
            List<ListenAddress> addresses, String telemetryPath, int maxRequests, Optional<Path> configFile) {
        this(addresses, telemetryPath, maxRequests, configFile, List.of());
    }

    /** One address, the default limit, and no links. */
    public WebSettings(String host, int port, String telemetryPath, Optional<Path> configFile) {
        this(List.of(new ListenAddress(host, port)), telemetryPath, MAX_REQUESTS, configFile);
    }

    /** One address, the default limit, and plain HTTP without passwords. */
    public WebSettings(String host, int port, String telemetryPath) {
        this(host, port, telemetryPath, Optional.empty());
    }

    /** These settings with another web configuration file. */
    public WebSettings withConfigFile(Path file) {
        return new WebSettings(addresses, telemetryPath, maxRequests, Optional.of(file), links);
    }

    /** True if another endpoint uses {@code path}, so that it cannot be the path of the metrics. */
    public static boolean isTaken(String path) {
        return Set.of("/", UrlPaths.HEALTHY, UrlPaths.READY, UrlPaths.RELOAD).contains(path)
                || UrlPaths.isOfTask(path)
                || UrlPaths.isOfApi(path);
    }
}
