package io.smartconnect.exporter.cloud.auth.renewal;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.vertx.core.Future;

/** A source of temporary access keys. Safe for any thread. */
public interface KeySource {

    /** Fetches a key. The future fails only with a {@link CloudFailure}, unsent if no request left. */
    Future<TemporaryKey> fetch();

    /** Replaces the secrets that the source sent or received last in {@code text} by {@code ***}. */
    String conceal(String text);

    /** The name of the source, for logs: its type, and its host or file. */
    String name();
}
