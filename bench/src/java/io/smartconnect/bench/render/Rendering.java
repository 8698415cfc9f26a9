package io.smartconnect.bench.render;

import io.smartconnect.bench.measure.Program;
import io.smartconnect.bench.measure.Results;
import io.smartconnect.bench.measure.Table;
import io.smartconnect.bench.measure.Target;
import io.smartconnect.exporter.metrics.render.RenderBenchmark;
import org.openjdk.jmh.runner.RunnerException;
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
        Results results = Results.of(RenderBenchmark.class, "copy");
        Table table = table("From a snapshot of 100,000 partitions to text", "", "of the copy", "ms", "MiB allocated");
        results.row(table, "the exporter's renderer", "render");
        results.row(table, "client_java: families from the snapshot, and its writer", "library");
        results.row(table, "client_java: its writer alone", "writer");
        results.row(table, "Micrometer: a gauge for each series", "gauges");
        results.row(table, "copy of the same bytes", "copy");
        judge(Target.atLeast(
                "render, how many times as fast as client_java",
                LEAST_TO_LIBRARY,
                results.median("library") / results.median("render")));
        judge(Target.atMost("render, of an array copy", MOST_TO_COPY, results.ofReference("render")));
    }
}
