package io.smartconnect.exporter.web.http;

import io.smartconnect.exporter.snapshot.Snapshot;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the server asks in order to answer. All of it is asked on the event loop and must not block.
 *
 * @param metrics the body of a scrape
 * @param whyUnhealthy why the daemon is not healthy; empty while it is
 * @param whyNotReady what is awaited before the daemon is ready; empty once it is
 * @param snapshot what the last polls learned, for the pages and the JSON API
 * @param version the product's version, for the pages
 * @param clock what ages are measured against
 */
public record ServerInputs(
        MetricsSource metrics,
        Supplier<Optional<String>> whyUnhealthy,
        Supplier<Optional<String>> whyNotReady,
        Supplier<Snapshot> snapshot,
        String version,
        InstantSource clock) {}
