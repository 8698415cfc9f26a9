package io.smartconnect.simulator.metric;

import java.util.Arrays;
import java.util.Optional;

/** A metric that Cloud Eye has of Kafka replications. */
public enum ReplicationMetric {
    /** Untransferred messages that still exist. */
    WAITING("kafka_wait_synchronize_data", "Count"),
    /** Messages transferred within the minute before the point. */
    RATE("kafka_synchronize_rate", "Count/min"),
    /** Milliseconds from the production to the transfer of the last message that was transferred within that minute. */
    DELAY("message_delay", "ms"),
    /** 1 for a normal task, 0 for an abnormal one. */
    STATUS("task_status", "");

    private final String metricName;
    private final String unit;

    ReplicationMetric(String metricName, String unit) {
        this.metricName = metricName;
        this.unit = unit;
    }

    /** Its name in Cloud Eye. */
    public String metricName() {
        return metricName;
    }

    /** The unit of its values. */
    public String unit() {
        return unit;
    }

    /** The metric of this name. */
    public static Optional<ReplicationMetric> named(String name) {
        return Arrays.stream(values())
                .filter(metric -> metric.metricName.equals(name))
                .findFirst();
    }
}
