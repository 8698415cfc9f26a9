package io.smartconnect.exporter.cloud.eye;

import java.time.Instant;

/**
 * A value of a metric of a task at a time.
 *
 * @param value finite and not negative, in the unit of the {@code metric}
 */
public record CloudEyePoint(TaskSeries series, EyeMetric metric, Instant time, double value) {}
