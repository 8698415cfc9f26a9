package io.smartconnect.exporter.metrics.render;

import static io.smartconnect.exporter.metrics.render.SnapshotSamples.NOW;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.UNKNOWN;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.aged;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.rendered;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.metrics.catalogue.LibraryRenderer;
import io.smartconnect.exporter.snapshot.BudgetUse;
import io.smartconnect.exporter.snapshot.FailureCounts;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.PollError;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.SourceStatus;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.TaskQuota;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Partitions;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.CloudEyeReading;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskInfo;
import io.smartconnect.exporter.snapshot.task.TaskStatus;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;

/** Whatever texts and numbers the cloud sends: the exposition is well formed and gives back exactly them. */
class HostileSnapshotTest {

    private static final double LARGEST = 0x1p63;

    @Property(tries = 100)
    void texts_areReadBackAsTheyWere(@ForAll("texts") String text, @ForAll ExpositionFormat format) {
        Snapshot snapshot = snapshot(text, List.of(partition(1, 5, 3, 2)));

        List<TextParser.Sample> samples = samples(snapshot, Granularity.PARTITION, format);

        assertThat(labelsOf("smartconnect_target_up", samples)).isEqualTo(Map.of("target", text));
        assertThat(labelsOf("smartconnect_instance_info", samples)).isEqualTo(instanceLabels(text));
        assertThat(labelsOf("smartconnect_topic_retention_seconds", samples))
                .isEqualTo(Map.of("instance_id", text, "topic", text));
        assertThat(labelsOf("smartconnect_task_info", samples)).isEqualTo(taskLabels(text));
        assertThat(labelsOf("smartconnect_partition_status", samples)).isEqualTo(partitionLabels(text));
        assertThat(samples)
                .filteredOn(sample -> sample.name().equals("smartconnect_task_status") && sample.value() == 1)
                .singleElement()
                .satisfies(sample -> assertThat(sample.labels()).containsEntry("status", text));
    }

    @Property(tries = 150)
    void numbers_areFiniteAndNotNegative(
            @ForAll("offsets") List<List<OptionalLong>> offsets, @ForAll Granularity granularity) {
        Snapshot snapshot = snapshot("a", partitions(offsets));

        for (ExpositionFormat format : ExpositionFormat.values()) {
            assertThat(samples(snapshot, granularity, format))
                    .allSatisfy(sample -> assertThat(sample.value()).isFinite().isNotNegative());
        }
    }

    @Property(tries = 150)
    void offsets_areReadBackAsTheyWere(@ForAll("numbers") long end, @ForAll("numbers") long transferred) {
        Snapshot snapshot = snapshot("a", List.of(partition(1, end, transferred, 0)));

        List<TextParser.Sample> samples = samples(snapshot, Granularity.PARTITION, ExpositionFormat.TEXT_0_0_4);

        assertThat(valueOf("smartconnect_partition_log_end_offset", samples)).isEqualTo((double) end);
        assertThat(valueOf("smartconnect_partition_last_transfer_offset", samples))
                .isEqualTo((double) transferred);
        assertThat(valueOf("smartconnect_partition_lag_messages", samples))
                .isEqualTo((double) Math.max(0, end - transferred));
    }

    @Property(tries = 150)
    void exposition_isThatOfTheLibrary(
            @ForAll("texts") String text,
            @ForAll("offsets") List<List<OptionalLong>> offsets,
            @ForAll @DoubleRange(max = 1e15) double seconds,
            @ForAll Granularity granularity) {
        List<Partition> partitions = Stream.concat(
                        partitions(offsets).stream(),
                        Stream.of(
                                aged(partition(100, 9, 1, 0), seconds, true),
                                aged(partition(101, 9, 1, 0), 83.302, false)))
                .toList();
        Snapshot snapshot = snapshot(text, partitions);

        for (ExpositionFormat format : ExpositionFormat.values()) {
            byte[] expected = LibraryRenderer.write(LibraryRenderer.families(snapshot, granularity), format);

            assertThat(unordered(families(snapshot, granularity, format)))
                    .isEqualTo(unordered(TextParser.parse(new String(expected, UTF_8), format)));
        }
    }

    @Example
    void sums_goBeyondTheLargestLong() {
        List<Partition> partitions = List.of(
                partition(0, Long.MAX_VALUE, 0, 0),
                partition(1, Long.MAX_VALUE, 0, 0),
                partition(2, Long.MAX_VALUE, 0, 0));

        List<TextParser.Sample> ofTask =
                samples(snapshot("a", partitions), Granularity.TOPIC, ExpositionFormat.TEXT_0_0_4);

        assertThat(valueOf("smartconnect_task_lag_messages", ofTask)).isEqualTo(3 * LARGEST);
        assertThat(valueOf("smartconnect_topic_log_end_offset", ofTask)).isEqualTo(3 * LARGEST);
        assertThat(valueOf("smartconnect_topic_lag_messages", ofTask)).isEqualTo(3 * LARGEST);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> bits = Arbitraries.of(
                "\"",
                "\\",
                "\n",
                "\r",
                "\r\n",
                "\\n",
                "\\\"",
                "\0",
                "\t",
                "\u2028",
                "\u0085",
                "\u007f",
                "\uFFFD",
                "\uFEFF",
                "\uD83D\uDE00",
                "é",
                "{}",
                "{a=\"b\"} 1",
                "\n# EOF\n",
                "# EOF",
                "# HELP a b",
                ",",
                "=",
                " ",
                "",
                "UNKNOWN");
        Arbitrary<String> mixed = bits.list().ofMaxSize(12).map(parts -> String.join("", parts));
        Arbitrary<String> any =
                Arbitraries.strings().withCharRange('\0', '\uD7FF').ofMaxLength(30);
        Arbitrary<String> longOnes = bits.filter(bit -> !bit.isEmpty()).map(bit -> bit.repeat(2000 / bit.length()));
        return Arbitraries.frequencyOf(Tuple.of(6, mixed), Tuple.of(2, any), Tuple.of(1, longOnes))
                .filter(text -> TaskStatus.of(text).isEmpty());
    }

    @Provide
    Arbitrary<List<List<OptionalLong>>> offsets() {
        Arbitrary<OptionalLong> number =
                numbers().map(OptionalLong::of).injectNull(0.2).map(known -> known == null ? UNKNOWN : known);
        return number.list().ofSize(3).list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<Long> numbers() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.longs().between(0, Long.MAX_VALUE)),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                0L, 1L, (1L << 53) - 1, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE)));
    }

    private static List<Partition> partitions(List<List<OptionalLong>> offsets) {
        return IntStream.range(0, offsets.size())
                .mapToObj(id -> new Partition(
                        id,
                        Optional.empty(),
                        offsets.get(id).get(0),
                        offsets.get(id).get(1),
                        offsets.get(id).get(2)))
                .toList();
    }

    private static Partition partition(long id, long end, long transferred, long reportedLag) {
        return new Partition(
                id,
                Optional.of("RUNNING"),
                OptionalLong.of(end),
                OptionalLong.of(transferred),
                OptionalLong.of(reportedLag));
    }

    /** A snapshot whose texts are all {@code text} and whose numbers are as large as can be. */
    private static Snapshot snapshot(String text, List<Partition> partitions) {
        OptionalLong most = OptionalLong.of(Long.MAX_VALUE);
        FailureCounts failures = new FailureCounts(Map.of(FailureReason.AUTH, Long.MAX_VALUE));
        List<Partition> named = partitions.stream()
                .map(each -> new Partition(
                                each.id(),
                                each.status().map(known -> text),
                                each.logEndOffset(),
                                each.lastTransferOffset(),
                                each.reportedLag())
                        .with(each.lagTime()))
                .toList();
        long[] starts = new long[named.size()];
        Arrays.fill(starts, Long.MAX_VALUE);
        double[] margins = new double[named.size()];
        Arrays.fill(margins, Double.MAX_VALUE);
        Task task = TestTasks.task(text)
                .name(text)
                .apis(ApiFamily.DUMP)
                .status(text)
                .created(Instant.ofEpochMilli(Long.MAX_VALUE))
                .deliverInterval(most)
                .workers(most)
                .info(new TaskInfo(text, text, text, text, text, text, text, text))
                .topics(new Topic(text, Partitions.of(named).withRetention(starts, margins)))
                .cloudEye(new CloudEyeReading(
                        Instant.ofEpochMilli(Long.MAX_VALUE),
                        OptionalDouble.of(Double.MAX_VALUE),
                        OptionalDouble.of(Double.MIN_VALUE),
                        OptionalDouble.of(Double.MAX_VALUE),
                        Optional.of(true),
                        Optional.empty()))
                .build();
        Instance instance = new Instance(
                new InstanceInfo(text, text, text, text, text, text, text),
                Optional.of(true),
                Optional.of(NOW),
                Optional.of(Duration.ofDays(10_000)),
                Long.MAX_VALUE,
                failures,
                Optional.of(new PollError(FailureReason.REJECTED, Optional.empty(), text)),
                Map.of(ApiFamily.DUMP, new TaskQuota(most, most, most)),
                true,
                List.of(task),
                Map.of(text, Duration.ofDays(10_000)),
                0);
        Target target = new Target(
                text,
                text,
                Optional.of(true),
                Integer.MAX_VALUE,
                failures,
                Map.of(LagSource.DUMP, new SourceStatus(Optional.of(true), failures, instance.lastError())),
                Optional.of(new BudgetUse(
                        Double.MAX_VALUE,
                        Duration.ofSeconds(Long.MAX_VALUE / 1000),
                        Optional.of(Duration.ofSeconds(Long.MAX_VALUE / 1000)))),
                Optional.empty(),
                instance.lastError());
        return new Snapshot(NOW, List.of(target), List.of(instance));
    }

    private static Map<String, String> instanceLabels(String text) {
        return Map.of(
                "instance_id", text,
                "instance_name", text,
                "target", text,
                "region", text,
                "project_id", text,
                "engine_version", text,
                "instance_status", text);
    }

    private static Map<String, String> taskLabels(String text) {
        return Map.ofEntries(
                Map.entry("instance_id", text),
                Map.entry("task_id", text),
                Map.entry("task_name", text),
                Map.entry("api", "dump"),
                Map.entry("source_type", text),
                Map.entry("sink_type", text),
                Map.entry("topics", text),
                Map.entry("topics_regex", text),
                Map.entry("source", text),
                Map.entry("destination", text),
                Map.entry("direction", text),
                Map.entry("consumer_strategy", text));
    }

    private static Map<String, String> partitionLabels(String text) {
        return Map.of(
                "instance_id", text,
                "task_id", text,
                "task_name", text,
                "topic", text,
                "partition", "1",
                "status", text);
    }

    private static List<TextParser.Sample> samples(
            Snapshot snapshot, Granularity granularity, ExpositionFormat format) {
        return families(snapshot, granularity, format).stream()
                .flatMap(family -> family.samples().stream())
                .toList();
    }

    private static List<TextParser.Parsed> families(
            Snapshot snapshot, Granularity granularity, ExpositionFormat format) {
        String end = format == ExpositionFormat.OPENMETRICS_1_0 ? "# EOF\n" : "";
        return TextParser.parse(rendered(snapshot, granularity, format) + end, format);
    }

    /** Families by name, type and help, with their samples; the parser takes none of them twice. */
    private static Map<List<String>, Set<TextParser.Sample>> unordered(List<TextParser.Parsed> families) {
        return families.stream()
                .collect(Collectors.toMap(
                        family -> List.of(family.name(), family.type(), family.help()),
                        family -> Set.copyOf(family.samples())));
    }

    private static Map<String, String> labelsOf(String name, List<TextParser.Sample> samples) {
        return only(name, samples).labels();
    }

    private static double valueOf(String name, List<TextParser.Sample> samples) {
        return only(name, samples).value();
    }

    private static TextParser.Sample only(String name, List<TextParser.Sample> samples) {
        List<TextParser.Sample> found =
                samples.stream().filter(sample -> sample.name().equals(name)).toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }
}
