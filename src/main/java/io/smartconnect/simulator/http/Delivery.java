package io.smartconnect.simulator.http;

import java.time.Duration;

/** How an answer travels. */
public sealed interface Delivery {

    /** As it should. */
    record Whole() implements Delivery {}

    /** Not at all: the connection stays open and silent. */
    record Never() implements Delivery {}

    /** The connection is closed before the first byte. */
    record Reset() implements Delivery {}

    /** The Content-Length promises the whole body, the connection is closed after half of it. */
    record ResetMidway() implements Delivery {}

    /** In pieces of so many bytes with a pause before each. */
    record Drip(int bytes, Duration pause) implements Delivery {}
}
