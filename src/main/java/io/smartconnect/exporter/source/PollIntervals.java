package io.smartconnect.exporter.source;

import io.smartconnect.exporter.time.TimeSource;
import java.time.Duration;

/** The intervals between requests of different polls. They end one twentieth early, since polls do not begin at exact times. */
final class PollIntervals {

    private static final int EARLY_PART = 20;

    private PollIntervals() {}

    /** True if {@code interval} has passed since {@code start}, a moment of {@link TimeSource#nanos()}. */
    static boolean isOver(Duration interval, long start, TimeSource time) {
        return time.nanos() - start >= interval.toNanos() - interval.toNanos() / EARLY_PART;
    }
}
