package io.smartconnect.exporter.web.http;

import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.web.html.LinkTemplate;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The suppliers of everything that the server shows. It calls them on the event loop, so they must not block.
 *
 * @param metrics the body of a scrape
 * @param whyUnhealthy the reason for being unhealthy; empty while healthy
 * @param whyNotReady the reason for not being ready; empty once ready
 * @param snapshot the result of the last polls, for the pages and the JSON API
 * @param links of the pages to other sites
 * @param version version of the exporter, for the pages
 * @param clock the time against which ages are measured
 * @param reload reloads the configuration, or fails with a message of one line per mistake; absent if clients must not reload it
 */
public record ServerInputs(
        MetricsSource metrics,
        Supplier<Optional<String>> whyUnhealthy,
        Supplier<Optional<String>> whyNotReady,
        Supplier<Snapshot> snapshot,
        Supplier<List<LinkTemplate>> links,
        String version,
        InstantSource clock,
        Optional<Supplier<Future<Void>>> reload) {

    /** A copy with a reload. */
    public ServerInputs with(Supplier<Future<Void>> reloading) {
        return new ServerInputs(
                metrics, whyUnhealthy, whyNotReady, snapshot, links, version, clock, Optional.of(reloading));
    }
}
