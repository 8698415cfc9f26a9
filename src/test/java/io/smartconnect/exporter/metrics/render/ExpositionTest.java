package io.smartconnect.exporter.metrics.render;

import static io.smartconnect.exporter.metrics.render.SnapshotSamples.partition;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.task;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.tasks;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.topic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.smartconnect.exporter.log.LogCapture;
import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.metrics.catalogue.MetricsSettings;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import io.smartconnect.exporter.time.FakeTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExpositionTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PARTITIONS = "smartconnect_partition_log_end_offset{";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger asked = new AtomicInteger();
    private final FakeTime time = new FakeTime();
    private final Exposition exposition = exposition(numbered(0));

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void firstSnapshot_isServedAtOnce() throws Exception {
        assertThat(scrape()).contains("smartconnect_partition_log_end_offset{").contains("own_calls_total 1.0\n");
        assertThat(exposition.snapshot()).isEqualTo(numbered(0));
    }

    @Test
    void publishedSnapshot_isServed_onceItIsRendered() {
        exposition.publish(numbered(7));

        await().atMost(LIMIT).untilAsserted(() -> assertThat(offsets(scrape())).isEqualTo(Set.of(7.0)));
        assertThat(exposition.snapshot()).isEqualTo(numbered(7));
    }

    @Test
    void lastSnapshot_isServed_ofManyPublishedAtOnce() {
        IntStream.rangeClosed(1, 1000).forEach(number -> exposition.publish(numbered(number)));

        await().atMost(LIMIT).untilAsserted(() -> assertThat(offsets(scrape())).isEqualTo(Set.of(1000.0)));
    }

    @Test
    void scrape_getsOneWholeSnapshot_whileOthersArePublished() throws Exception {
        for (int number = 1; number <= 20; number++) {
            exposition.publish(numbered(number));
            assertThat(offsets(scrape())).hasSize(1);
        }
    }

    @Test
    void lastSnapshot_isServed_whenManyThreadsPublish() {
        IntStream.rangeClosed(1, 1000).parallel().forEach(number -> exposition.publish(numbered(number)));
        exposition.publish(numbered(2000));

        await().atMost(LIMIT).until(() -> exposition.snapshot().equals(numbered(2000)));
    }

    @ParameterizedTest
    @EnumSource
    void gzip_holdsThePlainText(ExpositionFormat format) {
        Exposition still = new Exposition(
                vertx, MetricsSettings.of(Granularity.PARTITION), MetricSnapshots::new, time, numbered(3));

        assertThat(Gzip.readOneMember(still.body(format, true)))
                .isEqualTo(Gzip.bytes(still.body(format, false)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void openMetrics_endsOnce(boolean gzip) throws Exception {
        String text = scrape(ExpositionFormat.OPENMETRICS_1_0, gzip);

        assertThat(text).endsWith("\n# EOF\n").containsOnlyOnce("# EOF");
        assertThat(TextParser.parse(text, ExpositionFormat.OPENMETRICS_1_0))
                .extracting(TextParser.Parsed::name)
                .contains("smartconnect_polls", "own_calls");
    }

    @Test
    void openMetrics_endsOnce_whenNothingIsKnown() throws Exception {
        Exposition empty = new Exposition(
                vertx,
                MetricsSettings.of(Granularity.PARTITION),
                MetricSnapshots::new,
                time,
                Snapshot.empty(SnapshotSamples.NOW));

        assertThat(joined(empty, ExpositionFormat.OPENMETRICS_1_0, false)).isEqualTo("# EOF\n");
        assertThat(joined(empty, ExpositionFormat.TEXT_0_0_4, false)).isEmpty();
        assertThat(joined(empty, ExpositionFormat.TEXT_0_0_4, true)).isEmpty();
    }

    @Test
    void text_hasNoMarkOfTheEnd() throws Exception {
        assertThat(scrape()).doesNotContain("# EOF");
    }

    @Test
    void ownMetrics_areAskedAgain_onlyAfterASecond() throws Exception {
        assertThat(scrape()).contains("own_calls_total 1.0\n");
        time.advance(Duration.ofNanos(999_999_999));
        assertThat(scrape()).contains("own_calls_total 1.0\n");
        time.advance(Duration.ofNanos(1));
        assertThat(scrape()).contains("own_calls_total 2.0\n");
    }

    @Test
    void body_isWhole_whenItsMemoryHasBeenGivenBackSince() {
        ExpositionBody gzip = exposition.body(ExpositionFormat.TEXT_0_0_4, true);
        ExpositionBody plain = exposition.body(ExpositionFormat.TEXT_0_0_4, false);
        exposition.publish(numbered(8));
        await().atMost(LIMIT).until(() -> exposition.snapshot().equals(numbered(8)));

        assertThat(offsets(new String(Gzip.readOneMember(gzip), UTF_8))).isEqualTo(Set.of(0.0));
        assertThat(offsets(new String(Gzip.bytes(plain), UTF_8))).isEqualTo(Set.of(0.0));
    }

    @Test
    void scrape_fails_whenTheOwnMetricsDo_andTheNextWorks() throws Exception {
        Exposition moody =
                new Exposition(vertx, MetricsSettings.of(Granularity.TASK), this::ownButNotAtFirst, time, numbered(1));

        assertThat(moody.scrape(ExpositionFormat.TEXT_0_0_4, false, FamilyNames.ALL)
                        .toCompletionStage()
                        .toCompletableFuture())
                .failsWithin(LIMIT)
                .withThrowableThat()
                .withMessageContaining("not at first");
        assertThat(joined(moody, ExpositionFormat.TEXT_0_0_4, false)).contains("own_calls_total 2.0\n");
    }

    @Test
    void lastGoodSnapshot_isServed_whenOneCannotBeRendered_andLaterOnesAre() throws Exception {
        exposition.publish(unrenderable());
        exposition.publish(numbered(1));
        await().atMost(LIMIT).until(() -> exposition.snapshot().equals(numbered(1)));

        exposition.publish(unrenderable());
        assertThat(offsets(scrape())).isEqualTo(Set.of(1.0));

        exposition.publish(numbered(2));
        await().atMost(LIMIT).until(() -> exposition.snapshot().equals(numbered(2)));
        assertThat(offsets(scrape())).isEqualTo(Set.of(2.0));
    }

    @Test
    void setSettings_keepsTheSnapshotThatIsBeingRendered() throws Exception {
        exposition.publish(numbered(1));
        exposition.setSettings(MetricsSettings.of(Granularity.TASK));

        await().atMost(LIMIT).until(() -> !scrape().contains(PARTITIONS));
        assertThat(exposition.snapshot()).isEqualTo(numbered(1));
    }

    @Test
    void setSettings_countsForLaterSnapshots_whenOneCannotBeRendered() throws Exception {
        try (LogCapture log = new LogCapture(Exposition.class)) {
            exposition.publish(unrenderable());
            exposition.setSettings(MetricsSettings.of(Granularity.TASK));
            await().atMost(LIMIT).until(() -> log.events().size() == 2);
        }
        exposition.publish(numbered(1));
        await().atMost(LIMIT).until(() -> exposition.snapshot().equals(numbered(1)));

        assertThat(scrape()).doesNotContain(PARTITIONS);
    }

    @ParameterizedTest
    @CsvSource({
        "smartconnect_partition_log_end_offset, smartconnect_partition_log_end_offset",
        "smartconnect_task_info, smartconnect_task",
        "smartconnect_polls_total, smartconnect_polls",
        "smartconnect_polls, smartconnect_polls",
        "own_calls_total, own_calls",
        "own_calls, own_calls",
    })
    void namedFamily_isServedAlone(String name, String family) throws Exception {
        for (ExpositionFormat format : ExpositionFormat.values()) {
            String text = named(format, name);

            assertThat(TextParser.parse(text, format))
                    .singleElement()
                    .satisfies(only -> assertThat(only.name().replaceFirst("_(info|total)$", ""))
                            .isEqualTo(family));
            if (family.startsWith("smartconnect")) { // the other counts its readings
                assertThat(scrape(format, false)).contains(text.replace("# EOF\n", ""));
            }
        }
    }

    @Test
    void unknownName_hasNoFamilies() throws Exception {
        assertThat(named(ExpositionFormat.TEXT_0_0_4, "smartconnect", "unknown"))
                .isEmpty();
        assertThat(named(ExpositionFormat.OPENMETRICS_1_0, "unknown")).isEqualTo("# EOF\n");
    }

    private String named(ExpositionFormat format, String... names) throws Exception {
        return text(exposition.scrape(format, false, FamilyNames.of(Set.of(names))), false);
    }

    private Exposition exposition(Snapshot first) {
        return new Exposition(vertx, MetricsSettings.of(Granularity.PARTITION), this::own, time, first);
    }

    private MetricSnapshots own() {
        return MetricSnapshots.of(CounterSnapshot.builder()
                .name("own_calls")
                .help("How often this was asked.")
                .dataPoint(CounterDataPointSnapshot.builder()
                        .value(asked.incrementAndGet())
                        .build())
                .build());
    }

    private MetricSnapshots ownButNotAtFirst() {
        MetricSnapshots own = own();
        if (asked.get() == 1) {
            throw new IllegalStateException("not at first");
        }
        return own;
    }

    /** A snapshot whose partitions all end at {@code number}. */
    private static Snapshot numbered(int number) {
        Topic topic = new Topic(
                "a",
                IntStream.range(0, 200).mapToObj(id -> partition(id, number, 0)).toList());
        return tasks(task(topic));
    }

    /** A task that no API names: no answer of the cloud can create it. */
    private static Snapshot unrenderable() {
        Task task = task(topic("a"));
        return tasks(TestTasks.like(task).apis().build());
    }

    private static Set<Double> offsets(String text) {
        List<TextParser.Sample> samples = TextParser.parse(text, ExpositionFormat.TEXT_0_0_4).stream()
                .filter(family -> family.name().equals("smartconnect_partition_log_end_offset"))
                .flatMap(family -> family.samples().stream())
                .toList();
        assertThat(samples).hasSize(200);
        return samples.stream().map(TextParser.Sample::value).collect(Collectors.toSet());
    }

    private String scrape() throws Exception {
        return scrape(ExpositionFormat.TEXT_0_0_4, false);
    }

    private String scrape(ExpositionFormat format, boolean gzip) throws Exception {
        return joined(exposition, format, gzip);
    }

    private static String joined(Exposition exposition, ExpositionFormat format, boolean gzip) throws Exception {
        return text(exposition.scrape(format, gzip, FamilyNames.ALL), gzip);
    }

    private static String text(Future<ExpositionBody> scrape, boolean gzip) throws Exception {
        ExpositionBody body = scrape.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        return new String(gzip ? Gzip.readOneMember(body) : Gzip.bytes(body), UTF_8);
    }
}
