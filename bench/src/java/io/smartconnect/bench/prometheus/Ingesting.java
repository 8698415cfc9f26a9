package io.smartconnect.bench.prometheus;

import io.smartconnect.bench.contestant.Exporter;
import io.smartconnect.bench.contestant.ExporterCommand;
import io.smartconnect.bench.contestant.ExporterConfiguration;
import io.smartconnect.bench.contestant.Size;
import io.smartconnect.bench.measure.Program;
import io.smartconnect.bench.measure.MetricsServer;
import io.smartconnect.bench.measure.Table;
import io.smartconnect.bench.measure.Target;
import io.smartconnect.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;

/** The program: lets a real Prometheus scrape a large exporter, and counts on both sides. */
@Command(
        name = "bench/run prometheus",
        mixinStandardHelpOptions = true,
        description = "A real Prometheus and half a million series")
final class Ingesting extends Program {

    private static final double LEAST_SAMPLES = 500_000;
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    /** The series that Prometheus has of the exporter, less those that it adds to each scrape itself. */
    private static final String SERIES = "count({job='exporter', __name__!~'up|scrape_.*'})";

    private static final String SAMPLES = "scrape_samples_scraped{job='exporter'}";

    public static void main(String[] arguments) {
        run(new Ingesting(), arguments);
    }

    @Override
    protected void measure() throws IOException, InterruptedException {
        Path directory = newDirectory();
        Size size = Size.HUNDRED_THOUSAND;
        try (Simulator cloud = Simulator.start(size.scenario());
                MetricsServer exporter = Exporter.startWith(
                        size.partitions(),
                        ExporterCommand.launcher(),
                        ExporterConfiguration.once(cloud),
                        directory)) {
            count(exporter, directory);
        }
    }

    private void count(MetricsServer exporter, Path directory) throws IOException, InterruptedException {
        exporter.page().text(); // a large one may be the first reason to collect garbage, which has series of its own
        long served = exporter.page().count(line -> true);
        try (Prometheus prometheus = Prometheus.start(exporter.page(), INTERVAL, directory)) {
            prometheus.awaitAnswer(SAMPLES);
            double up = prometheus.value("up{job='exporter'}");
            double scraped = prometheus.value(SAMPLES);
            double kept = prometheus.value(SERIES);
            Table table = table("One scrape", "", "samples");
            table.row("lines of the exporter's text", served);
            table.row("samples that Prometheus scraped", (long) scraped);
            table.row("series that a query finds", (long) kept);
            table = table("How long it took Prometheus", "seconds");
            table.row(prometheus.value("scrape_duration_seconds{job='exporter'}"));
            judge(Target.exactly("`up`", 1, up));
            judge(Target.atLeast("samples scraped", LEAST_SAMPLES, scraped));
            judge(Target.exactly("samples scraped, as many as lines", (double) served, scraped));
            judge(Target.exactly("series found, as many as lines", (double) served, kept));
        }
    }
}
