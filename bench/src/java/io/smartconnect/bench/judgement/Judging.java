package io.smartconnect.bench.judgement;

import io.smartconnect.bench.judgement.Fleet.Production;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The program: measures time and memory of {@link Fleet#SIZE} partitions, and fails if a target is missed. */
final class Judging {

    private static final double MOST_MILLIS = 50;
    private static final long MOST_BYTES = 64L << 20;

    /** What the most points of a history take as plain numbers; as many bare arrays of this length are the baseline. */
    private static final int BARE_BYTES = 4 << 10;

    private Judging() {}

    public static void main(String[] args) throws RunnerException {
        List<String> missed = new ArrayList<>();
        time().ifPresent(missed::add);
        heap().ifPresent(missed::add);
        System.out.printf("%n%s%n", missed.isEmpty() ? "All targets are met." : "Missed targets:");
        missed.forEach(System.out::println);
        System.exit(missed.isEmpty() ? 0 : 1);
    }

    /** Measures and prints the time of one judgement; the result is the target that is missed. */
    private static Optional<String> time() throws RunnerException {
        System.err.println("measuring time, about a minute");
        Collection<RunResult> runs = new Runner(new OptionsBuilder()
                        .include(JudgementBenchmark.class.getName())
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        double judgement = millis(runs, "judgement");
        double pass = millis(runs, "pass");
        heading("Time to judge all partitions", "ms", "ns a partition", "of the plain pass");
        printTime("one judgement, with a week of history", judgement, pass);
        printTime("plain pass over the windows", pass, pass);
        return judgement < MOST_MILLIS
                ? Optional.empty()
                : Optional.of("one judgement: below %.0f ms. Found: %.1f ms".formatted(MOST_MILLIS, judgement));
    }

    /** Measures and prints the heap that a week takes; the result is the target that is missed. */
    private static Optional<String> heap() {
        System.err.println("measuring memory, about a minute");
        long nothing = Heap.usedWith("");
        long bare = Heap.usedWith(new byte[Fleet.SIZE][BARE_BYTES]) - nothing;
        long idle = Heap.usedWith(Fleet.watchedFor(Fleet.POLLS_OF_A_WEEK, Production.NONE)) - nothing;
        Fleet fleet = Fleet.watchedFor(Fleet.POLLS_OF_A_WEEK, Production.UNEVEN);
        long uneven = Heap.usedWith(fleet) - nothing;
        fleet.fillWindows();
        long judged = Heap.usedWith(fleet) - nothing;
        heading("Heap that all partitions take after a week", "MiB", "bytes a partition", "of the bare arrays");
        printHeap("histories of idle partitions", idle, bare);
        printHeap("histories, no two polls alike", uneven, bare);
        printHeap("the same with the windows of judgement", judged, bare);
        printHeap("bare arrays of 4 KiB", bare, bare);
        return judged < MOST_BYTES
                ? Optional.empty()
                : Optional.of("heap: below %d MiB. Found: %d MiB".formatted(MOST_BYTES >> 20, judged >> 20));
    }

    private static void heading(String title, String... columns) {
        System.out.printf("%n### %s: %,d%n%n", title, Fleet.SIZE);
        System.out.println("| what | " + String.join(" | ", columns) + " |");
        System.out.println("| --- |" + " --- |".repeat(columns.length));
    }

    private static double millis(Collection<RunResult> runs, String benchmark) {
        return runs.stream()
                .filter(run -> run.getParams().getBenchmark().endsWith("." + benchmark))
                .mapToDouble(run -> run.getPrimaryResult().getScore())
                .findFirst()
                .orElseThrow();
    }

    private static void printTime(String what, double millis, double baseline) {
        System.out.printf(
                "| %s | %.2f | %,.0f | %.1f |%n", what, millis, millis * 1e6 / Fleet.SIZE, millis / baseline);
    }

    private static void printHeap(String what, long bytes, long baseline) {
        System.out.printf(
                "| %s | %,.1f | %,d | %.2f |%n",
                what, bytes / (double) (1 << 20), bytes / Fleet.SIZE, bytes / (double) baseline);
    }
}
