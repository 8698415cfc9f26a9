package io.smartconnect.exporter.poll;

import java.time.Duration;

/**
 * When and how long instances are polled.
 *
 * @param interval from one poll of an instance to its next
 * @param timeout for one poll; less than the interval
 * @param staleAfter age at which an answer is no longer served
 */
public record PollSettings(Duration interval, Duration timeout, Duration staleAfter) {}
