package io.smartconnect.exporter.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.exporter.web.html.Html;
import io.smartconnect.exporter.web.html.PageLanguage;
import io.smartconnect.exporter.web.html.Severity;
import io.smartconnect.exporter.web.html.StaticResource;
import io.smartconnect.exporter.web.http.EncodedBody;
import io.smartconnect.exporter.web.http.HttpAnswer;
import io.smartconnect.exporter.web.http.UrlPaths;
import io.smartconnect.exporter.web.page.link.ExternalLinks;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The common parts of all pages: head, links, style, script, and the security policy that allows only these. */
final class PageLayout {

    /** The link of the status page to itself. */
    static final String HERE = ".";

    /** The link to it from the pages of tasks. */
    static final String ABOVE = "..";

    private static final String PRODUCT = "smart-connect-exporter";

    private final String version;
    private final String telemetryPath;
    private final String style = StaticResource.text(PageLayout.class, "page.css");
    private final String script = StaticResource.text(PageLayout.class, "page.js");
    private final Map<String, String> headers = Map.of(
            "Content-Type",
            "text/html; charset=utf-8",
            "Content-Security-Policy",
            policy(),
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-cache",
            "Vary",
            "Accept-Encoding, Accept-Language");

    /**
     * The content of one page.
     *
     * @param root the relative link to the status page, without the slash at its end
     * @param title a short form of its headline
     * @param level severity of the headline
     * @param main writes the content
     */
    record PageContent(int status, String root, String title, Severity level, Consumer<Html> main) {}

    /**
     * The circumstances of one request for a page.
     *
     * @param language the language of the page
     * @param asOf the time to which all ages refer
     * @param gzip whether the page is compressed
     */
    record PageView(PageLanguage language, ExternalLinks links, Instant asOf, boolean gzip) {}

    PageLayout(String version, String telemetryPath) {
        this.version = version;
        this.telemetryPath = telemetryPath;
    }

    /** The answer with a page. */
    HttpAnswer answer(PageContent page, PageView request) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Language", request.language().tag());
        if (request.gzip()) {
            all.put("Content-Encoding", "gzip");
        }
        String text = text(page, request);
        return new HttpAnswer(page.status(), all, EncodedBody.of(request.gzip(), out -> out.write(text)));
    }

    /** The headers of all pages. */
    Map<String, String> headers() {
        return headers;
    }

    /** Writes the headline and further sentences; screen readers announce their changes. */
    static void news(Html html, Severity level, List<String> sentences) {
        html.open("div", "class", "news " + level.label(), "role", "status");
        sentences.forEach(sentence -> html.element("p", sentence));
        html.element(
                        "p",
                        "",
                        "id",
                        "stale",
                        "data-stale",
                        html.word("Not refreshed since {0}: {1}."),
                        "data-silent",
                        html.word("the exporter does not answer"),
                        "data-answer",
                        html.word("the exporter answers {0}"),
                        "hidden",
                        "")
                .close();
    }

    private String text(PageContent page, PageView request) {
        Html html = new Html(request.language());
        html.open("html", "lang", request.language().tag());
        head(html, page);
        html.open("body").element("a", html.word("Skip to the content"), "class", "skip", "href", "#main");
        header(html, page.root(), request.links());
        html.open("main", "id", "main", "tabindex", "-1");
        page.main().accept(html);
        html.close();
        footer(html, request.asOf());
        html.verbatim("script", script);
        return html.close().close().toString();
    }

    private void head(Html html, PageContent page) {
        html.open("head")
                .empty("meta", "charset", "utf-8")
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .empty("meta", "name", "color-scheme", "content", "light dark")
                .empty("link", "rel", "icon", "href", icon(page.level()))
                .element("title", page.title() + " - " + PRODUCT)
                .verbatim("style", style)
                .close();
    }

    /** A dot in the color of the level, for the browser's tab. */
    private static String icon(Severity level) {
        String color = switch (level) {
            case WELL -> "1a8a4a";
            case WAITING -> "8a94a6";
            case WARN -> "d08700";
            case BAD -> "d02b2a";
        };
        return "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8'"
                + " r='7' fill='%23" + color + "'/%3E%3C/svg%3E";
    }

    private void header(Html html, String root, ExternalLinks links) {
        boolean isTop = root.equals(HERE);
        html.open("header").open(isTop ? "h1" : "p", "class", "product");
        html.element("a", PRODUCT, "href", root + "/")
                .text(" ")
                .element("span", version)
                .close();
        html.open("nav", "aria-label", html.word("Pages"));
        if (!isTop) {
            link(html, root, "/", "All tasks");
        }
        link(html, root, telemetryPath, "Metrics");
        link(html, root, UrlPaths.TASKS, "Tasks as JSON");
        link(html, root, UrlPaths.HEALTHY, "Health check");
        link(html, root, UrlPaths.READY, "Readiness");
        links.ofAll(html);
        html.close().close();
    }

    private static void link(Html html, String root, String path, String text) {
        html.element("a", html.word(text), "href", root + path);
    }

    private static void footer(Html html, Instant asOf) {
        String time = asOf.toString();
        html.open("footer").open("p");
        html.text(html.word("Prometheus metrics of the Smart Connect and dump tasks of Huawei Cloud DMS for Kafka."))
                .text(" " + html.word("As of") + " ")
                .element("time", time.substring(11, 19) + " UTC", "datetime", time)
                .text(". ")
                .element("noscript", html.word("Reload the page to update it."));
        html.close().close();
    }

    /** Allows only the content of the page itself, and requests of its script to the exporter. */
    private String policy() {
        return "default-src 'none'; style-src 'sha256-" + sha256(style) + "'; script-src 'sha256-" + sha256(script)
                + "'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
