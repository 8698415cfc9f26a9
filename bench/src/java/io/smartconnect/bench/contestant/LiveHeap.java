package io.smartconnect.bench.contestant;

import io.smartconnect.bench.measure.MetricsPage;
import io.smartconnect.bench.measure.MetricsServer;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;

/** The heap that an exporter's live objects take: its own {@code jvm_memory_used_bytes} after a collection that jcmd asks for. */
public final class LiveHeap {

    private static final String METRIC = "jvm_memory_used_bytes";

    private LiveHeap() {}

    /** Mebibytes now. */
    public static double mebibytes(MetricsServer exporter) throws IOException, InterruptedException {
        Allocation.collect(exporter.process().id());
        URI heap = URI.create(exporter.page().uri() + "?name%5B%5D=" + METRIC);
        return Arrays.stream(new MetricsPage(heap).values(METRIC, line -> line.contains("area=\"heap\""))).sum() / (1 << 20);
    }
}
