package io.smartconnect.bench.cpu;

import io.smartconnect.bench.contestant.Exporter;
import io.smartconnect.bench.contestant.ExporterCommand;
import io.smartconnect.bench.contestant.ExporterConfiguration;
import io.smartconnect.bench.contestant.PastPolls;
import io.smartconnect.bench.contestant.Size;
import io.smartconnect.bench.measure.Encoding;
import io.smartconnect.bench.measure.Program;
import io.smartconnect.bench.measure.MetricsServer;
import io.smartconnect.bench.measure.Table;
import io.smartconnect.bench.measure.Target;
import io.smartconnect.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;

/** The program: runs an exporter as in production, and prints the share of a core that it takes. */
@Command(name = "bench/run cpu", mixinStandardHelpOptions = true, description = "Processor time in everyday use")
final class Idling extends Program {

    private static final double MOST_PERCENT = 0.5;
    private static final Size SIZE = Size.TEN_THOUSAND;
    private static final Duration POLL_INTERVAL = Duration.ofMinutes(1);
    private static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(15);

    public static void main(String[] arguments) {
        run(new Idling(), arguments);
    }

    @Override
    protected void measure() throws IOException, InterruptedException {
        Duration warmUp = Duration.ofMinutes(isQuick() ? 1 : 30);
        Duration measured = Duration.ofMinutes(isQuick() ? 1 : 10);
        Path directory = newDirectory();
        Path state = directory.resolve("state");
        Duration used;
        try (Simulator cloud = Simulator.start(SIZE.scenario())) {
            PastPolls.write(state, cloud, Duration.ofHours(1));
            ExporterConfiguration configuration =
                    ExporterConfiguration.every(POLL_INTERVAL, cloud).with(state);
            try (MetricsServer exporter = Exporter.startWith(
                    SIZE.partitions(), ExporterCommand.launcher(), configuration, directory)) {
                scrape("warming up", exporter, warmUp);
                Duration before = exporter.process().processorTime();
                scrape("measuring", exporter, measured);
                used = exporter.process().processorTime().minus(before);
            }
        }
        print(used, measured);
    }

    private void print(Duration used, Duration measured) {
        double percent = 100.0 * used.toNanos() / measured.toNanos();
        Table table = table(
                "%,d partitions, a poll each %d s, a gzip scrape each %d s"
                        .formatted(SIZE.partitions(), POLL_INTERVAL.toSeconds(), SCRAPE_INTERVAL.toSeconds()),
                "seconds",
                "processor seconds",
                "% of a core");
        table.row(measured.toSeconds(), used.toNanos() / 1e9, percent);
        judge(Target.atMost("%% of a core at %,d partitions".formatted(SIZE.partitions()), MOST_PERCENT, percent));
    }

    private static void scrape(String what, MetricsServer exporter, Duration time) throws IOException, InterruptedException {
        System.err.printf("%s, %d min%n", what, time.toMinutes());
        long scrapes = time.dividedBy(SCRAPE_INTERVAL);
        for (long scrape = 0; scrape < scrapes; scrape++) {
            exporter.page().millis(Encoding.GZIP);
            Thread.sleep(SCRAPE_INTERVAL.toMillis());
        }
    }
}
