package io.smartconnect.exporter.cloud.eye;

import java.time.Duration;
import java.time.Instant;

/** The time whose points a query asks for. */
record QueryWindow(Instant from, Instant to) {

    /** The namespace of the metrics of DMS for Kafka. */
    static final String NAMESPACE = "SYS.DMS";

    /** The minutes that it touches, at least 1. */
    long minutes() {
        long seconds = Math.max(1, Duration.between(from, to).toSeconds());
        return (seconds + 59) / 60;
    }
}
