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
 * The bytes that a scrape gets. What a snapshot leads to is rendered and deflated off the event loop, and only as far as it is
 * not the same as before; a scrape only adds the exporter's own live metrics. Safe for any thread.
 */
public final class Exposition {

    private static final Logger LOG = LoggerFactory.getLogger(Exposition.class);

    /** After a rendering there is a rest of this many times its duration, so that it takes a limited share of a core. */
    private static final int REST = 4;

    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final LiveMetrics own;
    private @Nullable Snapshot next;
    private boolean busy;
    private volatile Published current;

    /**
     * An exposition that shows {@code first} until another snapshot is published.
     *
     * @param own the exporter's own metrics, asked on a worker thread, at most once a second for each format
     */
    public Exposition(
            Vertx vertx, Granularity granularity, Supplier<MetricSnapshots> own, TimeSource ticks, Snapshot first) {
        this.vertx = vertx;
        this.own = new LiveMetrics(vertx, own, ticks);
        this.current = Published.of(new RenderedSnapshot(first, granularity));
    }

    /** Shows {@code snapshot} as soon as it is rendered. Of several that come while one is rendered, the last is next. */
    public synchronized void publish(Snapshot snapshot) {
        next = snapshot;
        if (!busy) {
            renderNext();
        }
    }

    /** The snapshot that scrapes get now. */
    public Snapshot snapshot() {
        return current.page().snapshot();
    }

    /** The body of one scrape; one gzip member if {@code gzip}. */
    public Future<Body> scrape(ExpositionFormat format, boolean gzip) {
        return own.in(format).map(reading -> current.body(format, gzip, reading));
    }

    /** The body of one scrape, made on the calling thread, with the exporter's own metrics as they are now. */
    public Body body(ExpositionFormat format, boolean gzip) {
        return current.body(format, gzip, own.read(format));
    }

    private synchronized void renderNext() {
        Snapshot snapshot = next;
        next = null;
        busy = snapshot != null;
        if (snapshot == null) {
            return;
        }
        long started = System.nanoTime();
        vertx.executeBlocking(() -> Published.of(current.page().next(snapshot)), false)
                .onSuccess(this::replace)
                .onFailure(
                        thrown -> LOG.error("a snapshot could not be rendered; the last one is still served", thrown))
                .onComplete(ended -> rest(Duration.ofNanos(System.nanoTime() - started)));
    }

    private void rest(Duration took) {
        Duration rest = took.multipliedBy(REST);
        long millis = Math.min(rest.toMillis(), LONGEST_REST.toMillis());
        vertx.setTimer(Math.max(1, millis), timer -> renderNext());
    }

    private void replace(Published ready) {
        Published before = current;
        current = ready;
        before.release();
    }
}
