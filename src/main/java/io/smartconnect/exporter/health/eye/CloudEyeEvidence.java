package io.smartconnect.exporter.health.eye;

import io.smartconnect.exporter.health.ReasonText;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.text.HumanReadable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The facts by which a running replication is judged.
 *
 * @param samples the newest samples, oldest first; at most {@code windowPoints} of them have a backlog
 * @param windowPoints the number of samples that a judgement needs
 * @param allowedLag lag that is ok, in messages
 * @param lagTime age of its oldest waiting message
 */
public record CloudEyeEvidence(
        List<CloudEyeSample> samples, int windowPoints, long allowedLag, Optional<LagTime> lagTime) {

    public CloudEyeEvidence {
        samples = List.copyOf(samples);
    }

    /** True if the last two reported statuses are abnormal, or the only one. */
    boolean isAbnormal() {
        List<Boolean> reported =
                samples.stream().flatMap(sample -> sample.isNormal().stream()).toList();
        return !reported.isEmpty()
                && reported.subList(Math.max(0, reported.size() - 2), reported.size()).stream()
                        .noneMatch(Boolean::booleanValue);
    }

    boolean hasBacklog() {
        return backlog().length > 0;
    }

    boolean hasFullWindow() {
        return backlog().length >= windowPoints;
    }

    /** True if a lag is allowed, and the backlog stayed within it. */
    boolean hasAllowedLag() {
        return allowedLag > 0 && most() <= allowedLag;
    }

    /** True if no message waited at one of the samples. */
    boolean caughtUp() {
        for (double waiting : backlog()) {
            if (waiting == 0) {
                return true;
            }
        }
        return false;
    }

    /** True if a sample reports a transfer. */
    boolean hasTransfer() {
        return samples.stream().anyMatch(sample -> sample.perSecond().orElse(0) > 0);
    }

    /** True if no sample reports a transfer, and at least half of them report that there was none. */
    boolean stoodStill() {
        List<OptionalDouble> rates = samples.stream()
                .map(CloudEyeSample::perSecond)
                .filter(OptionalDouble::isPresent)
                .toList();
        return 2 * rates.size() >= samples.size() && rates.stream().allMatch(rate -> rate.getAsDouble() == 0);
    }

    /** True if the backlog never shrank, and grew at least three times, in a window of 3 twice. */
    boolean isFallingBehind() {
        double[] backlog = backlog();
        int growths = 0;
        for (int i = 1; i < backlog.length; i++) {
            if (backlog[i] < backlog[i - 1]) {
                return false;
            }
            growths += backlog[i] > backlog[i - 1] ? 1 : 0;
        }
        return growths >= Math.min(3, Math.max(1, backlog.length - 1));
    }

    /** {@code 3 of 10 points}. */
    String filling() {
        return backlog().length + " of " + windowPoints + " points";
    }

    /** {@code 10 points (9m 0s)}. */
    String stretch() {
        Duration length = Duration.between(
                samples.get(0).time(), samples.get(samples.size() - 1).time());
        return backlog().length + " points (" + HumanReadable.duration(length) + ")";
    }

    /** {@code 1,234 messages wait, the oldest for 10m 12s}. */
    String waiting() {
        double[] backlog = backlog();
        return ReasonText.waiting(whole(backlog[backlog.length - 1]), lagTime);
    }

    /** {@code 1,234 messages}: the first of the window. */
    String firstBacklog() {
        return HumanReadable.count(whole(backlog()[0]), "message");
    }

    /** Rounded up, as the lag of the task. */
    private static long whole(double average) {
        return (long) Math.ceil(average);
    }

    private double most() {
        double most = 0;
        for (double waiting : backlog()) {
            most = Math.max(most, waiting);
        }
        return most;
    }

    private double[] backlog() {
        return samples.stream()
                .flatMapToDouble(sample -> sample.waiting().stream())
                .toArray();
    }
}
