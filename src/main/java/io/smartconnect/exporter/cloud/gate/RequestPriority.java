package io.smartconnect.exporter.cloud.gate;

/** The precedence of a request in the queue of a {@link RequestGate}. Earlier values go first, even if later ones starve. */
public enum RequestPriority {
    /** Discovery, listings, and the requests of commands. */
    URGENT,
    /** Offsets of a task in trouble. */
    HIGH,
    /** Offsets of any other task. */
    NORMAL,
    /** Retention of topics. */
    LOW
}
