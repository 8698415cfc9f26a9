package io.smartconnect.bench.growth;

import io.smartconnect.bench.contestant.Exporter;
import io.smartconnect.bench.contestant.ExporterCommand;
import io.smartconnect.bench.contestant.ExporterConfiguration;
import io.smartconnect.bench.contestant.Size;
import io.smartconnect.bench.measure.Encoding;
import io.smartconnect.bench.measure.Program;
import io.smartconnect.bench.measure.Scrape;
import io.smartconnect.bench.measure.MetricsServer;
import io.smartconnect.bench.measure.Table;
import io.smartconnect.bench.measure.Wrk;
import io.smartconnect.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** The program: measures exporters of growing size, each against the smallest. */
@Command(
        name = "bench/run growth",
        mixinStandardHelpOptions = true,
        description = "Growth with partitions and with tasks")
final class Growing extends Program {

    private static final List<Size> PARTITIONS = List.of(Size.THOUSAND, Size.TEN_THOUSAND, Size.HUNDRED_THOUSAND);
    private static final List<Size> TASKS =
            IntStream.of(1, 100, 1_000).mapToObj(Size::tenThousandIn).toList();

    /** How much is measured: of polls the last one counts. */
    private record Effort(Duration scrapes, Duration pollInterval, int polls) {

        private static final Effort FULL = new Effort(Duration.ofSeconds(5), Duration.ofSeconds(20), 5);
        private static final Effort QUICK = new Effort(Duration.ofSeconds(1), Duration.ofSeconds(10), 2);
    }

    /** What one size costs; times in milliseconds. */
    private record Cost(Scrape gzip, Scrape plain, double polls, double residentMebibytes) {

        List<Double> figures() {
            return List.of(
                    gzip.millis(),
                    gzip.processorMillis(),
                    plain.millis(),
                    plain.processorMillis(),
                    polls,
                    residentMebibytes);
        }
    }

    public static void main(String[] arguments) {
        run(new Growing(), arguments);
    }

    @Override
    protected void measure() throws IOException, InterruptedException {
        Effort effort = isQuick() ? Effort.QUICK : Effort.FULL;
        Path directory = newDirectory();
        measure("Growth with partitions, 100 in each task", PARTITIONS, effort, directory);
        measure("Growth with tasks, 10,000 partitions in all", TASKS, effort, directory);
    }

    private static void measure(String title, List<Size> sizes, Effort effort, Path directory)
            throws IOException, InterruptedException {
        Table table = table(
                title,
                "partitions",
                "tasks",
                "gzip scrape, ms",
                "its processor ms",
                "plain scrape, ms",
                "its processor ms",
                "polls of all instances together, ms",
                "resident MiB");
        List<Double> first = List.of();
        for (Size size : sizes) {
            System.err.printf("%,d partitions in %,d tasks%n", size.partitions(), size.allTasks());
            List<Double> figures = cost(size, effort, directory).figures();
            row(table, size.partitions(), size.allTasks(), figures);
            if (first.isEmpty()) {
                first = figures;
            } else {
                row(table, "", "of the first", ratios(figures, first));
            }
        }
    }

    private static void row(Table table, Object partitions, Object tasks, List<Double> figures) {
        table.row(Stream.concat(Stream.of(partitions, tasks), figures.stream()).toArray());
    }

    private static List<Double> ratios(List<Double> figures, List<Double> first) {
        return IntStream.range(0, figures.size())
                .mapToObj(i -> figures.get(i) / first.get(i))
                .toList();
    }

    /** Polls and memory are those of an exporter that polls all the time; scrapes those of one that does nothing else. */
    private static Cost cost(Size size, Effort effort, Path directory) throws IOException, InterruptedException {
        ExporterCommand way = ExporterCommand.launcher();
        try (Simulator cloud = Simulator.start(size.scenario())) {
            double polls;
            double resident;
            ExporterConfiguration polling = ExporterConfiguration.every(effort.pollInterval, cloud);
            try (MetricsServer exporter = Exporter.startWith(size.partitions(), way, polling, directory)) {
                Exporter.awaitPolls(exporter, effort.polls);
                polls = Exporter.pollMillis(exporter);
                resident = exporter.process().residentMebibytes();
            }
            ExporterConfiguration once = ExporterConfiguration.once(cloud);
            try (MetricsServer exporter = Exporter.startWith(size.partitions(), way.pinned(), once, directory)) {
                Wrk wrk = new Wrk(effort.scrapes);
                return new Cost(
                        Scrape.of(exporter, Encoding.GZIP, wrk),
                        Scrape.of(exporter, Encoding.PLAIN, wrk),
                        polls,
                        resident);
            }
        }
    }
}
