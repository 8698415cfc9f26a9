package io.smartconnect.bench.render;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The program: measures what rendering costs, against the library's writer and an array copy, and fails if a target is missed. */
final class Rendering {

    private static final double LEAST_TO_LIBRARY = 50;
    private static final double MOST_TO_COPY = 4;

    private Rendering() {}

    public static void main(String[] args) throws RunnerException {
        System.err.println("measuring, about a minute");
        Collection<RunResult> runs = new Runner(new OptionsBuilder()
                        .include("\\.RenderBenchmark\\.")
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        double copy = median(runs, "copy");
        double render = median(runs, "render");
        System.out.println("| what | median ms | of the copy | MiB allocated |");
        System.out.println("| --- | --- | --- | --- |");
        print("the exporter's renderer", runs, "render", copy);
        print("client_java: families from the snapshot, and its writer", runs, "library", copy);
        print("client_java: its writer alone", runs, "writer", copy);
        print("copy of the same bytes", runs, "copy", copy);

        double toLibrary = median(runs, "library") / render;
        List<String> missed = new ArrayList<>();
        if (toLibrary < LEAST_TO_LIBRARY) {
            missed.add("at least %.0f times as fast as client_java. Found: %.1f".formatted(LEAST_TO_LIBRARY, toLibrary));
        }
        if (render / copy > MOST_TO_COPY) {
            missed.add("at most %.0f times an array copy. Found: %.2f".formatted(MOST_TO_COPY, render / copy));
        }
        System.out.printf("%n%s%n", missed.isEmpty() ? "All targets are met." : "Missed targets:");
        missed.forEach(System.out::println);
        System.exit(missed.isEmpty() ? 0 : 1);
    }

    private static void print(String what, Collection<RunResult> runs, String benchmark, double copy) {
        double median = median(runs, benchmark);
        Result<?> allocated = Objects.requireNonNull(run(runs, benchmark).getSecondaryResults().get("gc.alloc.rate.norm"));
        System.out.printf(
                "| %s | %.1f | %.1f | %.1f |%n", what, median, median / copy, allocated.getScore() / (1 << 20));
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
