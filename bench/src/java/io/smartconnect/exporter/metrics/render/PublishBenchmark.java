package io.smartconnect.exporter.metrics.render;

import io.smartconnect.bench.render.Snapshots;
import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.metrics.catalogue.MetricsSettings;
import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;
import io.smartconnect.exporter.snapshot.Snapshot;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a new snapshot of 100,000 partitions to the bytes that scrapes get. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"-Xms3g", "-Xmx3g", "-XX:+UseSerialGC"})
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 4, time = 5)
public class PublishBenchmark {

    private static final int INSTANCES = 50;

    /** A rendered snapshot, and the snapshots that follow it. */
    @State(Scope.Thread)
    public static class Input {

        private final Snapshot first = Snapshots.large();
        private final RenderedSnapshot before = new RenderedSnapshot(first, MetricsSettings.of(Granularity.PARTITION));
        private final Snapshot allChanged = Snapshots.afterPoll(first, INSTANCES, 1);
        private final Snapshot tenthChanged = Snapshots.afterPoll(first, INSTANCES / 10, 1);

        int published(Snapshot next) {
            RenderedSnapshot rendered = before.next(next);
            rendered.release();
            return rendered.hashCode();
        }
    }

    /** The whole text, and room for it deflated. */
    @State(Scope.Thread)
    public static class Whole {

        private final Utf8Writer text = new Utf8Writer(1);
        private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        private final byte[] room = new byte[16 << 20];

        public Whole() {
            new RenderedSnapshot(Snapshots.afterPoll(Snapshots.large(), INSTANCES, 1), MetricsSettings.of(Granularity.PARTITION))
                    .parts(ExpositionFormat.TEXT_0_0_4)
                    .forEach(part -> part.lines().forEach(each -> each.accept(text)));
        }
    }

    @Benchmark
    public int allChanged(Input input) {
        return input.published(input.allChanged);
    }

    @Benchmark
    public int tenthChanged(Input input) {
        return input.published(input.tenthChanged);
    }

    /** What zlib alone needs at least, at the same level, for a text that is there. */
    @Benchmark
    public int zlib(Whole whole) {
        whole.deflater.reset();
        whole.deflater.setInput(whole.text.bytes(), 0, whole.text.length());
        whole.deflater.finish();
        return whole.deflater.deflate(whole.room);
    }
}
