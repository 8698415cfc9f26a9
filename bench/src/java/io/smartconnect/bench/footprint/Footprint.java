package io.smartconnect.bench.footprint;

import io.smartconnect.simulator.Scenario;
import io.smartconnect.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The program: compares the launcher with {@code java -jar}, all contestants in turns. */
final class Footprint {

    /**
     * How much is measured.
     *
     * @param starts of each contestant
     * @param rounds of memory, for each size
     * @param scraped how long it is scraped once a second before its memory is read
     */
    private record Effort(int starts, int rounds, Duration scraped) {

        private static final Effort FULL = new Effort(9, 3, Duration.ofSeconds(30));
        private static final Effort QUICK = new Effort(5, 1, Duration.ofSeconds(10));
    }

    private static final long SCRAPE_INTERVAL_MILLIS = 1_000;

    private final Effort effort;
    private final Path directory;

    private Footprint(Effort effort, Path directory) {
        this.effort = effort;
        this.directory = directory;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean quick = List.of(arguments).contains("--quick");
        Path directory = Files.createTempDirectory("footprint");
        Footprint footprint = new Footprint(quick ? Effort.QUICK : Effort.FULL, directory);
        System.out.printf(
                "Java %s, %d cores, logs in %s%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors(), directory);
        footprint.start();
        footprint.memory();
        System.exit(0); // the simulators' threads would live on
    }

    /** Measures and prints how long the first answer takes. */
    private void start() throws IOException, InterruptedException {
        List<Contestant> contestants = List.of(
                Contestant.jar(), Contestant.withoutArchive(directory.resolve("bare")), Contestant.launcher(""));
        Map<Contestant, List<Double>> millis = new LinkedHashMap<>();
        try (Simulator cloud = Simulator.start(Scenario.named("quiet"))) {
            for (int round = 0; round < effort.starts; round++) {
                System.err.printf("start %d of %d%n", round + 1, effort.starts);
                for (Contestant contestant : contestants) {
                    try (Started started = Started.of(contestant, cloud, directory)) {
                        add(millis, contestant, started.millisToFirstAnswer());
                    }
                }
            }
        }
        System.out.printf("%n### Start to the first answer, %d starts each%n%n", effort.starts);
        System.out.println("| | of `java -jar` | ms | from |");
        System.out.println("| --- | --- | --- | --- |");
        print("", contestants, millis);
    }

    /** Measures and prints the resident memory at each size. */
    private void memory() throws IOException, InterruptedException {
        System.out.printf("%n### Resident memory, %d rounds%n%n", effort.rounds);
        System.out.println("| partitions | | of `java -jar` | MiB | from |");
        System.out.println("| --- | --- | --- | --- | --- |");
        for (Size size : Size.values()) {
            List<Contestant> contestants = List.of(Contestant.jar(), Contestant.launcher(size.heapFlag()));
            Map<Contestant, List<Double>> mebibytes = new LinkedHashMap<>();
            for (int round = 0; round < effort.rounds; round++) {
                System.err.printf("memory of %,d partitions, %d of %d%n", size.partitions(), round + 1, effort.rounds);
                measure(size, contestants, mebibytes);
            }
            print("| %,d ".formatted(size.partitions()), contestants, mebibytes);
        }
    }

    /** All contestants run side by side, since they don't share memory. */
    private void measure(Size size, List<Contestant> contestants, Map<Contestant, List<Double>> mebibytes)
            throws IOException, InterruptedException {
        Map<Contestant, Started> running = new LinkedHashMap<>();
        try (Simulator cloud = Simulator.start(size.scenario())) {
            for (Contestant contestant : contestants) {
                Started started = Started.of(contestant, cloud, directory);
                running.put(contestant, started);
                started.awaitPartitions(size.partitions());
            }
            scrape(running.values());
            for (Map.Entry<Contestant, Started> one : running.entrySet()) {
                add(mebibytes, one.getKey(), one.getValue().residentMebibytes());
            }
        } finally {
            running.values().forEach(Started::close);
        }
    }

    private void scrape(Collection<Started> running) throws IOException, InterruptedException {
        long end = System.nanoTime() + effort.scraped.toNanos();
        while (System.nanoTime() < end) {
            for (Started started : running) {
                started.scrape();
            }
            Thread.sleep(SCRAPE_INTERVAL_MILLIS);
        }
    }

    private static void add(Map<Contestant, List<Double>> values, Contestant contestant, double value) {
        values.computeIfAbsent(contestant, first -> new ArrayList<>()).add(value);
    }

    /** A row for each contestant, compared with the first. */
    private static void print(String first, List<Contestant> contestants, Map<Contestant, List<Double>> values) {
        double reference = spread(contestants.get(0), values).median();
        for (Contestant contestant : contestants) {
            Spread spread = spread(contestant, values);
            System.out.printf("%s| %s | %.2f | %s |%n", first, contestant.name(), spread.median() / reference, spread);
        }
    }

    private static Spread spread(Contestant contestant, Map<Contestant, List<Double>> values) {
        return Spread.of(values.getOrDefault(contestant, List.of()));
    }
}
