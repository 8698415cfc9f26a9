package io.smartconnect.exporter.cloud.kafka;

import java.time.Duration;
import java.util.Optional;

/**
 * A topic of an instance.
 *
 * @param topic its name
 * @param retentionTime time after which its messages are deleted ({@code retention_time}, in hours); absent if unknown
 */
public record TopicRetention(String topic, Optional<Duration> retentionTime) {}
