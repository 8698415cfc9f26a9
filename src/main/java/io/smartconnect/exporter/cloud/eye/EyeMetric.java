package io.smartconnect.exporter.cloud.eye;

import java.util.Optional;
import java.util.stream.Stream;

/** A metric of Smart Connect tasks in Cloud Eye. */
public enum EyeMetric {
    /** Messages that wait to be transferred. */
    WAITING("kafka_wait_synchronize_data"),
    /** Messages transferred within a minute. */
    RATE("kafka_synchronize_rate"),
    /** Milliseconds from sending at the source to arriving at the target. */
    DELAY("message_delay"),
    /** 1 for a normal task, 0 for an abnormal one. */
    STATUS("task_status");

    private final String metricName;

    EyeMetric(String metricName) {
        this.metricName = metricName;
    }

    /** The metric with this name; empty for any other name. */
    static Optional<EyeMetric> named(String metricName) {
        return Stream.of(values())
                .filter(metric -> metric.metricName.equals(metricName))
                .findFirst();
    }

    /** The name in Cloud Eye. */
    public String metricName() {
        return metricName;
    }
}
