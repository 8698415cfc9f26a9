package io.smartconnect.exporter.web.http;

import java.time.Duration;

/**
 * How much of the server one client may have.
 *
 * @param firstRequest from the connection to the end of the first request's head, however busily its bytes drip
 * @param nextRequest from the end of a response to the end of the next request's head
 * @param response from a request to the moment when its whole response has been taken
 * @param scrape how long the metrics may take to be made
 * @param stop how long a stopping server waits for the responses in flight
 * @param scrapes scrapes that are answered at once
 * @param apiRequests requests to the JSON API that are answered at once, and as many for pages beside them
 * @param connections connections that are open at once
 */
public record WebLimits(
        Duration firstRequest,
        Duration nextRequest,
        Duration response,
        Duration scrape,
        Duration stop,
        int scrapes,
        int apiRequests,
        int connections) {

    /** Bytes of a request's first line; a longer one gets a 414. */
    public static final int REQUEST_LINE_BYTES = 4 * 1024;

    /** Bytes of a request's headers; longer ones get a 431. */
    public static final int HEADER_BYTES = 8 * 1024;

    /** Bytes of a request's body that are let pass unread; the sender of a longer one is disconnected. */
    public static final int IGNORED_BODY_BYTES = 64 * 1024;

    public static final WebLimits DEFAULT = new WebLimits(
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(3),
            40,
            4,
            512);
}
