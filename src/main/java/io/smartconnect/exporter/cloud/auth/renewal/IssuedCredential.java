package io.smartconnect.exporter.cloud.auth.renewal;

import java.time.Duration;
import java.time.Instant;

/** A credential that was issued for a limited time. */
public interface IssuedCredential {

    /** Limit on the assumed life of a credential, which keeps sums of times within the range of {@link Instant}. */
    Duration LONGEST_LIFE = Duration.ofDays(366);

    /** The expiry, by this machine's clock where the answer has the time of issue; else by the cloud's clock. */
    Instant expires();

    /** The time of the next renewal, by this machine's clock. */
    Instant renewal();

    /** The secret, which differs for different credentials. */
    String identity();

    /** Returns {@code life}, at most {@link #LONGEST_LIFE}. */
    static Duration limited(Duration life) {
        return life.compareTo(LONGEST_LIFE) > 0 ? LONGEST_LIFE : life;
    }

    /** Returns four fifths of {@code life}. */
    static Duration mostOf(Duration life) {
        return limited(life).multipliedBy(4).dividedBy(5);
    }
}
