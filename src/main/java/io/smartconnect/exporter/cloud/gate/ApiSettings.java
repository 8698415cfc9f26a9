package io.smartconnect.exporter.cloud.gate;

import io.smartconnect.exporter.cloud.route.CertificateAuthorities;
import java.time.Duration;

/**
 * Limits on the requests to one target.
 *
 * @param requestTimeout for one request, from sending to the last byte of the response
 * @param concurrency requests in flight, 1 to 64
 * @param maxRequestsPerSecond upper limit of the request rate
 * @param maxRetries attempts after the first
 * @param throttleCoolDown first pause of the target after throttling without {@code Retry-After}
 * @param longestCoolDown limit of this pause, which doubles at each further throttling until a request succeeds
 * @param waitsWhenThrottled true if requests wait for the end of a pause after throttling; false if they fail at
 *     once
 * @param authorities certificate authorities of the cloud, or of a proxy on the way to it
 */
public record ApiSettings(
        Duration requestTimeout,
        int concurrency,
        double maxRequestsPerSecond,
        int maxRetries,
        Duration throttleCoolDown,
        Duration longestCoolDown,
        boolean waitsWhenThrottled,
        CertificateAuthorities authorities) {

    /** Creates settings with a constant pause after throttling, for whose end requests wait. */
    public ApiSettings(
            Duration requestTimeout,
            int concurrency,
            double maxRequestsPerSecond,
            int maxRetries,
            Duration throttleCoolDown) {
        this(
                requestTimeout,
                concurrency,
                maxRequestsPerSecond,
                maxRetries,
                throttleCoolDown,
                throttleCoolDown,
                true,
                CertificateAuthorities.OF_JVM);
    }

    /** A copy of these settings with another upper limit of the request rate. */
    public ApiSettings withRate(double perSecond) {
        return new ApiSettings(
                requestTimeout,
                concurrency,
                perSecond,
                maxRetries,
                throttleCoolDown,
                longestCoolDown,
                waitsWhenThrottled,
                authorities);
    }

    /** A copy of these settings whose requests fail at once while the cloud throttles. */
    public ApiSettings withoutWaiting() {
        return new ApiSettings(
                requestTimeout,
                concurrency,
                maxRequestsPerSecond,
                maxRetries,
                throttleCoolDown,
                longestCoolDown,
                false,
                authorities);
    }

    /** A copy of these settings whose requests are sent once, and fail at once while the cloud throttles. */
    public ApiSettings withoutRetries() {
        return new ApiSettings(
                requestTimeout,
                concurrency,
                maxRequestsPerSecond,
                0,
                throttleCoolDown,
                longestCoolDown,
                false,
                authorities);
    }

    /** A copy of these settings whose requests trust other authorities. */
    public ApiSettings withAuthorities(CertificateAuthorities other) {
        return new ApiSettings(
                requestTimeout,
                concurrency,
                maxRequestsPerSecond,
                maxRetries,
                throttleCoolDown,
                longestCoolDown,
                waitsWhenThrottled,
                other);
    }
}
