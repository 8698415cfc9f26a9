package io.smartconnect.exporter.web.limit;

import java.time.Duration;

/**
 * The limits of connections, requests and times that keep one client from blocking the others.
 *
 * @param firstRequest time from the connection to its first byte, and over HTTP/1 from the first byte of a request to the
 *     end of its head
 * @param nextRequest time from the end of a response to the end of the next request's head
 * @param response time from a request until the client has read the whole response
 * @param scrape time for rendering the metrics
 * @param stop time that a stopping server waits for responses in progress
 * @param scrapes scrapes that are answered at once
 * @param apiRequests requests to the JSON API that are answered at once; pages have another limit of this size
 * @param connections connections that are open at once
 * @param reread time between two looks at the files of the web configuration
 */
public record WebLimits(
        Duration firstRequest,
        Duration nextRequest,
        Duration response,
        Duration scrape,
        Duration stop,
        int scrapes,
        int apiRequests,
        int connections,
        Duration reread) {

    /** Bytes of a request's first line; a longer one gets a 414. */
    public static final int REQUEST_LINE_BYTES = 4 * 1024;

    /** Bytes of a request's headers; longer ones get a 431. */
    public static final int HEADER_BYTES = 8 * 1024;

    /** Bytes of a request's body that are ignored; a client of HTTP/1 that sends more is disconnected. */
    public static final int IGNORED_BODY_BYTES = 64 * 1024;

    /** Requests in progress on one connection of HTTP/2. */
    public static final int STREAMS = 20;

    /** The limits of the daemon. */
    public static final WebLimits DEFAULT = new WebLimits(
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(3),
            40,
            4,
            512,
            Duration.ofSeconds(5));

    /** These limits with another number of scrapes; 0 for no limit. */
    public WebLimits withScrapes(int most) {
        int scrapes = most == 0 ? Integer.MAX_VALUE : most;
        return new WebLimits(
                firstRequest, nextRequest, response, scrape, stop, scrapes, apiRequests, connections, reread);
    }
}
