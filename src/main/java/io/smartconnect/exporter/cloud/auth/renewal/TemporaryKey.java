package io.smartconnect.exporter.cloud.auth.renewal;

import io.smartconnect.exporter.cloud.auth.RequestSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An access key from a {@link KeySource}. {@code toString} returns no secret. */
public record TemporaryKey(RequestSigner.Key key, Instant expires, Instant renewal) implements IssuedCredential {

    /** Creates a key that is renewed after four fifths of its life. */
    public static TemporaryKey until(Instant expires, RequestSigner.Key key, Instant now) {
        return new TemporaryKey(key, expires, now.plus(IssuedCredential.mostOf(Duration.between(now, expires))));
    }

    /** Creates a permanent key, for which its source is asked before each request. */
    public static TemporaryKey permanent(RequestSigner.Key key) {
        return new TemporaryKey(key, Instant.MAX, Instant.MIN);
    }

    @Override
    public String identity() {
        return key.identity();
    }

    /** Returns a copy that is renewed when less than {@code left} of its life is left. */
    public TemporaryKey renewedWithLeft(Duration left) {
        return new TemporaryKey(key, expires, expires.minus(left));
    }

    /** The expiry; empty for a permanent key. */
    Optional<Instant> expiry() {
        return expires.equals(Instant.MAX) ? Optional.empty() : Optional.of(expires);
    }

    @Override
    public String toString() {
        return "*** (expires " + expires + ")";
    }
}
