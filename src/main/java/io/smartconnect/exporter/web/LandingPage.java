package io.smartconnect.exporter.web;

import io.smartconnect.exporter.metrics.Body;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** The page at {@code /} for people: what is polled, and what needs attention first. It needs no script. */
final class LandingPage {

    private final Sources sources;
    private final String telemetryPath;
    private final String style;
    private final Map<String, String> headers;

    LandingPage(Sources sources, String telemetryPath) {
        this.sources = sources;
        this.telemetryPath = telemetryPath;
        this.style = Resource.text("landing.css");
        this.headers = Map.of(
                "Content-Type", "text/html; charset=utf-8",
                "Content-Security-Policy", policy(style),
                "Referrer-Policy", "no-referrer",
                "Cache-Control", "no-store");
    }

    Answer answer() {
        return new Answer(200, headers, Body.of(Buffer.buffer(render())));
    }

    private String render() {
        Snapshot snapshot = sources.snapshot().get();
        Html html = new Html();
        html.open("html", "lang", "en");
        head(html);
        html.open("body");
        header(html);
        html.open("main");
        new Overview(html, snapshot, sources.clock().instant()).write();
        html.close();
        return html.close().close().toString();
    }

    private void head(Html html) {
        html.open("head")
                .empty("meta", "charset", "utf-8")
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .empty("meta", "name", "color-scheme", "content", "light dark")
                .element("title", "smart-connect-exporter")
                .style(style)
                .close();
    }

    private void header(Html html) {
        html.open("header")
                .open("h1")
                .text("smart-connect-exporter ")
                .element("span", sources.version(), "class", "version")
                .close()
                .element("p", "Prometheus metrics of the Smart Connect and dump tasks of Huawei Cloud DMS for Kafka.");
        html.open("nav", "aria-label", "Endpoints");
        link(html, telemetryPath, "Metrics");
        link(html, Routes.TASKS, "Tasks");
        link(html, Routes.HEALTHY, "Health");
        link(html, Routes.READY, "Readiness");
        html.close().close();
    }

    /** Links are relative, so that they also work behind a proxy that adds a prefix. */
    private static void link(Html html, String path, String text) {
        html.open("a", "href", "." + path)
                .text(text + " ")
                .element("code", path)
                .close();
    }

    /** Nothing may be loaded, run or framed; the one style is allowed by its hash. */
    private static String policy(String style) {
        return "default-src 'none'; style-src 'sha256-" + sha256(style)
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
