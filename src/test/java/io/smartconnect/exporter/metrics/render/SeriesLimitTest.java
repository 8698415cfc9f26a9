package io.smartconnect.exporter.metrics.render;

import static io.smartconnect.exporter.metrics.render.SnapshotSamples.partition;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.topic;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.metrics.catalogue.MetricsSettings;
import io.smartconnect.exporter.metrics.catalogue.SeriesPlan;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Snapshots with more series than the limit. */
class SeriesLimitTest {

    private static final int ALL = 1_000_000;

    /** Two topics of 100 partitions; 16 topics of 10; one topic of one; in two instances. */
    private static final Snapshot THREE = SnapshotSamples.instances(
            instance("i-1", task("large", 2, 100), task("small", 1, 1)), instance("i-2", task("wide", 16, 10)));

    private static Instance instance(String id, Task... tasks) {
        return SnapshotSamples.instance(id, true, tasks);
    }

    private static Task task(String id, int topics, int partitions) {
        Partition[] all = IntStream.range(0, partitions)
                .mapToObj(number -> partition(number, 9, 5))
                .toArray(Partition[]::new);
        List<Topic> list = IntStream.range(0, topics)
                .mapToObj(number -> topic("topic-" + number, all))
                .toList();
        return SnapshotSamples.task(id, Optional.of("RUNNING"), Optional.of(list));
    }

    private static RenderedSnapshot rendered(Snapshot snapshot, Granularity granularity, long most) {
        return new RenderedSnapshot(snapshot, new MetricsSettings(granularity, most));
    }

    private static List<String> samples(RenderedSnapshot rendered) {
        return SnapshotSamples.rendered(rendered.parts(ExpositionFormat.TEXT_0_0_4))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    /** The finest level of each task that has samples. */
    private static Map<String, String> levels(long most) {
        Map<String, String> levels = new TreeMap<>();
        for (String line : samples(rendered(THREE, Granularity.PARTITION, most))) {
            int id = line.indexOf("task_id=\"");
            if (id >= 0) {
                String level = line.substring("smartconnect_".length(), line.indexOf('_', "smartconnect_".length()));
                levels.put(line.substring(id + 9, line.indexOf('"', id + 9)), level);
            }
        }
        return levels;
    }

    @Example
    void largestTasks_loseTheirPartitions_thenTheirTopics_thenInstancesTheirTasks() {
        int whole = most(0);
        assertThat(levels(whole)).isEqualTo(Map.of("large", "partition", "wide", "partition", "small", "partition"));
        assertThat(levels(whole - 1)).isEqualTo(Map.of("large", "topic", "wide", "partition", "small", "partition"));
        assertThat(levels(most(1_600))).isEqualTo(Map.of("large", "topic", "wide", "topic", "small", "partition"));
        assertThat(levels(most(2_800))).isEqualTo(Map.of("large", "topic", "wide", "task", "small", "topic"));
        assertThat(levels(most(2_888))).isEqualTo(Map.of("large", "task", "wide", "task", "small", "task"));
        assertThat(levels(most(2_889))).isEqualTo(Map.of("wide", "task"));
        assertThat(levels(most(3_019))).isEmpty();
    }

    /** The smallest limit that leaves out nothing, less this number. */
    private static int most(int less) {
        return IntStream.range(1, 5_000)
                        .filter(limit -> dropped(THREE, limit) == 0)
                        .min()
                        .orElseThrow()
                - less;
    }

    private static long dropped(Snapshot snapshot, long most) {
        return SeriesPlan.of(snapshot, new MetricsSettings(Granularity.PARTITION, most))
                .dropped();
    }

    @Property(tries = 100)
    void page_hasAtMostTheLimit_andStaysAnExposition(
            @ForAll @IntRange(min = 1, max = 4_000) int most, @ForAll Granularity granularity) {
        RenderedSnapshot rendered = rendered(THREE, granularity, most);

        assertThat(samples(rendered)).hasSizeLessThanOrEqualTo(most).doesNotHaveDuplicates();
        assertThat(families(rendered)).doesNotHaveDuplicates();
        assertThat(samples(rendered.next(THREE))).isEqualTo(samples(rendered));
        assertThat(rendered.dropped()).isEqualTo(rendered.next(THREE).dropped());
    }

    /** Every sample that an entity can have is counted. */
    @Example
    void limitOfAllSeries_isNeverBelowThoseOnThePage() {
        for (Granularity granularity : Granularity.values()) {
            Snapshot everything = SnapshotSamples.everything();
            int found = samples(rendered(everything, granularity, ALL)).size();
            SeriesPlan tooFew = SeriesPlan.of(everything, new MetricsSettings(granularity, found - 1));
            assertThat(tooFew.dropped()).isPositive();
        }
    }

    @Example
    void nothingIsDropped_belowTheLimit() {
        assertThat(rendered(SnapshotSamples.everything(), Granularity.PARTITION, 1_000)
                        .dropped())
                .isZero();
    }

    private static List<String> families(RenderedSnapshot rendered) {
        return SnapshotSamples.rendered(rendered.parts(ExpositionFormat.TEXT_0_0_4))
                .lines()
                .filter(line -> line.startsWith("# TYPE"))
                .toList();
    }
}
