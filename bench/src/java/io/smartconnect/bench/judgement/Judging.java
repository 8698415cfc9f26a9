package io.smartconnect.bench.judgement;

import io.smartconnect.bench.judgement.Fleet.SimulatedProduction;
import io.smartconnect.bench.measure.Program;
import io.smartconnect.bench.measure.Results;
import io.smartconnect.bench.measure.Table;
import io.smartconnect.bench.measure.Target;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;

/** The program: measures time and memory of {@link Fleet#SIZE} partitions. */
@Command(
        name = "bench/run judgement",
        mixinStandardHelpOptions = true,
        description = "Judging partitions, and their histories")
final class Judging extends Program {

    private static final double MOST_MILLIS = 50;
    private static final double MOST_MEBIBYTES = 64;

    /** What the most points of a history take as plain numbers; as many bare arrays of this length are the baseline. */
    private static final int BARE_BYTES = 4 << 10;

    public static void main(String[] arguments) {
        run(new Judging(), arguments);
    }

    @Override
    protected void measure() throws RunnerException {
        time();
        heap();
    }

    /** Measures and prints the time of one judgement. */
    private void time() throws RunnerException {
        System.err.println("measuring time, about a minute");
        Results results = Results.of(HealthJudgementBenchmark.class, "pass");
        double judgement = results.mean("judgement");
        double pass = results.mean("pass");
        Table table = table(
                "Time to judge all %,d partitions".formatted(Fleet.SIZE),
                "",
                "ms",
                "ns a partition",
                "of the plain pass");
        row(table, "one judgement, with a week of history", judgement, pass);
        row(table, "plain pass over the windows", pass, pass);
        judge(Target.atMost("one judgement, ms", MOST_MILLIS, judgement));
    }

    /** Measures and prints the heap that a week takes. */
    private void heap() {
        System.err.println("measuring memory, about a minute");
        long nothing = Heap.usedWith("");
        long bare = Heap.usedWith(new byte[Fleet.SIZE][BARE_BYTES]) - nothing;
        long idle = Heap.usedWith(Fleet.watchedFor(Fleet.POLLS_OF_A_WEEK, SimulatedProduction.NONE)) - nothing;
        Fleet fleet = Fleet.watchedFor(Fleet.POLLS_OF_A_WEEK, SimulatedProduction.UNEVEN);
        long uneven = Heap.usedWith(fleet) - nothing;
        fleet.fillWindows();
        long judged = Heap.usedWith(fleet) - nothing;
        Table table = table(
                "Heap that all %,d partitions take after a week".formatted(Fleet.SIZE),
                "",
                "MiB",
                "bytes a partition",
                "of the bare arrays");
        row(table, "histories of idle partitions", idle, bare);
        row(table, "histories, no two polls alike", uneven, bare);
        row(table, "the same with the windows of judgement", judged, bare);
        row(table, "bare arrays of 4 KiB", bare, bare);
        judge(Target.atMost("heap, MiB", MOST_MEBIBYTES, mebibytes(judged)));
    }

    private static void row(Table table, String what, double millis, double baseline) {
        table.row(what, millis, millis * 1e6 / Fleet.SIZE, millis / baseline);
    }

    private static void row(Table table, String what, long bytes, long baseline) {
        table.row(what, mebibytes(bytes), bytes / Fleet.SIZE, bytes / (double) baseline);
    }

    private static double mebibytes(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
