package io.smartconnect.exporter.metrics.self;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;

/** The metrics of the last reload of the configuration; the start counts as a successful one. */
final class ReloadMetrics {

    private volatile boolean isSuccessful = true;
    private volatile Instant lastSuccess;

    ReloadMetrics(MeterRegistry registry, Instant started) {
        lastSuccess = started;
        Gauge.builder("smartconnect.exporter.config.last.reload.successful", () -> isSuccessful ? 1 : 0)
                .description("1 if the last reload of the configuration succeeded, or if there was none; else 0.")
                .register(registry);
        Gauge.builder(
                        "smartconnect.exporter.config.last.reload.success.timestamp",
                        () -> lastSuccess.toEpochMilli() / 1_000d)
                .description("Unix time at which the configuration in use was loaded.")
                .baseUnit("seconds")
                .register(registry);
    }

    void ended(boolean successfully, Instant at) {
        isSuccessful = successfully;
        lastSuccess = successfully ? at : lastSuccess;
    }
}
