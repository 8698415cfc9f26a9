package io.smartconnect.bench.render;

import io.smartconnect.bench.measure.Program;
import io.smartconnect.bench.measure.Results;
import io.smartconnect.bench.measure.Table;
import io.smartconnect.bench.measure.Target;
import io.smartconnect.exporter.metrics.render.PublishBenchmark;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;

/** The program: measures how long a new snapshot takes until scrapes can get it, against deflating its text. */
@Command(name = "bench/run publish", mixinStandardHelpOptions = true, description = "Publishing")
final class Publishing extends Program {

    private static final double MOST_FOR_ALL = 1.2;
    private static final double MOST_FOR_A_TENTH = 0.15;

    public static void main(String[] arguments) {
        run(new Publishing(), arguments);
    }

    @Override
    protected void measure() throws RunnerException {
        System.err.println("measuring, about two minutes");
        Results results = Results.of(PublishBenchmark.class, "zlib");
        Table table = table(
                "From a snapshot of 100,000 partitions to the bytes of a gzip scrape",
                "",
                "of zlib",
                "ms",
                "MiB allocated");
        results.row(table, "all instances changed", "allChanged");
        results.row(table, "a tenth of the instances changed", "tenthChanged");
        results.row(table, "zlib, level 1, the text alone", "zlib");
        judge(Target.atMost("publish, all changed, of zlib", MOST_FOR_ALL, results.ofReference("allChanged")));
        judge(Target.atMost(
                "publish, a tenth changed, of zlib", MOST_FOR_A_TENTH, results.ofReference("tenthChanged")));
    }
}
