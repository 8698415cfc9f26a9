package io.smartconnect.exporter.metrics.catalogue;

/**
 * Settings of the metrics.
 *
 * @param granularity the finest level of which progress is exposed
 * @param maxSeries the most series about targets, instances, tasks, topics and partitions
 */
public record MetricsSettings(Granularity granularity, long maxSeries) {

    /** Bytes of heap for each series. */
    private static final int HEAP_BYTES_PER_SERIES = 256;

    /** As many series as the heap of this process allows. */
    public static MetricsSettings of(Granularity granularity) {
        return new MetricsSettings(
                granularity, defaultMaxSeries(Runtime.getRuntime().maxMemory()));
    }

    /** The number of series for a heap of this size. */
    public static long defaultMaxSeries(long heapBytes) {
        return heapBytes / HEAP_BYTES_PER_SERIES;
    }
}
