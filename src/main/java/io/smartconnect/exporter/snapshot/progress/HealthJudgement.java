package io.smartconnect.exporter.snapshot.progress;

import org.jspecify.annotations.Nullable;

/**
 * The health of a task or a partition, with its reason.
 *
 * @param health the health
 * @param reason one sentence for people, without a line break
 */
public record HealthJudgement(Health health, String reason) {

    // as a record has them, but several times as fast in the client compiler

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HealthJudgement same && health == same.health && reason.equals(same.reason);
    }

    @Override
    public int hashCode() {
        return health.hashCode() * 31 + reason.hashCode();
    }
}
