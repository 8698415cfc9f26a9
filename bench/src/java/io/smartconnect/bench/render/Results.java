package io.smartconnect.bench.render;

import io.smartconnect.bench.measure.Table;
import java.util.Collection;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What JMH measured of the benchmarks of one class.
 *
 * @param reference the benchmark that the others are compared with
 */
record Results(Collection<RunResult> runs, String reference) {

    /** Runs all benchmarks of the class with this name. */
    static Results of(String benchmarks, String reference) throws RunnerException {
        return new Results(
                new Runner(new OptionsBuilder()
                                .include("\\." + benchmarks + "\\.")
                                .addProfiler(GCProfiler.class)
                                .verbosity(VerboseMode.SILENT)
                                .build())
                        .run(),
                reference);
    }

    /** A row with the ratio to the reference, the milliseconds and the mebibytes allocated. */
    void row(Table table, String what, String benchmark) {
        Result<?> allocated = Objects.requireNonNull(run(benchmark).getSecondaryResults().get("gc.alloc.rate.norm"));
        table.row(what, ofReference(benchmark), median(benchmark), allocated.getScore() / (1 << 20));
    }

    /** How many times as long as the reference. */
    double ofReference(String benchmark) {
        return median(benchmark) / median(reference);
    }

    /** In milliseconds. */
    double median(String benchmark) {
        return run(benchmark).getPrimaryResult().getStatistics().getPercentile(50);
    }

    private RunResult run(String benchmark) {
        return runs.stream()
                .filter(run -> run.getParams().getBenchmark().endsWith("." + benchmark))
                .findFirst()
                .orElseThrow();
    }
}
