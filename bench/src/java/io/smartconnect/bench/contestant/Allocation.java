package io.smartconnect.bench.contestant;

import io.smartconnect.bench.measure.MetricsServer;
import java.io.IOException;
import java.time.Duration;

/**
 * How many bytes of heap an exporter has allocated: its own {@code jvm_gc_memory_allocated_bytes_total}, which grows only when
 * garbage is collected, after a collection that jcmd asks for.
 */
public final class Allocation {

    private static final String METRIC = "jvm_gc_memory_allocated_bytes_total";
    private static final Duration LOOK = Duration.ofMillis(20);

    private Allocation() {}

    /** Bytes since the start, up to a collection of now. */
    public static double bytes(MetricsServer exporter) throws IOException, InterruptedException {
        double before = counter(exporter);
        collect(exporter.process().id());
        exporter.process().await(LOOK, () -> counter(exporter) > before);
        return counter(exporter);
    }

    private static double counter(MetricsServer exporter) throws IOException {
        return exporter.page().values(METRIC)[0];
    }

    /** Runs a full collection. */
    static void collect(long processId) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Java.program("jcmd"), String.valueOf(processId), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd has failed");
        }
    }
}
