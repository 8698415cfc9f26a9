package io.smartconnect.exporter.health.eye;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The values of one replication in Cloud Eye at one minute; those of both directions together for a two-way one.
 *
 * @param time of the newest of its values
 * @param waiting messages that wait to be transferred
 * @param perSecond messages transferred per second
 * @param delaySeconds from sending at the source to arriving at the target
 * @param isNormal whether Cloud Eye calls the task normal
 */
public record CloudEyeSample(
        Instant time,
        OptionalDouble waiting,
        OptionalDouble perSecond,
        OptionalDouble delaySeconds,
        Optional<Boolean> isNormal) {

    /** This sample, with the values of {@code later}, a later answer about the same minute, where that has one. */
    public CloudEyeSample updatedBy(CloudEyeSample later) {
        return new CloudEyeSample(
                later.time.isAfter(time) ? later.time : time,
                first(later.waiting, waiting),
                first(later.perSecond, perSecond),
                first(later.delaySeconds, delaySeconds),
                later.isNormal.or(() -> isNormal));
    }

    private static OptionalDouble first(OptionalDouble value, OptionalDouble otherwise) {
        return value.isPresent() ? value : otherwise;
    }
}
