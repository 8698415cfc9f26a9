package io.smartconnect.exporter.metrics.render;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.smartconnect.exporter.metrics.catalogue.MetricsSettings;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bodies of scrapes. Each snapshot is rendered and deflated once, off the event loop, and only where it differs from the one
 * before; a scrape adds the exporter's own metrics. Safe for any thread.
 *
 * <pre>
 *  Snapshot ──publish──▶ RenderedSnapshot
 *                          ├─ RenderedFamilies   one for targets, instances, tasks, topics and partitions each
 *                          │    ├─ descriptions  a Part for each family and format
 *                          │    └─ chunks        about 1000 entities, of one instance; unchanged ones are kept
 *                          │         └─ samples  a Part for each family: lines, to be written again,
 *                          │                     and the same lines deflated
 *                          ▼
 *                 JoinedGzipParts ◀── the last Part, at most 1 s old ── ExporterMetricsText
 *                       │     │
 *                  plain│     │gzip
 *                       ▼     ▼
 *          a body in pieces   a body of one gzip member,
 *          of 128 KiB         kept outside the heap
 * </pre>
 */
public final class Exposition {

    private static final Logger LOG = LoggerFactory.getLogger(Exposition.class);

    /** Pause after a rendering, in multiples of its duration: one of less than 0.8 s takes at most a twentieth of a core. */
    private static final int PAUSE = 19;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Vertx vertx;
    private final ExporterMetricsText exporterMetrics;
    private MetricsSettings settings;
    private Snapshot published;

    /** True if {@link #published} waits to be rendered. */
    private boolean isPending;

    private boolean busy;
    private volatile RenderedSnapshot current;

    /**
     * Creates an exposition of {@code first}, which is rendered on the calling thread.
     *
     * @param exporterMetrics the exporter's own metrics, read on a worker thread, at most once a second for each format
     */
    public Exposition(
            Vertx vertx,
            MetricsSettings settings,
            Supplier<MetricSnapshots> exporterMetrics,
            TimeSource time,
            Snapshot first) {
        this.vertx = vertx;
        this.exporterMetrics = new ExporterMetricsText(vertx, exporterMetrics, time);
        this.settings = settings;
        this.published = first;
        this.current = new RenderedSnapshot(first, settings);
    }

    /** Changes the settings of the metrics. Scrapes get the old ones until the new ones are rendered. */
    public synchronized void setSettings(MetricsSettings other) {
        if (!other.equals(settings)) {
            settings = other;
            publish(published);
        }
    }

    /** Replaces the snapshot as soon as the new one is rendered. Of several published meanwhile, only the last is rendered. */
    public synchronized void publish(Snapshot snapshot) {
        published = snapshot;
        isPending = true;
        if (!busy) {
            renderNext();
        }
    }

    /** The snapshot that scrapes return. */
    public Snapshot snapshot() {
        return current.snapshot();
    }

    /** The number of series that {@code metrics.max-series} leaves out. */
    public long droppedSeries() {
        return current.dropped();
    }

    /** The body of one scrape of {@code names}; one gzip member if {@code gzip}, which is possible for all families only. */
    public Future<ExpositionBody> scrape(ExpositionFormat format, boolean gzip, FamilyNames names) {
        return names.isAll()
                ? exporterMetrics.part(format).map(last -> current.body(format, gzip, last))
                : exporterMetrics.part(format, names).map(last -> current.body(format, names, last));
    }

    /** The body of one scrape, made on the calling thread, with the current values of the exporter's own metrics. */
    public ExpositionBody body(ExpositionFormat format, boolean gzip) {
        return current.body(format, gzip, exporterMetrics.read(format, FamilyNames.ALL));
    }

    private synchronized void renderNext() {
        busy = isPending;
        if (!isPending) {
            return;
        }
        isPending = false;
        long started = System.nanoTime();
        Snapshot snapshot = published;
        MetricsSettings wanted = settings;
        vertx.executeBlocking(() -> current.next(snapshot, wanted), false)
                .onSuccess(this::replace)
                .onFailure(thrown -> LOG.error("rendering a snapshot failed; the last one is still served", thrown))
                .onComplete(ended -> pause(Duration.ofNanos(System.nanoTime() - started)));
    }

    private void pause(Duration rendering) {
        long millis = Math.min(Duration.ofNanos(rendering.toNanos() * PAUSE).toMillis(), LONGEST_PAUSE.toMillis());
        vertx.setTimer(Math.max(1, millis), timer -> renderNext());
    }

    private void replace(RenderedSnapshot ready) {
        RenderedSnapshot before = current;
        current = ready;
        before.release();
        if (ready.dropped() > 0 && before.dropped() == 0) {
            LOG.atWarn()
                    .addKeyValue("dropped", ready.dropped())
                    .log("series are dropped, since there are more than metrics.max-series");
        } else if (ready.dropped() == 0 && before.dropped() > 0) {
            LOG.info("series are not dropped any more");
        }
    }
}
