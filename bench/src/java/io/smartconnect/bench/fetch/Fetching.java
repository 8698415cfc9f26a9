package io.smartconnect.bench.fetch;

import io.smartconnect.bench.contestant.CloudAccount;
import io.smartconnect.bench.contestant.Exporter;
import io.smartconnect.bench.contestant.ExporterCommand;
import io.smartconnect.bench.contestant.ExporterConfiguration;
import io.smartconnect.bench.contestant.Size;
import io.smartconnect.bench.measure.Program;
import io.smartconnect.bench.measure.MetricsServer;
import io.smartconnect.bench.measure.Spread;
import io.smartconnect.bench.measure.Table;
import io.smartconnect.bench.measure.Target;
import io.smartconnect.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** The program: lets an exporter poll a thousand tasks of an API that takes 20 ms, and compares with what that takes at least. */
@Command(name = "bench/run fetch", mixinStandardHelpOptions = true, description = "Details from a slow API")
final class Fetching extends Program {

    private static final double MOST_TO_IDEAL = 1.15;
    private static final Duration DELAY = Duration.ofMillis(20);
    private static final int CONCURRENCY = 32;
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Size SIZE = new Size(1, 1_000, 100);

    public static void main(String[] arguments) {
        run(new Fetching(), arguments);
    }

    @Override
    protected void measure() throws IOException, InterruptedException {
        int warmUp = isQuick() ? 2 : 5;
        int polls = isQuick() ? 2 : 10;
        Path directory = newDirectory();
        List<SlowApi.Lap> laps = new ArrayList<>();
        double whole;
        try (Simulator cloud = Simulator.start(SIZE.scenario());
                SlowApi api = new SlowApi(cloud, DELAY, SIZE.allTasks());
                MetricsServer exporter = Exporter.start(
                        ExporterCommand.launcher(),
                        ExporterConfiguration.every(INTERVAL, CloudAccount.of(cloud).at(api.url()))
                                .withConcurrency(CONCURRENCY),
                        directory)) {
            for (int poll = 1 - warmUp; poll <= polls; poll++) {
                System.err.printf("poll %d of %d%n", poll, polls);
                SlowApi.Lap lap = api.nextLap();
                if (poll > 0) {
                    laps.add(lap);
                }
            }
            Exporter.awaitPolls(exporter, warmUp + polls);
            whole = Exporter.pollMillis(exporter);
        }
        print(laps, whole);
    }

    private void print(List<SlowApi.Lap> laps, double whole) {
        Spread details = Spread.of(laps.stream().map(SlowApi.Lap::millis).toList());
        Spread answers = Spread.of(laps.stream().map(SlowApi.Lap::answerMillis).toList());
        double ideal = SIZE.allTasks() * answers.median() / CONCURRENCY;
        Table table = table(
                "%,d details of %d partitions, %.1f ms each, %d at once, at most %,d a second, %d polls"
                        .formatted(
                                SIZE.allTasks(),
                                SIZE.partitionsPerTask(),
                                answers.median(),
                                CONCURRENCY,
                                ExporterConfiguration.REQUESTS_PER_SECOND,
                                laps.size()),
                "",
                "of the ideal",
                "ms");
        table.row("the ideal", 1.0, ideal);
        table.row("all details", details.median() / ideal, details);
        table.row("the whole last poll, with the pages of the listings", whole / ideal, whole);
        judge(Target.atMost("details, of the ideal", MOST_TO_IDEAL, details.median() / ideal));
    }
}
