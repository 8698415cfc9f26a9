package io.smartconnect.exporter.time;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;

/** Time that passes {@value #TIMES} times as fast as that of the machine, so that pauses and rates cost a test little. */
public final class FastTime implements TimeSource {

    public static final int TIMES = 50;

    private final TimeSource real;
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    public FastTime(Vertx vertx) {
        this.real = TimeSource.of(vertx);
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanos());
    }

    @Override
    public long nanos() {
        return TIMES * (System.nanoTime() - startNanos);
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        return real.after(delay.dividedBy(TIMES), action);
    }
}
