package io.smartconnect.exporter.metrics.render;

import static io.smartconnect.exporter.metrics.render.SnapshotSamples.partition;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.topic;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.metrics.catalogue.MetricsSettings;
import io.smartconnect.exporter.metrics.render.JoinedGzipParts.Part;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.task.Task;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Compares snapshots rendered after others with snapshots rendered alone, and checks what they share. */
class RenderedSnapshotTest {

    private static final ExpositionFormat TEXT = ExpositionFormat.TEXT_0_0_4;

    @Property(tries = 40)
    void renderedSnapshot_isAsIfItWereTheFirst(@ForAll long seed, @ForAll Granularity granularity) {
        Random random = new Random(seed);
        RenderedSnapshot rendered = new RenderedSnapshot(snapshot(random), MetricsSettings.of(granularity));
        for (int i = 0; i < 5; i++) {
            Snapshot snapshot = snapshot(random);
            rendered = rendered.next(snapshot);

            for (ExpositionFormat format : ExpositionFormat.values()) {
                assertThat(SnapshotSamples.rendered(rendered.parts(format)))
                        .isEqualTo(SnapshotSamples.rendered(snapshot, granularity, format));
            }
        }
    }

    @Property(tries = 20)
    void parts_areTheLinesDeflated(@ForAll long seed) {
        RenderedSnapshot rendered =
                new RenderedSnapshot(snapshot(new Random(seed)), MetricsSettings.of(Granularity.PARTITION));

        assertThat(rendered.parts(ExpositionFormat.OPENMETRICS_1_0))
                .allSatisfy(RenderedSnapshotTest::assertHoldsItsLines);
    }

    @Example
    void samples_areSharedByTheFormats() {
        RenderedSnapshot rendered =
                new RenderedSnapshot(SnapshotSamples.everything(), MetricsSettings.of(Granularity.PARTITION));

        List<Part> both = new ArrayList<>(rendered.parts(TEXT));
        both.retainAll(rendered.parts(ExpositionFormat.OPENMETRICS_1_0));
        assertThat(both).hasSizeGreaterThan(rendered.parts(TEXT).size() / 3).noneMatch(RenderedSnapshotTest::describes);
    }

    @Example
    void samplesOfAnInstance_areKept_whenOnlyAnotherHasChanged() {
        RenderedSnapshot before = new RenderedSnapshot(
                SnapshotSamples.instances(instance(1, task(1, 500)), instance(2, task(2, 500))),
                MetricsSettings.of(Granularity.PARTITION));
        RenderedSnapshot after =
                before.next(SnapshotSamples.instances(instance(1, task(1, 500)), instance(2, task(2, 499))));

        assertThat(newSamples(before, after))
                .filteredOn(line -> line.contains("task_id="))
                .isNotEmpty()
                .allMatch(line -> line.contains("i-2"));
    }

    @Example
    void samplesOfATask_areKept_whenOneBehindItIsNew() {
        RenderedSnapshot before = new RenderedSnapshot(
                SnapshotSamples.instances(instance(1, task(1, 1000), task(3, 1000))),
                MetricsSettings.of(Granularity.PARTITION));
        RenderedSnapshot after =
                before.next(SnapshotSamples.instances(instance(1, task(1, 1000), task(2, 7), task(3, 1000))));

        assertThat(newSamples(before, after))
                .filteredOn(line -> line.startsWith("smartconnect_partition"))
                .isNotEmpty()
                .noneMatch(line -> line.contains("t-1"));
    }

    @Example
    void nothingIsDeflatedAgain_whenNothingHasChanged() {
        RenderedSnapshot before =
                new RenderedSnapshot(SnapshotSamples.everything(), MetricsSettings.of(Granularity.PARTITION));

        assertThat(newSamples(before, before.next(SnapshotSamples.everything())))
                .isEmpty();
    }

    /** The lines of samples, those alone, whose parts are in {@code after} only. */
    private static List<String> newSamples(RenderedSnapshot before, RenderedSnapshot after) {
        List<Part> parts = new ArrayList<>(after.parts(TEXT));
        parts.removeAll(before.parts(TEXT));
        return parts.stream()
                .filter(part -> !describes(part))
                .flatMap(part -> SnapshotSamples.rendered(List.of(part)).lines())
                .toList();
    }

    private static boolean describes(Part part) {
        return SnapshotSamples.rendered(List.of(part)).startsWith("#");
    }

    private static void assertHoldsItsLines(Part part) throws DataFormatException {
        byte[] plain = SnapshotSamples.rendered(List.of(part)).getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(plain);
        assertThat(part.plainLength()).isEqualTo(plain.length);
        assertThat(part.crc()).isEqualTo((int) crc.getValue());

        Inflater inflater = new Inflater(true);
        inflater.setInput(part.deflated());
        byte[] inflated = new byte[plain.length];
        assertThat(inflater.inflate(inflated)).isEqualTo(plain.length);
        inflater.end();
        assertThat(inflated).isEqualTo(plain);
    }

    /** Some of a few instances, with some of a few tasks, some of them with so many partitions that chunks are cut. */
    private static Snapshot snapshot(Random random) {
        List<Instance> instances = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            if (random.nextInt(4) > 0) {
                instances.add(instance(
                        number,
                        IntStream.range(0, 4)
                                .filter(task -> random.nextInt(4) > 0)
                                .mapToObj(task -> task(task, random.nextInt(3) * 400))
                                .toArray(Task[]::new)));
            }
        }
        return SnapshotSamples.instances(instances.toArray(Instance[]::new));
    }

    private static Instance instance(int number, Task... tasks) {
        return SnapshotSamples.instance("i-" + number, true, tasks);
    }

    private static Task task(int number, int partitions) {
        Partition[] all = IntStream.range(0, partitions)
                .mapToObj(id -> partition(id, partitions, 0))
                .toArray(Partition[]::new);
        return SnapshotSamples.task(
                "t-" + number, Optional.of("RUNNING"), Optional.of(List.of(topic("a", all), topic("b"))));
    }
}
