package io.smartconnect.bench.scrape;

import io.smartconnect.bench.contestant.Allocation;
import io.smartconnect.bench.contestant.Exporter;
import io.smartconnect.bench.contestant.ExporterCommand;
import io.smartconnect.bench.contestant.ExporterConfiguration;
import io.smartconnect.bench.contestant.Nginx;
import io.smartconnect.bench.contestant.Pushgateway;
import io.smartconnect.bench.contestant.Size;
import io.smartconnect.bench.measure.Encoding;
import io.smartconnect.bench.measure.Load;
import io.smartconnect.bench.measure.Measurements;
import io.smartconnect.bench.measure.MetricsPage;
import io.smartconnect.bench.measure.Program;
import io.smartconnect.bench.measure.Rounds;
import io.smartconnect.bench.measure.Scrape;
import io.smartconnect.bench.measure.MetricsServer;
import io.smartconnect.bench.measure.Table;
import io.smartconnect.bench.measure.Target;
import io.smartconnect.bench.measure.Wrk;
import io.smartconnect.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;

/** The program: scrapes a large exporter, nginx with the same bytes and a pushgateway with the same series in turns. */
@Command(
        name = "bench/run scrape",
        mixinStandardHelpOptions = true,
        description = "Scrapes, against nginx and pushgateway")
final class Scraping extends Program {

    private static final double MOST_TO_STATIC_GZIP = 1.0;
    private static final double MOST_TO_STATIC_FILE = 1.2;
    private static final double LEAST_TO_PUSHGATEWAY = 1_000;
    private static final double MOST_KIBIBYTES = 16;

    /**
     * Allocations that differ by no more than this are the same: the exporter's own metrics are read once a second, so that fewer
     * scrapes in a second bear a larger share each.
     */
    private static final double SAME = 1.25;

    /** How many runs there are, and how long each takes. */
    private record Effort(Size size, int rounds, Duration run) {}

    /** A server, and how it is scraped. */
    private record Contestant(MetricsServer server, Load load) {

        String name() {
            return server.name();
        }
    }

    public static void main(String[] arguments) {
        run(new Scraping(), arguments);
    }

    @Override
    protected void measure() throws IOException, InterruptedException {
        Effort effort = isQuick()
                ? new Effort(Size.TEN_THOUSAND, 2, Duration.ofSeconds(1))
                : new Effort(Size.HUNDRED_THOUSAND, 5, Duration.ofSeconds(5));
        Path directory = newDirectory();
        try (Simulator cloud = Simulator.start(effort.size.scenario());
                MetricsServer exporter = start(effort.size, cloud, directory);
                MetricsServer nginx = Nginx.start(exporter.page(), directory);
                MetricsServer pushgateway = Pushgateway.startPinned(exporter.page(), directory)) {
            compare(exporter, nginx, pushgateway, effort);
            allocation(exporter, effort, directory);
        }
    }

    private void compare(MetricsServer exporter, MetricsServer nginx, MetricsServer pushgateway, Effort effort)
            throws IOException, InterruptedException {
        Wrk wrk = new Wrk(effort.run);
        List<Contestant> contestants = List.of(
                new Contestant(exporter, wrk), new Contestant(nginx, wrk), new Contestant(pushgateway, Load.once()));
        Measurements gzip = scrape(Encoding.GZIP, contestants, effort);
        judge(Target.atMost(
                "gzip scrape, of nginx's with a static .gz",
                MOST_TO_STATIC_GZIP,
                gzip.ratio(exporter.name(), nginx.name())));
        judge(Target.atLeast(
                "gzip scrape, how many times as fast as pushgateway's",
                LEAST_TO_PUSHGATEWAY,
                gzip.ratio(pushgateway.name(), exporter.name())));
        Measurements plain = scrape(Encoding.PLAIN, contestants, effort);
        judge(Target.atMost(
                "plain scrape, of nginx's with a static file",
                MOST_TO_STATIC_FILE,
                plain.ratio(exporter.name(), nginx.name())));
    }

    /** Measures and prints scrapes in one encoding; the result is their milliseconds. */
    private static Measurements scrape(Encoding encoding, List<Contestant> contestants, Effort effort)
            throws IOException, InterruptedException {
        Measurements millis = new Measurements();
        Measurements processorMillis = new Measurements();
        Rounds.run(encoding.label() + " scrapes", effort.rounds, contestants, contestant -> {
            Scrape scrape = Scrape.of(contestant.server, encoding, contestant.load);
            millis.add(contestant.name(), scrape.millis());
            processorMillis.add(contestant.name(), scrape.processorMillis());
        });
        print(encoding, contestants, millis, processorMillis, effort);
        return millis;
    }

    private static void print(
            Encoding encoding,
            List<Contestant> contestants,
            Measurements millis,
            Measurements processorMillis,
            Effort effort)
            throws IOException {
        MetricsPage page = contestants.get(0).server.page();
        String reference = contestants.get(1).name();
        Table table = table(
                "%s scrapes of %,d series, %,d bytes, %d rounds"
                        .formatted(
                                encoding.label(), page.count(line -> true), page.body(encoding).length, effort.rounds),
                "",
                "of " + reference,
                "ms",
                "of its processor time",
                "processor ms a scrape");
        for (Contestant contestant : contestants) {
            String name = contestant.name();
            table.row(
                    name,
                    millis.ratio(name, reference),
                    millis.of(name),
                    processorMillis.ratio(name, reference),
                    processorMillis.of(name));
        }
    }

    private void allocation(MetricsServer large, Effort effort, Path directory) throws IOException, InterruptedException {
        double bytesOfLarge = allocated(large, effort);
        double bytesOfSmall;
        try (Simulator cloud = Simulator.start(Size.THOUSAND.scenario());
                MetricsServer small = start(Size.THOUSAND, cloud, directory)) {
            bytesOfSmall = allocated(small, effort);
        }
        Table table = table("Heap allocated by a gzip scrape", "partitions", "bytes");
        table.row(Size.THOUSAND.partitions(), bytesOfSmall);
        table.row(effort.size.partitions(), bytesOfLarge);
        judge(Target.atMost(
                "KiB allocated by a gzip scrape of %,d partitions".formatted(effort.size.partitions()),
                MOST_KIBIBYTES,
                bytesOfLarge / (1 << 10)));
        judge(Target.atMost(
                "allocated by it, of one of %,d partitions".formatted(Size.THOUSAND.partitions()),
                SAME,
                bytesOfLarge / bytesOfSmall));
    }

    /** Bytes for each of many scrapes, by an exporter that does nothing else. */
    private static double allocated(MetricsServer exporter, Effort effort) throws IOException, InterruptedException {
        double before = Allocation.bytes(exporter);
        Load.Result result = new Wrk(effort.run).run(exporter.page(), Encoding.GZIP);
        return (Allocation.bytes(exporter) - before) / (double) result.scrapes();
    }

    private static MetricsServer start(Size size, Simulator cloud, Path directory) throws IOException, InterruptedException {
        return Exporter.startWith(
                size.partitions(),
                ExporterCommand.launcher().pinned(),
                ExporterConfiguration.once(cloud),
                directory);
    }
}
