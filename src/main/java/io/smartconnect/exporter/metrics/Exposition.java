package io.smartconnect.exporter.metrics;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes that a scrape gets. What a snapshot leads to is rendered once, off the event loop, and kept; a scrape only
 * adds the exporter's own live metrics. Safe for any thread.
 */
public final class Exposition {

    private static final Logger LOG = LoggerFactory.getLogger(Exposition.class);

    /** After a rendering there is a rest of this many times its duration, so that it takes a limited share of a core. */
    private static final int REST = 4;

    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private static final int INITIAL_SIZE = 64 << 10;

    /** One snapshot, rendered in every format. */
    private record Rendered(Snapshot snapshot, Segment text, Segment openMetrics) {

        Segment in(ExpositionFormat format) {
            return switch (format) {
                case TEXT_0_0_4 -> text;
                case OPENMETRICS_1_0 -> openMetrics;
            };
        }
    }

    private final Vertx vertx;
    private final Granularity granularity;
    private final Supplier<MetricSnapshots> own;
    private @Nullable Snapshot next;
    private boolean busy;
    private volatile Rendered current;

    /**
     * An exposition that shows {@code first} until another snapshot is published.
     *
     * @param own the exporter's own metrics, asked at each scrape, on a worker thread
     */
    public Exposition(Vertx vertx, Granularity granularity, Supplier<MetricSnapshots> own, Snapshot first) {
        this.vertx = vertx;
        this.granularity = granularity;
        this.own = own;
        this.current = render(first);
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
        return current.snapshot();
    }

    /** The body of one scrape, in pieces; one gzip member if {@code gzip}. */
    public Future<List<Buffer>> scrape(ExpositionFormat format, boolean gzip) {
        return vertx.executeBlocking(() -> body(format, gzip), false);
    }

    /** The body of one scrape, made on the calling thread. */
    public List<Buffer> body(ExpositionFormat format, boolean gzip) {
        Segment tasks = current.in(format);
        byte[] live = Renderer.renderLast(own.get(), format);
        return gzip ? GzipMember.of(List.of(tasks, Segment.last(live))) : List.of(tasks.plain(), Buffer.buffer(live));
    }

    private synchronized void renderNext() {
        Snapshot snapshot = next;
        next = null;
        busy = snapshot != null;
        if (snapshot == null) {
            return;
        }
        long started = System.nanoTime();
        vertx.executeBlocking(() -> render(snapshot), false)
                .onSuccess(ready -> current = ready)
                .onFailure(
                        thrown -> LOG.error("a snapshot could not be rendered; the last one is still served", thrown))
                .onComplete(ended -> rest(Duration.ofNanos(System.nanoTime() - started)));
    }

    private void rest(Duration took) {
        Duration rest = took.multipliedBy(REST);
        long millis = Math.min(rest.toMillis(), LONGEST_REST.toMillis());
        vertx.setTimer(Math.max(1, millis), timer -> renderNext());
    }

    private Rendered render(Snapshot snapshot) {
        Renderer renderer = new Renderer(snapshot, granularity);
        Text text = new Text(INITIAL_SIZE);
        return new Rendered(
                snapshot,
                segment(renderer, ExpositionFormat.TEXT_0_0_4, text),
                segment(renderer, ExpositionFormat.OPENMETRICS_1_0, text));
    }

    private static Segment segment(Renderer renderer, ExpositionFormat format, Text text) {
        text.truncate(0);
        renderer.render(format, text);
        return Segment.inner(text);
    }
}
