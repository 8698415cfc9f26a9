package io.smartconnect.bench.scale;

import io.smartconnect.bench.measure.Program;
import io.smartconnect.bench.measure.Table;
import io.smartconnect.bench.measure.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program: polls clouds of growing size by one process, and the largest by shards, one of which is lost and returns. */
@Command(name = "bench/run scale", mixinStandardHelpOptions = true, description = "Ten thousand instances")
final class Scaling extends Program {

    private static final double MOST_GROWTH = 1.2;

    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(5);

    /** Polls after the first pass until all code is compiled. One more pass reads the retention that the first one had no time for. */
    private static final int LEAST_WARM_UP_POLLS = 1_000;

    private static final int MEASURED_POLLS = 1_000;

    /** Intervals after which each instance was polled: the first pause after a start takes up to one and a half. */
    private static final double A_PASS = 1.75;

    @Option(
            names = "--interval-per-instance",
            defaultValue = "20",
            description = "Milliseconds of the poll interval for each instance; more for a busy machine.")
    private int intervalPerInstance = 20;

    public static void main(String[] arguments) {
        run(new Scaling(), arguments);
    }

    @Override
    protected void measure() throws IOException, InterruptedException {
        Path directory = newDirectory();
        int most = isQuick() ? 1_000 : 10_000;
        System.out.printf(
                "%nEach instance has 12 OBS dumps of 5 partitions. The account allows each target 10,000 requests a second, so the%n"
                        + "exporter is the limit. Retention is read in the first passes alone.%n");
        growth(isQuick() ? List.of(100, most) : List.of(100, 1_000, most), directory);
        shards(most, isQuick() ? 4 : 16, directory);
    }

    private Duration interval(int instances) {
        Duration interval = Duration.ofMillis((long) intervalPerInstance * instances);
        return interval.compareTo(SHORTEST_INTERVAL) < 0 ? SHORTEST_INTERVAL : interval;
    }

    private void growth(List<Integer> sizes, Path directory) throws IOException, InterruptedException {
        Table table = table("One process", InstanceCost.COLUMNS.toArray(String[]::new));
        List<InstanceCost> costs = new ArrayList<>();
        for (int instances : sizes) {
            System.err.printf("%,d instances in one process%n", instances);
            InstanceCost cost = inOneProcess(CloudSize.of(instances), directory);
            table.row(cost.cells().toArray());
            costs.add(cost);
        }
        InstanceCost least = costs.get(0);
        InstanceCost most = costs.get(costs.size() - 1);
        String growth = " of an instance of %,d, of that of one of %,d".formatted(most.instances(), least.instances());
        judge(Target.atMost("processor time" + growth, MOST_GROWTH, most.processorRatio(least)));
        judge(Target.atMost("live heap" + growth, MOST_GROWTH, most.heapRatio(least)));
        judge(Target.atMost("scrape" + growth, MOST_GROWTH, most.scrapeRatio(least)));
    }

    /** The launcher's heap holds about 700 instances. */
    private static String heap(int instances) {
        return instances <= 500 ? "" : "-Xmx%dm".formatted(256 + instances * 2 / 5);
    }

    private InstanceCost inOneProcess(CloudSize size, Path directory) throws IOException, InterruptedException {
        try (ComputedCloud cloud = new ComputedCloud(size);
                ScaleProcess process = ScaleProcess.start(
                        new ScaleProcess.Plan(cloud, 0, 1, interval(size.instances()), heap(size.instances())), directory)) {
            return cost(size, cloud, List.of(process));
        }
    }

    private static InstanceCost cost(CloudSize size, ComputedCloud cloud, List<ScaleProcess> processes)
            throws IOException, InterruptedException {
        PollLedger ledger = cloud.ledger();
        double ready = 0;
        for (ScaleProcess process : processes) {
            ready = Math.max(ready, process.secondsToReady());
        }
        long first = ledger.requests();
        ScaleProcess one = processes.get(0);
        one.await(() -> ledger.polls() >= size.instances() + Math.max(size.instances(), LEAST_WARM_UP_POLLS));
        long polls = ledger.polls();
        long requests = ledger.requests();
        Duration used = processorTime(processes);
        long enough = polls + Math.max(size.instances(), MEASURED_POLLS);
        one.await(() -> ledger.polls() >= enough);
        used = processorTime(processes).minus(used);
        requests = ledger.requests() - requests;
        polls = ledger.polls() - polls;
        double heap = 0;
        double resident = 0;
        for (ScaleProcess process : processes) {
            resident += process.residentMebibytes();
            heap += process.heapMebibytes();
        }
        return new InstanceCost(
                size.instances(),
                first,
                ready,
                (double) requests * size.instances() / polls,
                InstanceCost.ofPass(used, size.instances(), polls),
                heap,
                resident,
                one.scrapeMillis());
    }

    private static Duration processorTime(List<ScaleProcess> processes) {
        return processes.stream().map(ScaleProcess::processorTime).reduce(Duration.ZERO, Duration::plus);
    }

    private void shards(int instances, int count, Path directory) throws IOException, InterruptedException {
        CloudSize size = CloudSize.of(instances);
        List<ScaleProcess> processes = new ArrayList<>();
        try (ComputedCloud cloud = new ComputedCloud(size)) {
            List<ScaleProcess.Plan> plans = IntStream.range(0, count)
                    .mapToObj(shard -> new ScaleProcess.Plan(cloud, shard, count, interval(instances), ""))
                    .toList();
            System.err.printf("%,d instances in %d shards%n", instances, count);
            for (ScaleProcess.Plan plan : plans) {
                processes.add(ScaleProcess.start(plan, directory));
            }
            Table table = table(count + " shards side by side", InstanceCost.COLUMNS.toArray(String[]::new));
            table.row(cost(size, cloud, processes).cells().toArray());
            lose(cloud, plans, processes, directory);
        } finally {
            processes.forEach(ScaleProcess::close);
        }
    }

    /** Ends the last shard, and starts it again. */
    private void lose(ComputedCloud cloud, List<ScaleProcess.Plan> plans, List<ScaleProcess> processes, Path directory)
            throws IOException, InterruptedException {
        PollLedger ledger = cloud.ledger();
        int last = plans.size() - 1;
        int its = ledger.polledBy(last);
        Table table = table(
                "The last shard, of %,d instances, is lost and returns".formatted(its),
                "",
                "instances polled",
                "by two shards",
                "not polled");
        row(table, "all shards", ledger);
        processes.remove(last).close();
        ledger.clear();
        awaitAPass(plans.get(last));
        int missing = row(table, "without it", ledger);
        ScaleProcess back = ScaleProcess.start(plans.get(last), directory);
        processes.add(back);
        double ready = back.secondsToReady();
        ledger.clear();
        awaitAPass(plans.get(last));
        int stillMissing = row(table, "with it again, ready after %s s".formatted(Table.figure(ready)), ledger);
        judge(Target.exactly("instances not polled while one shard is lost", its, missing));
        judge(Target.exactly("instances not polled after its return", 0, stillMissing));
    }

    private int row(Table table, String when, PollLedger ledger) {
        int polled = ledger.polledAtLeast(1);
        int missing = ledger.instances() - polled;
        table.row(when, polled, ledger.polledTwice(), missing);
        judge(Target.exactly("instances polled by two shards, " + when.replaceFirst(",.*", ""), 0, ledger.polledTwice()));
        return missing;
    }

    private static void awaitAPass(ScaleProcess.Plan plan) throws InterruptedException {
        Thread.sleep((long) (plan.interval().toMillis() * A_PASS));
    }
}
