package io.smartconnect.bench.measure;

import java.util.Collection;
import java.util.Objects;
import java.util.regex.Pattern;
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
public record Results(Collection<RunResult> runs, String reference) {

    /** Runs all benchmarks of the class. */
    public static Results of(Class<?> benchmarks, String reference) throws RunnerException {
        return new Results(
                new Runner(new OptionsBuilder()
                                .include("^" + Pattern.quote(benchmarks.getName() + "."))
                                .addProfiler(GCProfiler.class)
                                .verbosity(VerboseMode.SILENT)
                                .build())
                        .run(),
                reference);
    }

    /** A row with the ratio to the reference, the milliseconds and the mebibytes allocated. */
    public void row(Table table, String what, String benchmark) {
        Result<?> allocated = Objects.requireNonNull(run(benchmark).getSecondaryResults().get("gc.alloc.rate.norm"));
        table.row(what, ofReference(benchmark), median(benchmark), allocated.getScore() / (1 << 20));
    }

    /** How many times as long as the reference. */
    public double ofReference(String benchmark) {
        return median(benchmark) / median(reference);
    }

    /** The median, in the benchmark's unit of time. */
    public double median(String benchmark) {
        return run(benchmark).getPrimaryResult().getStatistics().getPercentile(50);
    }

    /** The mean, in the benchmark's unit of time; where the median of single calls was not taken, there is nothing else. */
    public double mean(String benchmark) {
        return run(benchmark).getPrimaryResult().getScore();
    }

    private RunResult run(String benchmark) {
        return runs.stream()
                .filter(run -> run.getParams().getBenchmark().endsWith("." + benchmark))
                .findFirst()
                .orElseThrow();
    }
}
