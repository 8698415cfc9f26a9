package io.smartconnect.exporter.metrics.self;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.smartconnect.exporter.cloud.dms.Dms;
import io.smartconnect.exporter.cloud.http.ApiMeter;
import io.smartconnect.exporter.snapshot.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The exporter's own metrics, those of the JVM and of the process. Safe for any thread. */
public final class ExporterMetrics implements ApiMeter, AutoCloseable {

    /** Micrometer adds a decaying maximum to each timer; nothing here needs it. */
    private static final String UNWANTED = "smartconnect_exporter_api_request_duration_seconds_max";

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(15),
        Duration.ofSeconds(30)
    };

    private final PrometheusRegistry families = new PrometheusRegistry();
    private final MeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, families, Clock.SYSTEM);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final Map<String, Dms> targets = new ConcurrentHashMap<>();
    private final Counter lagMismatches;

    /**
     * Begins to count.
     *
     * @param version of the exporter
     * @param revision of its source
     */
    public ExporterMetrics(String version, String revision) {
        registry.config()
                .meterFilter(MeterFilter.denyNameStartsWith("system."))
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time")); // in nanoseconds, no base unit
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        for (Operation operation : Operation.values()) {
            if (!operation.changes()) {
                duration(operation);
                retries(operation);
                throttlings(operation);
            }
        }
        lagMismatches = Counter.builder("smartconnect.exporter.lag.mismatches")
                .description(
                        "Partitions whose lag, as the API says it, was not the difference of their own two offsets.")
                .register(registry);
        families.register((Collector) () -> buildInfo(version, revision));
        families.register((Collector) this::credentialExpiry);
    }

    /** Shows the pace and the credential of a target. */
    public void watch(String target, Dms dms) {
        targets.put(target, dms);
        Gauge.builder("smartconnect.exporter.api.rate.limit", dms, Dms::allowedRate)
                .description("Requests per second that the exporter now allows itself.")
                .tag("target", target)
                .strongReference(true)
                .register(registry);
    }

    /** All families as they are now. */
    public MetricSnapshots collect() {
        return families.scrape(name -> !name.equals(UNWANTED));
    }

    @Override
    public void requested(Operation operation, String code, Duration duration) {
        duration(operation).record(duration);
        Counter.builder("smartconnect.exporter.api.requests")
                .description("Requests to the cloud by HTTP status, or timeout or unreachable where there was none.")
                .tag("operation", operation.label())
                .tag("code", code)
                .register(registry)
                .increment();
    }

    @Override
    public void retried(Operation operation) {
        retries(operation).increment();
    }

    @Override
    public void throttled(Operation operation) {
        throttlings(operation).increment();
    }

    @Override
    public void unreadable(String field) {
        Counter.builder("smartconnect.exporter.unreadable.values")
                .description("Values in answers of the cloud that could not be what they should be, by JSON field.")
                .tag("field", field)
                .register(registry)
                .increment();
    }

    @Override
    public void lagMismatched() {
        lagMismatches.increment();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }

    private Timer duration(Operation operation) {
        return Timer.builder("smartconnect.exporter.api.request.duration")
                .description("How long requests to the cloud took, from sending to the last byte.")
                .tag("operation", operation.label())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Counter retries(Operation operation) {
        return Counter.builder("smartconnect.exporter.api.retries")
                .description("Requests to the cloud that were tried again.")
                .tag("operation", operation.label())
                .register(registry);
    }

    private Counter throttlings(Operation operation) {
        return Counter.builder("smartconnect.exporter.api.throttled")
                .description("Requests that the cloud throttled.")
                .tag("operation", operation.label())
                .register(registry);
    }

    private static InfoSnapshot buildInfo(String version, String revision) {
        return InfoSnapshot.builder()
                .name("smartconnect_exporter_build")
                .help("Which exporter this is.")
                .dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                        .labels(Labels.of(
                                "version",
                                version,
                                "revision",
                                revision,
                                "java_version",
                                System.getProperty("java.version", "")))
                        .build())
                .build();
    }

    private GaugeSnapshot credentialExpiry() {
        GaugeSnapshot.Builder expiry = GaugeSnapshot.builder()
                .name("smartconnect_exporter_credential_expiry_timestamp_seconds")
                .help(
                        "When the target's credential expires, in seconds since 1970. Absent if it does not, or nobody knows.");
        new TreeMap<>(targets)
                .forEach((target, dms) -> dms.credentialExpiry()
                        .ifPresent(at -> expiry.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                                .labels(Labels.of("target", target))
                                .value(secondsSince1970(at))
                                .build())));
        return expiry.build();
    }

    /** Never negative, and for any time that the cloud may say: in milliseconds the latest ones would overflow. */
    private static double secondsSince1970(Instant time) {
        return Math.max(0, time.getEpochSecond() + time.getNano() / 1e9);
    }
}
