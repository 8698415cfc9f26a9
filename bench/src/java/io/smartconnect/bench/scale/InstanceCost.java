package io.smartconnect.bench.scale;

import java.time.Duration;
import java.util.List;

/**
 * The cost of some instances in one process or several.
 *
 * @param instances that are polled
 * @param requests of the first pass, in which each instance is polled once
 * @param readySeconds from the start to the end of the first pass
 * @param requestsPerPass of the later passes
 * @param processorSeconds of a later pass
 * @param heapMebibytes of live objects, of all processes
 * @param residentMebibytes of all processes
 * @param scrapeMillis of one process
 */
record InstanceCost(
        int instances,
        long requests,
        double readySeconds,
        double requestsPerPass,
        double processorSeconds,
        double heapMebibytes,
        double residentMebibytes,
        double scrapeMillis) {

    /** Heads of the columns of {@link #cells}. */
    static final List<String> COLUMNS = List.of(
            "instances",
            "ready after, s",
            "requests until then",
            "requests of a pass",
            "processor s of a pass, per 1,000",
            "live heap MiB, per 1,000",
            "resident MiB, per 1,000",
            "gzip scrape, ms");

    List<Object> cells() {
        return List.of(
                instances,
                readySeconds,
                requests,
                Math.round(requestsPerPass),
                perThousand(processorSeconds),
                perThousand(heapMebibytes),
                perThousand(residentMebibytes),
                scrapeMillis);
    }

    /** The processor time of an instance in a pass, divided by that of {@code other}. */
    double processorRatio(InstanceCost other) {
        return perThousand(processorSeconds) / other.perThousand(other.processorSeconds);
    }

    /** The live heap of an instance, divided by that of {@code other}. */
    double heapRatio(InstanceCost other) {
        return perThousand(heapMebibytes) / other.perThousand(other.heapMebibytes);
    }

    /** The time of a scrape for an instance, divided by that of {@code other}. */
    double scrapeRatio(InstanceCost other) {
        return perThousand(scrapeMillis) / other.perThousand(other.scrapeMillis);
    }

    private double perThousand(double of) {
        return of * 1_000 / instances;
    }

    /** The processor time of a pass: of {@code polls} polls of these instances in this time. */
    static double ofPass(Duration used, int instances, long polls) {
        return used.toNanos() / 1e9 * instances / polls;
    }
}
