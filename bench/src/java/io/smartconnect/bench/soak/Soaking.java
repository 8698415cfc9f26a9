package io.smartconnect.bench.soak;

import io.smartconnect.bench.measure.Program;
import io.smartconnect.exporter.shard.Shard;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.simulator.fault.ActiveFault;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.SimulatedOperation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * The program: runs two shards as packaged, with a fault of the cloud, a reload and a replaced task each minute, with secrets that
 * rotate, and restarts one of them with another number of shards. The other one must stay as it is. Timeouts of the first minute,
 * when the JVMs are cold, do not count.
 */
@Command(
        name = "bench/run soak",
        mixinStandardHelpOptions = true,
        description = "An hour of faults, reloads and changes")
final class Soaking extends Program {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int RESTART_MINUTES = 5;
    private static final int MISTAKE_MINUTES = 4;
    private static final List<String> COLUMNS = List.of(
            ResourceSample.HEAP,
            ResourceSample.HISTORIES,
            ResourceSample.RESIDENT,
            ResourceSample.THREADS,
            ResourceSample.DESCRIPTORS,
            ResourceSample.SERIES,
            ResourceSample.OWN_SERIES,
            ResourceSample.STATE,
            ResourceSample.SCRAPE);
    private static final int INSTANCE_MINUTES = 15;

    /** The operations that fail, by minute. */
    private static final List<SimulatedOperation> OPERATIONS = List.of(
            SimulatedOperation.LIST_TASKS,
            SimulatedOperation.SHOW_DUMP_TASK,
            SimulatedOperation.LIST_INSTANCES,
            SimulatedOperation.QUERY_CLOUD_EYE_V2,
            SimulatedOperation.LIST_DUMP_TASKS,
            SimulatedOperation.LIST_CLOUD_EYE_METRICS,
            SimulatedOperation.LIST_PARTITIONS,
            SimulatedOperation.LIST_TOPICS,
            SimulatedOperation.TOKEN);

    @Parameters(arity = "0..1", defaultValue = "60", description = "Minutes; 60 by default, 3 with --quick.")
    private int minutes;

    private final LoggedProblems problems = new LoggedProblems();
    private final List<Integer> statuses = new ArrayList<>();

    /** All that runs. */
    private record Stage(
            ChangingCloud keys, ChangingCloud tokens, SoakedExporter steady, SoakedExporter moved, ScrapeClients clients) {}

    public static void main(String[] arguments) {
        run(new Soaking(), arguments);
    }

    @Override
    protected void measure() throws IOException, InterruptedException {
        int length = isQuick() ? 3 : minutes;
        Path directory = newDirectory();
        try (ChangingCloud keys = ChangingCloud.start(8, 5, InstantSource.system());
                ChangingCloud tokens = ChangingCloud.start(4, 5, InstantSource.system());
                SoakedExporter steady = SoakedExporter.start(
                        directory.resolve("steady"), keys.simulator(), tokens.simulator(), new Shard(0, 2));
                SoakedExporter moved = SoakedExporter.start(
                        directory.resolve("moved"), keys.simulator(), tokens.simulator(), new Shard(1, 2));
                ScrapeClients clients = ScrapeClients.start(steady)) {
            Stage stage = new Stage(keys, tokens, steady, moved, clients);
            SampleTable samples = new SampleTable(System.out, "Each minute", "minute", COLUMNS);
            Instant start = Instant.now();
            problems.expect(start.minus(MINUTE), start.plus(MINUTE), Set.of(FailureReason.TIMEOUT));
            for (int minute = 0; minute < length; minute++) {
                live(stage, minute, start.plus(MINUTE.multipliedBy(minute)));
                samples.add(ResourceSample.of(steady, clients.slowestScrape()));
            }
            judge(stage, samples);
        }
    }

    private void live(Stage stage, int minute, Instant begin) throws IOException, InterruptedException {
        Instant faulty = begin.plusSeconds(3);
        sleepUntil(faulty);
        replace(stage, minute);
        List<ActiveFault> faults = inject(stage, minute);
        sleepUntil(begin.plusSeconds(15));
        reload(stage, minute);
        sleepUntil(begin.plusSeconds(30));
        faults.forEach(ActiveFault::remove);
        problems.expect(faulty, Instant.now(), InjectedFault.ofRound(minute).reasons());
        rotate(stage, minute);
        if (minute % RESTART_MINUTES == RESTART_MINUTES - 1) {
            statuses.add(stage.moved.restart(new Shard(1, 2 + minute / RESTART_MINUTES % 2)));
        }
        sleepUntil(begin.plusSeconds(55));
    }

    private static void sleepUntil(Instant time) throws InterruptedException {
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), time).toMillis()));
    }

    /** A poll may ask for what was deleted after the listing. */
    private void replace(Stage stage, int minute) {
        Instant before = Instant.now();
        stage.keys.replaceTask();
        if (minute % INSTANCE_MINUTES == 1) {
            stage.keys.replaceInstance();
        }
        problems.expect(before, Instant.now(), Set.of(FailureReason.NOT_FOUND));
    }

    private static List<ActiveFault> inject(Stage stage, int minute) {
        int lap = minute / InjectedFault.values().length;
        Fault fault = InjectedFault.ofRound(minute).on(OPERATIONS.get((minute + lap) % OPERATIONS.size()));
        return List.of(stage.keys.simulator().add(fault), stage.tokens.simulator().add(fault));
    }

    private void reload(Stage stage, int minute) throws IOException {
        boolean mistake = minute % MISTAKE_MINUTES == MISTAKE_MINUTES - 1;
        for (SoakedExporter each : List.of(stage.steady, stage.moved)) {
            if (mistake) {
                each.reloadMistake();
            } else {
                each.reload();
            }
        }
        if (mistake) {
            problems.expect(Instant.now(), "configuration not reloaded");
        }
    }

    /** Between the two steps of a rotation the old key is refused. */
    private void rotate(Stage stage, int minute) throws IOException {
        Instant before = Instant.now();
        if (minute % 2 == 0) {
            stage.keys.simulator().changeSecretKey("secret-" + UUID.randomUUID());
            stage.steady.rotated();
            stage.moved.rotated();
        } else {
            stage.tokens.simulator().revokeTokens();
        }
        problems.expect(before, Instant.now(), Set.of(FailureReason.AUTH));
    }

    /** The heap grows with the tasks and instances that left within the last hour, which the exporter remembers that long. */
    private void judge(Stage stage, SampleTable samples) throws IOException {
        judge(samples.flat(ResourceSample.HEAP, 1.1, 0));
        judge(samples.flat(ResourceSample.RESIDENT, 1.1, 0));
        judge(samples.flat(ResourceSample.THREADS, 1.05, 0));
        judge(samples.flat(ResourceSample.DESCRIPTORS, 1.1, 0));
        judge(samples.flat(ResourceSample.SERIES, 1.02, 0));
        judge(samples.flat(ResourceSample.OWN_SERIES, 1.1, 0));
        samples.growth(0).forEach(System.err::println);
        judgeNone(
                "exit statuses other than 0",
                statuses.stream()
                        .filter(status -> status != 0)
                        .map(String::valueOf)
                        .toList());
        judgeNone("failed scrapes", stage.clients.failures());
        List<String> unexpected = new ArrayList<>();
        for (SoakedExporter each : List.of(stage.steady, stage.moved)) {
            for (Path log : each.logs()) {
                unexpected.addAll(problems.unexpected(log));
            }
        }
        judgeNone("warnings and errors without a fault", unexpected);
    }
}
