package io.smartconnect.exporter.cloud.eye;

/**
 * The learned limit on the metrics of one query by API v1, which differs between clouds. It doubles after a full batch that the
 * cloud accepts, and halves after a refused one. It does not grow again to a size that the cloud has refused.
 */
final class BatchSize {

    /** The documented limit. */
    static final int MOST = 500;

    private int limit;
    private int refused = MOST + 1;

    BatchSize(int first) {
        limit = first;
    }

    /** The largest batch to send. */
    int limit() {
        return limit;
    }

    /** Learns from an accepted batch. */
    void accepted(int size) {
        int twice = Math.min(MOST, limit * 2);
        if (size >= limit && twice < refused) {
            limit = twice;
        }
    }

    /** Learns from a refused batch. If a single metric is refused, the size was not the reason of earlier refusals. */
    void refused(int size) {
        limit = Math.max(1, size / 2);
        refused = size > 1 ? size : MOST + 1;
    }
}
