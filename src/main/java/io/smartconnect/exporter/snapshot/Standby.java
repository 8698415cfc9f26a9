package io.smartconnect.exporter.snapshot;

import java.util.Optional;

/**
 * The state of a process that does not poll, because another one holds the lease.
 *
 * @param poller name of the process that polls, such as that of its pod; absent while unknown
 */
public record Standby(Optional<String> poller) {

    /** Before the lease is read. */
    public static final Standby UNKNOWN = new Standby(Optional.empty());

    /** For example {@code this process stands by: exporter-a polls}. */
    public String text() {
        return "this process stands by: " + poller.orElse("another process") + " polls";
    }
}
