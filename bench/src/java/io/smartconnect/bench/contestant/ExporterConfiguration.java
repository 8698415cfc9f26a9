package io.smartconnect.bench.contestant;

import io.smartconnect.simulator.Simulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an exporter polls, and how.
 *
 * @param interval between two polls of an instance
 * @param concurrency requests under way at once
 * @param more settings, each a line of the configuration file
 */
public record ExporterConfiguration(CloudAccount account, Duration interval, int concurrency, List<String> more) {

    /** The most that the configuration allows. */
    public static final int REQUESTS_PER_SECOND = 10_000;

    private static final int CONCURRENCY = 16;

    /** Polls a simulator once at the start, and then not for a day: nothing disturbs what is measured. */
    public static ExporterConfiguration once(Simulator cloud) {
        return every(Duration.ofDays(1), cloud);
    }

    /** Polls a simulator. */
    public static ExporterConfiguration every(Duration interval, Simulator cloud) {
        return every(interval, CloudAccount.of(cloud));
    }

    /** Polls the instances of an account. */
    public static ExporterConfiguration every(Duration interval, CloudAccount account) {
        return new ExporterConfiguration(account, interval, CONCURRENCY, List.of());
    }

    /** The same with other requests at once. */
    public ExporterConfiguration withConcurrency(int other) {
        return new ExporterConfiguration(account, interval, other, more);
    }

    /** The same with a state file. */
    public ExporterConfiguration with(Path file) {
        return with("lag.state-file = \"%s\"".formatted(file));
    }

    /** The same with one more setting. */
    public ExporterConfiguration with(String setting) {
        List<String> all = Stream.concat(more.stream(), Stream.of(setting)).toList();
        return new ExporterConfiguration(account, interval, concurrency, all);
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
                        account.endpoint(),
                        account.projectId(),
                        account.accessKey(),
                        account.secretKey(),
                        port,
                        interval.toMillis(),
                        REQUESTS_PER_SECOND,
                        concurrency,
                        String.join("\n  ", more));
    }
}
