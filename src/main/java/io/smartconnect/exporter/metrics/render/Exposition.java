package io.smartconnect.exporter.metrics.render;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bodies of scrapes. Each snapshot is rendered and deflated once, off the event loop, and only where it differs from the one
 * before; a scrape adds the exporter's own metrics. Safe for any thread.
 *
 * <pre>
 *  Snapshot ──publish──▶ RenderedSnapshot
 *                          ├─ RenderedLevel      one for targets, instances, tasks, topics and partitions each
 *                          │    ├─ descriptions  a Part for each family and format
 *                          │    └─ chunks        1000 or more entities; unchanged ones are kept
 *                          │         └─ samples  a Part for each family: lines, to be written again,
 *                          │                     and the same lines deflated
 *                          ▼
 *                     JoinedParts ◀── the last Part, at most 1 s old ── ExporterMetricsText
 *                       │     │
 *                  plain│     │gzip
 *                       ▼     ▼
 *          Body: pieces of    Body: one gzip member,
 *          128 KiB            kept outside the heap
 * </pre>
 */
public final class Exposition {

    private static final Logger LOG = LoggerFactory.getLogger(Exposition.class);

    /** Pause after a rendering, in multiples of its duration: rendering takes at most a fifth of a core. */
    private static final int PAUSE = 4;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final ExporterMetricsText exporterMetrics;
    private Granularity granularity;
    private Granularity rendered;
    private @Nullable Snapshot next;
    private boolean busy;
    private volatile RenderedSnapshot current;

    /**
     * Creates an exposition of {@code first}, which is rendered on the calling thread.
     *
     * @param exporterMetrics the exporter's own metrics, read on a worker thread, at most once a second for each format
     */
    public Exposition(
            Vertx vertx,
            Granularity granularity,
            Supplier<MetricSnapshots> exporterMetrics,
            TimeSource time,
            Snapshot first) {
        this.vertx = vertx;
        this.exporterMetrics = new ExporterMetricsText(vertx, exporterMetrics, time);
        this.granularity = granularity;
        this.rendered = granularity;
        this.current = new RenderedSnapshot(first, granularity);
    }

    /** Changes the granularity of the metrics. Scrapes get the old one until the new one is rendered. */
    public synchronized void setGranularity(Granularity other) {
        if (other != granularity) {
            granularity = other;
            publish(next == null ? current.snapshot() : next);
        }
    }

    /** Replaces the snapshot as soon as the new one is rendered. Of several published meanwhile, only the last is rendered. */
    public synchronized void publish(Snapshot snapshot) {
        next = snapshot;
        if (!busy) {
            renderNext();
        }
    }

    /** The snapshot that scrapes return. */
    public Snapshot snapshot() {
        return current.snapshot();
    }

    /** The body of one scrape; one gzip member if {@code gzip}. */
    public Future<Body> scrape(ExpositionFormat format, boolean gzip) {
        return exporterMetrics.part(format).map(last -> current.body(format, gzip, last));
    }

    /** The body of one scrape, made on the calling thread, with the current values of the exporter's own metrics. */
    public Body body(ExpositionFormat format, boolean gzip) {
        return current.body(format, gzip, exporterMetrics.read(format));
    }

    private synchronized void renderNext() {
        Snapshot snapshot = next;
        next = null;
        busy = snapshot != null;
        if (snapshot == null) {
            return;
        }
        long started = System.nanoTime();
        boolean isFirst = rendered != granularity;
        rendered = granularity;
        Granularity wanted = granularity;
        vertx.executeBlocking(() -> isFirst ? new RenderedSnapshot(snapshot, wanted) : current.next(snapshot), false)
                .onSuccess(this::replace)
                .onFailure(thrown -> LOG.error("rendering a snapshot failed; the last one is still served", thrown))
                .onComplete(ended -> pause(Duration.ofNanos(System.nanoTime() - started)));
    }

    private void pause(Duration rendering) {
        long millis = Math.min(rendering.multipliedBy(PAUSE).toMillis(), LONGEST_PAUSE.toMillis());
        vertx.setTimer(Math.max(1, millis), timer -> renderNext());
    }

    private void replace(RenderedSnapshot ready) {
        RenderedSnapshot before = current;
        current = ready;
        before.release();
    }
}
