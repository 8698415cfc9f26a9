package io.smartconnect.exporter.snapshot.task;

import io.smartconnect.exporter.snapshot.progress.LagTime;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The newest values of a replication in Cloud Eye. A two-way replication has those of both directions: the sums of messages and rates,
 * the largest delay, the worst status. Values that Cloud Eye does not report are absent; all are finite and not negative.
 *
 * @param time the time of the newest point that was used
 * @param waitingMessages {@code kafka_wait_synchronize_data}: messages that wait to be transferred
 * @param transferredPerSecond {@code kafka_synchronize_rate}, in messages per second
 * @param delaySeconds {@code message_delay}: from sending at the source to arriving at the target
 * @param isNormal {@code task_status}
 * @param lagTime 0 if no message waits, else the larger of the delay and the time for which nothing was transferred
 */
public record CloudEyeReading(
        Instant time,
        OptionalDouble waitingMessages,
        OptionalDouble transferredPerSecond,
        OptionalDouble delaySeconds,
        Optional<Boolean> isNormal,
        Optional<LagTime> lagTime) {}
