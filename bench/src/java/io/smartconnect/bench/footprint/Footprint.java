package io.smartconnect.bench.footprint;

import io.smartconnect.bench.contestant.CloudwatchExporter;
import io.smartconnect.bench.contestant.Exporter;
import io.smartconnect.bench.contestant.ExporterCommand;
import io.smartconnect.bench.contestant.ExporterConfiguration;
import io.smartconnect.bench.contestant.PastPolls;
import io.smartconnect.bench.contestant.Pushgateway;
import io.smartconnect.bench.contestant.Size;
import io.smartconnect.bench.measure.Encoding;
import io.smartconnect.bench.measure.Measurements;
import io.smartconnect.bench.measure.Program;
import io.smartconnect.bench.measure.Rounds;
import io.smartconnect.bench.measure.MetricsServer;
import io.smartconnect.bench.measure.Table;
import io.smartconnect.bench.measure.Target;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program: compares the memory and the start of the launcher with those of {@code java -jar} and of others. */
@Command(name = "bench/run footprint", mixinStandardHelpOptions = true, description = "Start and resident memory")
final class Footprint extends Program {

    private static final double MOST_TO_CLOUDWATCH = 0.4;
    private static final Map<Size, Double> MOST_TO_PUSHGATEWAY =
            Map.of(Size.TEN_THOUSAND, 0.65, Size.HUNDRED_THOUSAND, 0.2);

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(30);

    /**
     * How much is measured.
     *
     * @param starts of each contestant
     * @param rounds of memory, for each size
     * @param scraped how long it is scraped once a second before its memory is read
     */
    private record Effort(int starts, int rounds, Duration scraped) {

        private static final Effort FULL = new Effort(9, 3, Duration.ofMinutes(1));
        private static final Effort QUICK = new Effort(3, 1, Duration.ofSeconds(10));
    }

    @Option(names = "--week", description = "A week of history instead of an hour.")
    private boolean week;

    public static void main(String[] arguments) {
        run(new Footprint(), arguments);
    }

    @Override
    protected void measure() throws IOException, InterruptedException, ExecutionException {
        Effort effort = isQuick() ? Effort.QUICK : Effort.FULL;
        start(effort, newDirectory());
        memory(effort, newDirectory());
    }

    /** A way to start something. */
    @FunctionalInterface
    private interface Starter {
        MetricsServer start() throws IOException;
    }

    /** Measures and prints how long the first answer takes. */
    private void start(Effort effort, Path directory) throws IOException, InterruptedException {
        Measurements millis = new Measurements();
        try (Simulator cloud = Simulator.start(Scenario.named("quiet"))) {
            ExporterConfiguration configuration = ExporterConfiguration.every(POLL_INTERVAL, cloud);
            ExporterCommand bare = ExporterCommand.withoutArchive(directory);
            List<Starter> contestants = List.of(
                    () -> Exporter.start(ExporterCommand.launcher(), configuration, directory),
                    () -> Exporter.start(bare, configuration, directory),
                    () -> Exporter.start(ExporterCommand.jar(), configuration, directory),
                    () -> CloudwatchExporter.start(directory));
            Rounds.run("start", effort.starts, contestants, contestant -> {
                try (MetricsServer server = contestant.start()) {
                    millis.add(server.name(), server.millisToFirstAnswer());
                }
            });
        }
        Table table = table(
                "From the start of the process to the first 200, %d starts".formatted(effort.starts),
                "",
                "of " + CloudwatchExporter.NAME,
                "ms");
        for (String name : millis.names()) {
            table.row(name, millis.ratio(name, CloudwatchExporter.NAME), millis.of(name));
        }
        judge(Target.atMost(
                "start to the first 200, of cloudwatch_exporter's",
                MOST_TO_CLOUDWATCH,
                millis.ratio(ExporterCommand.launcher().name(), CloudwatchExporter.NAME)));
    }

    /** Measures and prints the resident memory at each size. */
    private void memory(Effort effort, Path directory) throws IOException, InterruptedException, ExecutionException {
        Table table = table(
                "Resident memory with %s of history, scraped once a second, %d rounds"
                        .formatted(week ? "a week" : "an hour", effort.rounds),
                "partitions",
                "",
                "of " + Pushgateway.NAME,
                "MiB",
                "peak MiB");
        for (Size size : Size.ALL) {
            Measurements resident = new Measurements();
            Measurements peak = new Measurements();
            for (int round = 1; round <= effort.rounds; round++) {
                System.err.printf("memory of %,d partitions, round %d of %d%n", size.partitions(), round, effort.rounds);
                measure(size, effort, directory, resident, peak);
            }
            for (String name : resident.names()) {
                table.row(
                        size.partitions(),
                        name,
                        resident.ratio(name, Pushgateway.NAME),
                        resident.of(name),
                        peak.of(name));
            }
            judge(size, resident.ratio(ExporterCommand.launcher().name(), Pushgateway.NAME));
        }
    }

    private void judge(Size size, double ofPushgateway) {
        Double most = MOST_TO_PUSHGATEWAY.get(size);
        if (most != null) {
            judge(Target.atMost(
                    "resident memory at %,d partitions, of pushgateway's".formatted(size.partitions()),
                    most,
                    ofPushgateway));
        }
    }

    /** All contestants run side by side, since they don't share memory. */
    private void measure(Size size, Effort effort, Path directory, Measurements resident, Measurements peak)
            throws IOException, InterruptedException, ExecutionException {
        List<MetricsServer> servers = new ArrayList<>();
        try (Simulator cloud = Simulator.start(size.scenario())) {
            Path past = Files.createTempDirectory(directory, "past").resolve("state");
            PastPolls.write(past, cloud, week ? Duration.ofDays(7) : Duration.ofHours(1));
            for (ExporterCommand way : List.of(ExporterCommand.launcher(), ExporterCommand.jar())) {
                Path state = Files.copy(past, past.resolveSibling("state" + servers.size()));
                ExporterConfiguration configuration =
                        ExporterConfiguration.every(POLL_INTERVAL, cloud).with(state);
                servers.add(Exporter.startWith(size.partitions(), way, configuration, directory));
            }
            requireHistory(servers);
            servers.add(Pushgateway.start(servers.get(0).page(), directory));
            scrape(servers, effort.scraped);
            for (MetricsServer server : servers) {
                resident.add(server.name(), server.process().residentMebibytes());
                peak.add(server.name(), server.process().peakMebibytes());
            }
        } finally {
            servers.forEach(MetricsServer::close);
        }
    }

    /** With the past of all partitions, the age of none is a mere lower bound. */
    private static void requireHistory(List<MetricsServer> exporters) throws IOException {
        for (MetricsServer exporter : exporters) {
            double[] bounds = exporter.page().values("smartconnect_partition_lag_seconds_lower_bound");
            if (bounds.length == 0 || Arrays.stream(bounds).anyMatch(bound -> bound != 0)) {
                throw new IOException("the exporter has not taken its state file");
            }
        }
    }

    /** Once a second, or as often as the server can. */
    private static void scrape(List<MetricsServer> servers, Duration time) throws InterruptedException, ExecutionException {
        ScheduledExecutorService clients = Executors.newScheduledThreadPool(servers.size());
        try {
            List<ScheduledFuture<?>> scrapes = new ArrayList<>();
            for (MetricsServer server : servers) {
                scrapes.add(clients.scheduleAtFixedRate(() -> scrape(server), 0, 1, TimeUnit.SECONDS));
            }
            Thread.sleep(time.toMillis());
            for (Future<?> scrape : scrapes) {
                if (scrape.isDone()) {
                    scrape.get();
                }
            }
        } finally {
            clients.shutdown();
            clients.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private static void scrape(MetricsServer server) {
        try {
            server.page().millis(Encoding.GZIP);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
