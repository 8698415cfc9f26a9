package io.smartconnect.simulator.http;

import java.time.Duration;

/** The way in which a response is sent. */
public sealed interface Transmission {

    /** The complete response at once. */
    record Whole() implements Transmission {}

    /** No response; the connection stays open. */
    record Never() implements Transmission {}

    /** The connection is closed before the first byte. */
    record Reset() implements Transmission {}

    /** Content-Length announces the whole body; the connection is closed after half of it. */
    record ResetMidway() implements Transmission {}

    /** Pieces of this size with a pause between them. */
    record Drip(int bytes, Duration pause) implements Transmission {}
}
