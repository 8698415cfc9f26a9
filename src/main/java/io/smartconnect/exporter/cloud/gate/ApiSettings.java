package io.smartconnect.exporter.cloud.gate;

import java.time.Duration;

/**
 * How hard one target may be asked.
 *
 * @param requestTimeout for one whole request, from sending to the last byte of the answer
 * @param concurrency requests under way at once, 1 to 64
 * @param maxRequestsPerSecond the rate that is never exceeded
 * @param maxRetries tries after the first
 * @param throttleCoolDown pause of the target after throttling that names no time itself
 * @param waitsWhenThrottled whether requests wait for the end of a pause after throttling; if not, they fail at once
 */
public record ApiSettings(
        Duration requestTimeout,
        int concurrency,
        double maxRequestsPerSecond,
        int maxRetries,
        Duration throttleCoolDown,
        boolean waitsWhenThrottled) {

    /** Settings whose requests wait for the end of a pause after throttling. */
    public ApiSettings(
            Duration requestTimeout,
            int concurrency,
            double maxRequestsPerSecond,
            int maxRetries,
            Duration throttleCoolDown) {
        this(requestTimeout, concurrency, maxRequestsPerSecond, maxRetries, throttleCoolDown, true);
    }

    /** These settings for requests that fail at once while the cloud throttles. */
    public ApiSettings withoutWaiting() {
        return new ApiSettings(requestTimeout, concurrency, maxRequestsPerSecond, maxRetries, throttleCoolDown, false);
    }
}
