package io.smartconnect.simulator.http;

import java.time.Duration;

/** The way in which a response is sent. */
public sealed interface ResponseDelivery {

    /** The complete response at once. */
    record Whole() implements ResponseDelivery {}

    /** No response; the connection stays open. */
    record Never() implements ResponseDelivery {}

    /** The connection is closed before the first byte. */
    record Reset() implements ResponseDelivery {}

    /** Content-Length announces the whole body; the connection is closed after half of it. */
    record ResetMidway() implements ResponseDelivery {}

    /** Pieces of this size with a pause between them. */
    record Drip(int bytes, Duration pause) implements ResponseDelivery {}
}
