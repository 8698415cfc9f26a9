package io.smartconnect.bench.measure;

import java.io.IOException;
import java.time.Duration;

/**
 * What a scrape costs.
 *
 * @param millis that the client waits, the median
 * @param processorMillis that the server's processes use, the mean
 */
public record Scrape(double millis, double processorMillis) {

    /** Scrapes a server that does nothing else. */
    public static Scrape of(MetricsServer server, Encoding encoding, Load load) throws IOException, InterruptedException {
        Duration before = server.process().processorTime();
        Load.Result result = load.run(server.page(), encoding);
        Duration used = server.process().processorTime().minus(before);
        return new Scrape(result.medianMillis(), used.toNanos() / 1e6 / (double) result.scrapes());
    }
}
