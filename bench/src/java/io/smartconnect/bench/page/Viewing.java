package io.smartconnect.bench.page;

import io.smartconnect.bench.contestant.Exporter;
import io.smartconnect.bench.contestant.ExporterCommand;
import io.smartconnect.bench.contestant.ExporterConfiguration;
import io.smartconnect.bench.contestant.Size;
import io.smartconnect.bench.measure.Encoding;
import io.smartconnect.bench.measure.Measurements;
import io.smartconnect.bench.measure.MetricsPage;
import io.smartconnect.bench.measure.Program;
import io.smartconnect.bench.measure.Rounds;
import io.smartconnect.bench.measure.Scrape;
import io.smartconnect.bench.measure.MetricsServer;
import io.smartconnect.bench.measure.Table;
import io.smartconnect.bench.measure.Target;
import io.smartconnect.bench.measure.Wrk;
import io.smartconnect.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;

/** The program: asks an exporter for its pages and for its metrics in turns. */
@Command(
        name = "bench/run page",
        mixinStandardHelpOptions = true,
        description = "The status page, compared with the metrics")
final class Viewing extends Program {

    /** What people take for at once. */
    private static final double MOST_MILLIS = 100;

    private static final Pattern TASK = Pattern.compile("href=\"\\.(/tasks/[^\"]+)\"");

    /** The extent of the measurement; the polls fill a window of samples. */
    private record Effort(Duration pollInterval, int polls, int rounds, Duration run) {

        private static final Effort FULL = new Effort(Duration.ofSeconds(15), 10, 5, Duration.ofSeconds(5));
        private static final Effort QUICK = new Effort(Duration.ofSeconds(5), 10, 2, Duration.ofSeconds(2));
    }

    public static void main(String[] arguments) {
        run(new Viewing(), arguments);
    }

    @Override
    protected void measure() throws IOException, InterruptedException {
        Effort effort = isQuick() ? Effort.QUICK : Effort.FULL;
        Path directory = newDirectory();
        measure(Size.tenThousandIn(1_000), "/", effort, directory);
        measure(Size.tenThousandIn(1), "the page of a task", effort, directory);
    }

    private void measure(Size size, String judged, Effort effort, Path directory)
            throws IOException, InterruptedException {
        try (Simulator cloud = Simulator.start(size.scenario());
                MetricsServer exporter = Exporter.startWith(
                        size.partitions(),
                        ExporterCommand.launcher().pinned(),
                        ExporterConfiguration.every(effort.pollInterval, cloud),
                        directory)) {
            Exporter.awaitPolls(exporter, effort.polls);
            MetricsServer overview = at("/", "/", exporter);
            MetricsServer task = at("the page of a task", task(overview.page()), exporter);
            List<MetricsServer> pages = List.of(at("/metrics", "/metrics", exporter), overview, task);
            Measurements millis = measure(size, pages, effort);
            judge(Target.atMost(
                    "ms for %s, %s".formatted(judged, words(size)),
                    MOST_MILLIS,
                    millis.of(judged).median()));
        }
    }

    private static Measurements measure(Size size, List<MetricsServer> pages, Effort effort)
            throws IOException, InterruptedException {
        Measurements millis = new Measurements();
        Measurements processorMillis = new Measurements();
        Rounds.run(words(size), effort.rounds, pages, page -> {
            Scrape view = Scrape.of(page, Encoding.GZIP, new Wrk(effort.run));
            millis.add(page.name(), view.millis());
            processorMillis.add(page.name(), view.processorMillis());
        });
        Table table = table(
                "gzip pages, %s, %d polls, %d rounds".formatted(words(size), effort.polls, effort.rounds),
                "",
                "of /metrics",
                "ms",
                "processor ms",
                "bytes");
        for (MetricsServer page : pages) {
            String name = page.name();
            table.row(
                    name,
                    millis.ratio(name, "/metrics"),
                    millis.of(name),
                    processorMillis.of(name),
                    page.page().body(Encoding.GZIP).length);
        }
        return millis;
    }

    private static String words(Size size) {
        int tasks = size.allTasks();
        return "%,d task%s of %,d partitions".formatted(tasks, tasks == 1 ? "" : "s", size.partitionsPerTask());
    }

    private static MetricsServer at(String name, String path, MetricsServer exporter) {
        return new MetricsServer(name, exporter.process(), new MetricsPage(exporter.page().uri().resolve(path)));
    }

    /** The path of the page of the worst task. */
    private static String task(MetricsPage overview) throws IOException {
        Matcher link = TASK.matcher(overview.text());
        if (!link.find()) {
            throw new IOException("no link to a task on " + overview.uri());
        }
        return link.group(1).replace("&amp;", "&");
    }
}
