package io.smartconnect.exporter.metrics.self;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;

/** The metrics of the saves of the state file; the start counts as a successful one. */
final class StateFileMetrics {

    private final Counter saves;
    private final Counter failures;
    private volatile Instant lastSuccess;

    StateFileMetrics(MeterRegistry registry, Instant started) {
        lastSuccess = started;
        saves = Counter.builder("smartconnect.exporter.state.file.saves")
                .description("Attempts to save the state file.")
                .register(registry);
        failures = Counter.builder("smartconnect.exporter.state.file.save.failures")
                .description("Failed attempts to save the state file.")
                .register(registry);
        Gauge.builder(
                        "smartconnect.exporter.state.file.last.save.success.timestamp",
                        () -> lastSuccess.toEpochMilli() / 1_000d)
                .description("Unix time of the last successful save of the state file; before the first, of the start.")
                .baseUnit("seconds")
                .register(registry);
    }

    void saved(boolean successfully, Instant at) {
        saves.increment();
        if (successfully) {
            lastSuccess = at;
        } else {
            failures.increment();
        }
    }
}
