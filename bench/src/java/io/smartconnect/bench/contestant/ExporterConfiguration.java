package io.smartconnect.bench.contestant;

import io.smartconnect.simulator.Simulator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What an exporter polls, and how.
 *
 * @param cloud where the simulator's account is good
 * @param endpoint of the API
 * @param interval between two polls of an instance
 * @param concurrency requests under way at once
 * @param stateFile keeps histories, if given
 */
public record ExporterConfiguration(
        Simulator cloud, URI endpoint, Duration interval, int concurrency, Optional<Path> stateFile) {

    /** The most that the configuration allows. */
    public static final int REQUESTS_PER_SECOND = 10_000;

    private static final int CONCURRENCY = 16;

    /** Polls a simulator once at the start, and then not for a day: nothing disturbs what is measured. */
    public static ExporterConfiguration once(Simulator cloud) {
        return every(Duration.ofDays(1), cloud);
    }

    /** Polls a simulator. */
    public static ExporterConfiguration every(Duration interval, Simulator cloud) {
        return new ExporterConfiguration(cloud, cloud.url(), interval, CONCURRENCY, Optional.empty());
    }

    /** The same with a state file. */
    public ExporterConfiguration with(Path file) {
        return new ExporterConfiguration(cloud, endpoint, interval, concurrency, Optional.of(file));
    }

    /** As the file of {@code --config.file}. */
    String text(int port) {
        return """
                smart-connect-exporter {
                  targets = [{
                    endpoint = "%s"
                    project-id = "%s"
                    credentials { access-key = "%s", secret-key = "%s" }
                  }]
                  web.listen-address = "127.0.0.1:%d"
                  poll.interval = %d ms
                  api { max-requests-per-second = %d, concurrency = %d }
                  %s
                }
                """
                .formatted(
                        endpoint,
                        cloud.projectId(),
                        cloud.accessKey(),
                        cloud.secretKey(),
                        port,
                        interval.toMillis(),
                        REQUESTS_PER_SECOND,
                        concurrency,
                        stateFile.map("lag.state-file = \"%s\""::formatted).orElse(""));
    }
}
