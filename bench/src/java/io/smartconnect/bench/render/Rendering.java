package io.smartconnect.bench.render;

import io.smartconnect.bench.measure.Program;
import io.smartconnect.bench.measure.Table;
import io.smartconnect.bench.measure.Target;
import java.util.Collection;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;

/** The program: measures what rendering costs, against the library's writer, gauges and an array copy. */
@Command(name = "bench/run render", mixinStandardHelpOptions = true, description = "Rendering")
final class Rendering extends Program {

    private static final double LEAST_TO_LIBRARY = 50;
    private static final double MOST_TO_COPY = 4;

    public static void main(String[] arguments) {
        run(new Rendering(), arguments);
    }

    @Override
    protected void measure() throws RunnerException {
        System.err.println("measuring, about two minutes");
        Collection<RunResult> runs = new Runner(new OptionsBuilder()
                        .include("\\.RenderBenchmark\\.")
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        Table table = table("From a snapshot of 100,000 partitions to text", "", "of the copy", "ms", "MiB allocated");
        row(table, "the exporter's renderer", runs, "render");
        row(table, "client_java: families from the snapshot, and its writer", runs, "library");
        row(table, "client_java: its writer alone", runs, "writer");
        row(table, "Micrometer: a gauge for each series", runs, "gauges");
        row(table, "copy of the same bytes", runs, "copy");
        double render = median(runs, "render");
        judge(Target.atLeast(
                "render, how many times as fast as client_java",
                LEAST_TO_LIBRARY,
                median(runs, "library") / render));
        judge(Target.atMost("render, of an array copy", MOST_TO_COPY, render / median(runs, "copy")));
    }

    private static void row(Table table, String what, Collection<RunResult> runs, String benchmark) {
        double median = median(runs, benchmark);
        Result<?> allocated = Objects.requireNonNull(run(runs, benchmark).getSecondaryResults().get("gc.alloc.rate.norm"));
        table.row(what, median / median(runs, "copy"), median, allocated.getScore() / (1 << 20));
    }

    private static double median(Collection<RunResult> runs, String benchmark) {
        return run(runs, benchmark).getPrimaryResult().getStatistics().getPercentile(50);
    }

    private static RunResult run(Collection<RunResult> runs, String benchmark) {
        return runs.stream()
                .filter(run -> run.getParams().getBenchmark().endsWith("." + benchmark))
                .findFirst()
                .orElseThrow();
    }
}
