package io.smartconnect.exporter.poll;

import java.time.Duration;

/**
 * The schedule of the polls.
 *
 * @param interval from one poll of an instance to its next
 * @param timeout of one poll; less than the interval
 * @param staleAfter age at which an answer is no longer served
 */
public record PollSettings(Duration interval, Duration timeout, Duration staleAfter) {}
