package io.smartconnect.exporter.metrics.self;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.smartconnect.exporter.cloud.dms.DmsClient;
import io.smartconnect.exporter.cloud.http.ApiMeter;
import io.smartconnect.exporter.log.Logging;
import io.smartconnect.exporter.snapshot.CloudOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of the exporter itself, of its JVM and of its process. To add one, add it here and its line to {@code
 * docs/metrics.md}. Safe for any thread.
 */
public final class ExporterMetrics implements ApiMeter, AutoCloseable {

    /** A decaying maximum, which Micrometer adds to each timer and which a histogram makes superfluous. */
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
    private final ReloadMetrics reloads;
    private volatile Map<String, DmsClient> targets = Map.of();
    private volatile LongSupplier droppedSeries = () -> 0;
    private volatile Duration pollInterval = Duration.ZERO;
    private volatile @Nullable StateFileMetrics stateFile;
    private final Counter lagMismatches;
    private final StatusCodeLabels codes = new StatusCodeLabels();

    /**
     * Creates the metrics. The counters of each operation that changes nothing begin at 0.
     *
     * @param version the version of the exporter
     * @param revision the revision of its source
     */
    public ExporterMetrics(String version, String revision) {
        registry.config()
                .meterFilter(MeterFilter.denyNameStartsWith("system."))
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time")) // in nanoseconds, no base unit
                .meterFilter(MeterFilter.denyNameStartsWith("process.start.time")); // the client library has it
        registerProcess();
        for (CloudOperation operation : CloudOperation.values()) {
            if (!operation.changes()) {
                duration(operation);
                retries(operation);
                throttlings(operation);
            }
        }
        lagMismatches = Counter.builder("smartconnect.exporter.lag.mismatches")
                .description("Partitions whose lag in the API was not the difference of their two offsets.")
                .register(registry);
        FunctionCounter.builder("smartconnect.exporter.log.events.dropped", this, metrics -> Logging.dropped())
                .description("Log events that were dropped because standard error was read too slowly.")
                .register(registry);
        Gauge.builder("smartconnect.exporter.series.dropped", () -> droppedSeries.getAsLong())
                .description("Series that metrics.max-series leaves out, counted as if all their values were known.")
                .register(registry);
        Gauge.builder("smartconnect.poll.interval", () -> pollInterval.toMillis() / 1_000d)
                .description("Configured time between two polls of an instance.")
                .baseUnit("seconds")
                .register(registry);
        families.register((Collector) () -> buildInfo(version, revision));
        families.register((Collector) this::rateLimit);
        families.register((Collector) this::credentialExpiry);
        reloads = new ReloadMetrics(registry, Instant.now());
    }

    private void registerProcess() {
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        ProcessMetrics.builder().register(families);
    }

    /** Replaces the targets whose request rates and credential expiries are exposed, by name. */
    public void watch(Map<String, ? extends DmsClient> dmsByTarget) {
        targets = Collections.unmodifiableMap(new TreeMap<>(dmsByTarget));
    }

    /** Exposes the shard of this process, from 0, and the number of shards. */
    public void showShard(int index, int count) {
        Gauge.builder("smartconnect.exporter.shard.ordinal", () -> 1)
                .description("Shard of the exporter, from 0, as a label; always 1. Absent without shards.")
                .tag("shard_ordinal", String.valueOf(index))
                .register(registry);
        Gauge.builder("smartconnect.exporter.total.shards", () -> count)
                .description("Number of shards that share the instances. Absent without shards.")
                .register(registry);
    }

    /** Exposes whether this process holds the lease; {@code isLeader} is safe for any thread. */
    public void showLeader(BooleanSupplier isLeader) {
        Gauge.builder("smartconnect.exporter.leader", () -> isLeader.getAsBoolean() ? 1 : 0)
                .description("1 if the process holds the lease and polls, 0 if it stands by. Absent without a lease.")
                .register(registry);
    }

    /** Sets the source of the number of dropped series. */
    public void watchDroppedSeries(LongSupplier dropped) {
        droppedSeries = dropped;
    }

    /** Sets the configured time between two polls. */
    public void setPollInterval(Duration interval) {
        pollInterval = interval;
    }

    /** Exposes the saves of the state file from now on. */
    public void watchStateFile() {
        stateFile = new StateFileMetrics(registry, Instant.now());
    }

    /** Takes in the end of a save of the state file. */
    public void stateFileSaved(boolean successfully) {
        StateFileMetrics watched = stateFile;
        if (watched != null) {
            watched.saved(successfully, Instant.now());
        }
    }

    /** Takes in the end of a reload of the configuration. */
    public void reloaded(boolean successfully) {
        reloads.ended(successfully, Instant.now());
    }

    /** The current values of all families. */
    public MetricSnapshots collect() {
        return families.scrape(name -> !name.equals(UNWANTED));
    }

    @Override
    public void requested(CloudOperation operation, String code, Duration duration) {
        duration(operation).record(duration);
        Counter.builder("smartconnect.exporter.api.requests")
                .description("Requests to the cloud by HTTP status, or timeout, unreachable or other.")
                .tag("operation", operation.label())
                .tag("code", codes.label(operation, code))
                .register(registry)
                .increment();
    }

    @Override
    public void retried(CloudOperation operation) {
        retries(operation).increment();
    }

    @Override
    public void throttled(CloudOperation operation) {
        throttlings(operation).increment();
    }

    @Override
    public void unreadable(String field) {
        Counter.builder("smartconnect.exporter.unreadable.values")
                .description("Ignored values of the wrong type or range in answers of the cloud, by JSON field.")
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

    private Timer duration(CloudOperation operation) {
        return Timer.builder("smartconnect.exporter.api.request.duration")
                .description("Duration of requests to the cloud, from sending to the last byte.")
                .tag("operation", operation.label())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Counter retries(CloudOperation operation) {
        return Counter.builder("smartconnect.exporter.api.retries")
                .description("Retried requests to the cloud.")
                .tag("operation", operation.label())
                .register(registry);
    }

    private Counter throttlings(CloudOperation operation) {
        return Counter.builder("smartconnect.exporter.api.throttled")
                .description("Throttled requests to the cloud.")
                .tag("operation", operation.label())
                .register(registry);
    }

    private static InfoSnapshot buildInfo(String version, String revision) {
        return InfoSnapshot.builder()
                .name("smartconnect_exporter_build")
                .help("Version, revision and Java version of the exporter as labels; always 1.")
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

    private GaugeSnapshot rateLimit() {
        GaugeSnapshot.Builder rates = GaugeSnapshot.builder()
                .name("smartconnect_exporter_api_rate_limit")
                .help("Requests per second that the exporter currently allows itself.");
        targets.forEach((target, dms) -> rates.dataPoint(point(target, dms.allowedRate())));
        return rates.build();
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot point(String target, double value) {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(Labels.of("target", target))
                .value(value)
                .build();
    }

    private GaugeSnapshot credentialExpiry() {
        GaugeSnapshot.Builder expiry = GaugeSnapshot.builder()
                .name("smartconnect_exporter_credential_expiry_timestamp_seconds")
                .help(
                        "Unix time at which the target's current credential expires; absent if it does not expire or the time is unknown.");
        targets.forEach((target, dms) ->
                dms.credentialExpiry().ifPresent(at -> expiry.dataPoint(point(target, secondsSince1970(at)))));
        return expiry.build();
    }

    /** Unix time, never negative. It is not read in milliseconds, in which the latest times that the cloud may report overflow. */
    private static double secondsSince1970(Instant time) {
        return Math.max(0, time.getEpochSecond() + time.getNano() / 1e9);
    }
}
