package io.smartconnect.simulator.metric;

/**
 * A value of a metric at a time.
 *
 * @param timestamp milliseconds since 1970
 */
public record DataPoint(long timestamp, double value) {}
