package io.smartconnect.exporter.metrics.render;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.smartconnect.bench.render.Snapshots;
import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.metrics.catalogue.MetricsSettings;
import io.smartconnect.exporter.metrics.catalogue.LibraryRenderer;
import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;
import io.smartconnect.exporter.snapshot.Snapshot;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a snapshot of 100,000 partitions to Prometheus text. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"-Xms3g", "-Xmx3g", "-XX:+UseSerialGC"})
@Warmup(iterations = 2, time = 4)
@Measurement(iterations = 4, time = 3)
public class RenderBenchmark {

    private static final ExpositionFormat FORMAT = ExpositionFormat.TEXT_0_0_4;

    /**
     * The snapshot, its labels ready in the notation of either contestant, and memory that has room for its text, as after an earlier
     * rendering.
     */
    @State(Scope.Thread)
    public static class Input {

        private final Snapshot snapshot = Snapshots.large();
        private final LibraryRenderer library = new LibraryRenderer(snapshot);
        private final RenderedSnapshot rendered = new RenderedSnapshot(snapshot, MetricsSettings.of(Granularity.PARTITION));
        private final Utf8Writer text = new Utf8Writer(1);

        @Setup
        public void render() {
            text.truncate(0);
            rendered.parts(FORMAT).forEach(part -> part.lines().forEach(each -> each.accept(text)));
        }
    }

    /** The same text once more, to be copied. */
    @State(Scope.Thread)
    public static class Bytes {

        private byte[] from = new byte[0];
        private byte[] to = new byte[0];

        @Setup(Level.Trial)
        public void render(Input input) {
            from = Arrays.copyOf(input.text.bytes(), input.text.length());
            to = from.clone();
        }
    }

    /** The families as the library models them. */
    @State(Scope.Thread)
    public static class Families {

        private MetricSnapshots families = new MetricSnapshots();

        @Setup(Level.Trial)
        public void collect(Input input) {
            families = input.library.families(Granularity.PARTITION);
        }
    }

    /** A gauge for each sample, as an application registers them. */
    @State(Scope.Thread)
    public static class Gauges {

        private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

        @Setup(Level.Trial)
        public void register(Families families) {
            for (MetricSnapshot family : families.families) {
                for (DataPointSnapshot sample : family.getDataPoints()) {
                    Gauge.builder(family.getMetadata().getPrometheusName(), () -> 1)
                            .tags(tags(sample))
                            .register(registry);
                }
            }
        }

        private static List<Tag> tags(DataPointSnapshot sample) {
            return sample.getLabels().stream()
                    .map(label -> Tag.of(label.getName(), label.getValue()))
                    .toList();
        }
    }

    @Benchmark
    public int render(Input input) {
        input.render();
        return input.text.length();
    }

    @Benchmark
    public byte[] copy(Bytes bytes) {
        System.arraycopy(bytes.from, 0, bytes.to, 0, bytes.from.length);
        return bytes.to;
    }

    @Benchmark
    public byte[] library(Input input) {
        return LibraryRenderer.write(input.library.families(Granularity.PARTITION), FORMAT);
    }

    @Benchmark
    public byte[] writer(Families ready) {
        return LibraryRenderer.write(ready.families, FORMAT);
    }

    @Benchmark
    @Warmup(iterations = 1, time = 1)
    @Measurement(iterations = 1, time = 5)
    public String gauges(Gauges ready) {
        return ready.registry.scrape();
    }
}
