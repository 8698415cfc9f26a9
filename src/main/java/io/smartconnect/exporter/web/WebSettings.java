package io.smartconnect.exporter.web;

/**
 * Where the daemon listens.
 *
 * @param host address to bind; {@code 0.0.0.0} for all
 * @param port port to bind; 0 for a free one
 * @param telemetryPath path of the metrics, begins with {@code /}
 */
public record WebSettings(String host, int port, String telemetryPath) {}
