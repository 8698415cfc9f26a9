package io.smartconnect.bench.soak;

import io.smartconnect.bench.measure.MetricsPage;
import io.smartconnect.bench.measure.Started;
import io.smartconnect.exporter.lag.OffsetHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an exporter holds at one moment.
 *
 * @param heap objects that are alive
 * @param figures by column
 */
record ResourceSample(ClassHistogram heap, Map<String, Double> figures) {

    static final String HEAP = "live heap, MiB";
    static final String HISTORIES = "histories";
    static final String RESIDENT = "resident MiB";
    static final String THREADS = "threads";
    static final String DESCRIPTORS = "descriptors";
    static final String SERIES = "series of tasks";
    static final String OWN_SERIES = "own series";
    static final String STATE = "state file, KiB";
    static final String SCRAPE = "slowest scrape, ms";

    /** Measures an exporter in any JVM. */
    static ResourceSample of(long processId, MetricsPage page, Path state) throws IOException, InterruptedException {
        ClassHistogram heap = ClassHistogram.of(processId);
        Map<String, Double> figures = new HashMap<>();
        figures.put(HEAP, heap.mebibytes());
        figures.put(HISTORIES, (double) heap.instances(OffsetHistory.class));
        figures.put(SERIES, (double) page.count(ResourceSample::isOfTasks));
        figures.put(OWN_SERIES, (double) page.count(line -> !isOfTasks(line)));
        figures.put(STATE, Files.exists(state) ? Files.size(state) / 1024.0 : 0);
        return new ResourceSample(heap, figures);
    }

    private static boolean isOfTasks(String line) {
        return line.startsWith("smartconnect_") && !line.startsWith("smartconnect_exporter_");
    }

    /** Measures an exporter and its process. */
    static ResourceSample of(SoakedExporter exporter, double slowestScrape) throws IOException, InterruptedException {
        Started process = exporter.process();
        ResourceSample sample = of(process.id(), exporter.page(), exporter.state());
        sample.figures.put(RESIDENT, process.residentMebibytes());
        sample.figures.put(THREADS, (double) process.threads());
        sample.figures.put(DESCRIPTORS, (double) process.descriptors());
        sample.figures.put(SCRAPE, slowestScrape);
        return sample;
    }

    /** The figures of these columns. */
    List<Double> figures(List<String> columns) {
        return columns.stream().map(this::figure).toList();
    }

    /** The figure of a column. */
    double figure(String column) {
        return figures.getOrDefault(column, Double.NaN);
    }
}
