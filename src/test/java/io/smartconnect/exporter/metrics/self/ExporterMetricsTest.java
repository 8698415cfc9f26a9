package io.smartconnect.exporter.metrics.self;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.metrics.catalogue.LibraryRenderer;
import io.smartconnect.exporter.metrics.render.ExpositionFormat;
import io.smartconnect.exporter.metrics.render.TextParser;
import io.smartconnect.exporter.metrics.render.WatchedDms;
import io.smartconnect.exporter.snapshot.CloudOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExporterMetricsTest {

    private final ExporterMetrics metrics = new ExporterMetrics("0.1.0", "abc1234");
    private final WatchedDms dms = new WatchedDms();

    @AfterEach
    void stop() {
        metrics.close();
    }

    @Test
    void ownFamilies_haveTheirTypes_whenAllHasHappened() {
        doEverything();

        assertThat(types("smartconnect_"))
                .isEqualTo(Map.ofEntries(
                        Map.entry("smartconnect_poll_interval_seconds", "gauge"),
                        Map.entry("smartconnect_exporter_state_file_saves_total", "counter"),
                        Map.entry("smartconnect_exporter_state_file_save_failures_total", "counter"),
                        Map.entry("smartconnect_exporter_state_file_last_save_success_timestamp_seconds", "gauge"),
                        Map.entry("smartconnect_exporter_build_info", "gauge"),
                        Map.entry("smartconnect_exporter_config_last_reload_successful", "gauge"),
                        Map.entry("smartconnect_exporter_config_last_reload_success_timestamp_seconds", "gauge"),
                        Map.entry("smartconnect_exporter_api_requests_total", "counter"),
                        Map.entry("smartconnect_exporter_api_request_duration_seconds", "histogram"),
                        Map.entry("smartconnect_exporter_api_retries_total", "counter"),
                        Map.entry("smartconnect_exporter_api_throttled_total", "counter"),
                        Map.entry("smartconnect_exporter_api_rate_limit", "gauge"),
                        Map.entry("smartconnect_exporter_credential_expiry_timestamp_seconds", "gauge"),
                        Map.entry("smartconnect_exporter_unreadable_values_total", "counter"),
                        Map.entry("smartconnect_exporter_series_dropped", "gauge"),
                        Map.entry("smartconnect_exporter_log_events_dropped_total", "counter"),
                        Map.entry("smartconnect_exporter_lag_mismatches_total", "counter")));
    }

    @Test
    void lastReload_isThatOfTheStart_thenThatOfTheLastSuccess() {
        assertThat(value("smartconnect_exporter_config_last_reload_successful")).isOne();
        double started = value("smartconnect_exporter_config_last_reload_success_timestamp_seconds");
        assertThat(started).isPositive();

        metrics.reloaded(false);
        assertThat(value("smartconnect_exporter_config_last_reload_successful")).isZero();
        assertThat(value("smartconnect_exporter_config_last_reload_success_timestamp_seconds"))
                .isEqualTo(started);

        metrics.reloaded(true);
        assertThat(value("smartconnect_exporter_config_last_reload_successful")).isOne();
        assertThat(value("smartconnect_exporter_config_last_reload_success_timestamp_seconds"))
                .isGreaterThanOrEqualTo(started);
    }

    @Test
    void pollInterval_isThatOfTheConfiguration_now() {
        metrics.setPollInterval(Duration.ofMillis(5_500));
        assertThat(value("smartconnect_poll_interval_seconds")).isEqualTo(5.5);

        metrics.setPollInterval(Duration.ofMinutes(2));
        assertThat(value("smartconnect_poll_interval_seconds")).isEqualTo(120);
    }

    @Test
    void saves_areCounted_andTheLastSuccessBeginsWithTheStart() {
        metrics.watchStateFile();
        String lastSuccess = "smartconnect_exporter_state_file_last_save_success_timestamp_seconds";
        double started = value(lastSuccess);
        assertThat(started).isPositive();

        metrics.stateFileSaved(false);
        assertThat(value("smartconnect_exporter_state_file_saves_total")).isOne();
        assertThat(value("smartconnect_exporter_state_file_save_failures_total"))
                .isOne();
        assertThat(value(lastSuccess)).isEqualTo(started);

        metrics.stateFileSaved(true);
        assertThat(value("smartconnect_exporter_state_file_saves_total")).isEqualTo(2);
        assertThat(value("smartconnect_exporter_state_file_save_failures_total"))
                .isOne();
        assertThat(value(lastSuccess)).isGreaterThanOrEqualTo(started);
    }

    @Test
    void saves_areAbsent_withoutAStateFile() {
        metrics.stateFileSaved(true);

        assertThat(text()).doesNotContain("state_file");
    }

    @Test
    void leader_isExposed_onlyWithALease() {
        assertThat(samples("smartconnect_exporter_leader")).isEmpty();

        AtomicBoolean isLeader = new AtomicBoolean();
        metrics.showLeader(isLeader::get);
        assertThat(samples("smartconnect_exporter_leader"))
                .containsExactly(new TextParser.Sample("smartconnect_exporter_leader", Map.of(), 0));

        isLeader.set(true);
        assertThat(samples("smartconnect_exporter_leader"))
                .containsExactly(new TextParser.Sample("smartconnect_exporter_leader", Map.of(), 1));
    }

    @Test
    void shard_isExposed_whenThereAreSeveral() {
        metrics.showShard(2, 16);

        assertThat(samples("smartconnect_exporter_shard_ordinal"))
                .containsExactly(
                        new TextParser.Sample("smartconnect_exporter_shard_ordinal", Map.of("shard_ordinal", "2"), 1));
        assertThat(value("smartconnect_exporter_total_shards")).isEqualTo(16);
    }

    private double value(String name) {
        return samples(name).get(0).value();
    }

    @Test
    void buildInfo_saysWhichBuildThisIs() {
        assertThat(samples("smartconnect_exporter_build_info"))
                .containsExactly(new TextParser.Sample(
                        "smartconnect_exporter_build_info",
                        Map.of("version", "0.1.0", "revision", "abc1234", "java_version", javaVersion()),
                        1));
    }

    @Test
    void retriesAndThrottlings_startAtZero_forEachOperation() {
        for (String name :
                List.of("smartconnect_exporter_api_retries_total", "smartconnect_exporter_api_throttled_total")) {
            assertThat(samples(name))
                    .allSatisfy(sample -> assertThat(sample.value()).isZero())
                    .extracting(TextParser.Sample::labels)
                    .containsExactlyInAnyOrder(
                            Map.of("operation", "list_instances"),
                            Map.of("operation", "show_instance"),
                            Map.of("operation", "list_tasks"),
                            Map.of("operation", "show_task"),
                            Map.of("operation", "list_dump_tasks"),
                            Map.of("operation", "show_dump_task"),
                            Map.of("operation", "list_groups"),
                            Map.of("operation", "show_group"),
                            Map.of("operation", "list_topics"),
                            Map.of("operation", "list_partitions"),
                            Map.of("operation", "list_cloud_eye_metrics"),
                            Map.of("operation", "query_cloud_eye"),
                            Map.of("operation", "security_tokens"),
                            Map.of("operation", "id_token"),
                            Map.of("operation", "metadata_token"),
                            Map.of("operation", "metadata_key"),
                            Map.of("operation", "pod_identity"),
                            Map.of("operation", "token"));
        }
    }

    @Test
    void lagMismatches_startAtZero_andCount() {
        assertThat(value("smartconnect_exporter_lag_mismatches_total", Map.of()))
                .isZero();

        metrics.lagMismatched();
        metrics.lagMismatched();

        assertThat(value("smartconnect_exporter_lag_mismatches_total", Map.of()))
                .isEqualTo(2);
    }

    @Test
    void strangeStatuses_areOneCode_andSoAreTooManyOnes() {
        for (int status = 0; status < 1_000; status++) {
            metrics.requested(CloudOperation.LIST_TASKS, String.valueOf(status), Duration.ZERO);
            metrics.requested(CloudOperation.LIST_TASKS, "unreachable", Duration.ZERO);
        }
        metrics.requested(CloudOperation.LIST_INSTANCES, "599", Duration.ZERO);
        metrics.requested(CloudOperation.LIST_INSTANCES, "600", Duration.ZERO);

        List<TextParser.Sample> samples = samples("smartconnect_exporter_api_requests_total");
        assertThat(samples)
                .hasSize(StatusCodeLabels.MOST + 2 + 2)
                .contains(
                        sample(CloudOperation.LIST_TASKS, "other", 1_000 - StatusCodeLabels.MOST),
                        sample(CloudOperation.LIST_TASKS, "unreachable", 1_000),
                        sample(CloudOperation.LIST_INSTANCES, "599", 1),
                        sample(CloudOperation.LIST_INSTANCES, "other", 1));
    }

    private static TextParser.Sample sample(CloudOperation operation, String code, double value) {
        return new TextParser.Sample(
                "smartconnect_exporter_api_requests_total",
                Map.of("operation", operation.label(), "code", code),
                value);
    }

    @Test
    void droppedSeries_areThoseOfTheirSource() {
        assertThat(value("smartconnect_exporter_series_dropped")).isZero();

        metrics.watchDroppedSeries(() -> 7);

        assertThat(value("smartconnect_exporter_series_dropped")).isEqualTo(7);
    }

    @Test
    void requests_areCountedByOperationAndCode() {
        assertThat(samples("smartconnect_exporter_api_requests_total")).isEmpty();

        metrics.requested(CloudOperation.LIST_TASKS, "200", Duration.ofMillis(30));
        metrics.requested(CloudOperation.LIST_TASKS, "200", Duration.ofMillis(30));
        metrics.requested(CloudOperation.TOKEN, "timeout", Duration.ofSeconds(15));

        assertThat(samples("smartconnect_exporter_api_requests_total"))
                .hasSize(2)
                .contains(
                        new TextParser.Sample(
                                "smartconnect_exporter_api_requests_total",
                                Map.of("operation", "list_tasks", "code", "200"),
                                2),
                        new TextParser.Sample(
                                "smartconnect_exporter_api_requests_total",
                                Map.of("operation", "token", "code", "timeout"),
                                1));
    }

    @Test
    void durations_areInBuckets() {
        metrics.requested(CloudOperation.LIST_TASKS, "200", Duration.ofMillis(30));
        metrics.requested(CloudOperation.LIST_TASKS, "503", Duration.ofMillis(700));

        String name = "smartconnect_exporter_api_request_duration_seconds";
        assertThat(samples(name).stream()
                        .filter(sample ->
                                sample.labels().getOrDefault("operation", "").equals("list_tasks"))
                        .filter(sample -> sample.name().endsWith("_bucket"))
                        .collect(Collectors.toMap(
                                sample -> sample.labels().getOrDefault("le", ""), TextParser.Sample::value)))
                .containsAllEntriesOf(Map.of("0.025", 0.0, "0.05", 1.0, "0.5", 1.0, "1.0", 2.0, "+Inf", 2.0));
        assertThat(samples(name)).anySatisfy(sample -> {
            assertThat(sample.name()).isEqualTo(name + "_sum");
            assertThat(sample.value()).isEqualTo(0.73);
        });
    }

    @Test
    void unreadableValues_areCountedByField() {
        assertThat(samples("smartconnect_exporter_unreadable_values_total")).isEmpty();

        metrics.unreadable("log_end_offset");

        assertThat(value("smartconnect_exporter_unreadable_values_total", Map.of("field", "log_end_offset")))
                .isEqualTo(1);
    }

    @Test
    void rateLimit_isThatOfTheTarget_now() {
        metrics.watch(Map.of("prod", dms));
        assertThat(value("smartconnect_exporter_api_rate_limit", Map.of("target", "prod")))
                .isEqualTo(10);

        dms.rate = 5;

        assertThat(value("smartconnect_exporter_api_rate_limit", Map.of("target", "prod")))
                .isEqualTo(5);
    }

    @Test
    void credentialExpiry_isThere_onlyWhileItIsKnown() {
        metrics.watch(Map.of("prod", dms, "lab", new WatchedDms()));
        assertThat(text()).doesNotContain("credential_expiry");

        dms.expiry = Optional.of(Instant.ofEpochMilli(1_700_000_000_500L));

        assertThat(samples("smartconnect_exporter_credential_expiry_timestamp_seconds"))
                .containsExactly(new TextParser.Sample(
                        "smartconnect_exporter_credential_expiry_timestamp_seconds",
                        Map.of("target", "prod"),
                        1_700_000_000.5));
    }

    @Test
    void credentialExpiry_breaksNoScrape_howeverFarItIs() {
        metrics.watch(Map.of("prod", dms));
        dms.expiry = Optional.of(Instant.MAX);
        assertThat(value("smartconnect_exporter_credential_expiry_timestamp_seconds", Map.of("target", "prod")))
                .isBetween(3e16, 4e16);
        dms.expiry = Optional.of(Instant.MIN);
        assertThat(value("smartconnect_exporter_credential_expiry_timestamp_seconds", Map.of("target", "prod")))
                .isZero();
    }

    @Test
    void jvmAndProcess_areThere_andTheMachineIsNot() {
        assertThat(types(""))
                .allSatisfy((name, type) ->
                        assertThat(name).matches("(smartconnect_exporter|smartconnect_poll_interval|jvm|process)_.*"));
        assertThat(types("jvm_").keySet())
                .contains(
                        "jvm_memory_used_bytes",
                        "jvm_memory_max_bytes",
                        "jvm_threads_live_threads",
                        "jvm_classes_loaded_classes",
                        "jvm_gc_memory_allocated_bytes_total");
        assertThat(types("process_").keySet())
                .contains("process_cpu_usage", "process_start_time_seconds", "process_uptime_seconds")
                .doesNotContain(
                        "process_files_open_files", "process_files_max_files"); // process_open_fds, process_max_fds
    }

    /** The names and types that Prometheus documents for all client libraries; without /proc some are absent. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void process_hasTheStandardFamilies() {
        assertThat(types("process_"))
                .containsAllEntriesOf(Map.of(
                        "process_cpu_seconds_total", "counter",
                        "process_open_fds", "gauge",
                        "process_max_fds", "gauge",
                        "process_virtual_memory_bytes", "gauge",
                        "process_resident_memory_bytes", "gauge",
                        "process_start_time_seconds", "gauge"));
        assertThat(value("process_resident_memory_bytes"))
                .isPositive()
                .isLessThan(value("process_virtual_memory_bytes"));
        assertThat(value("process_open_fds")).isPositive().isLessThanOrEqualTo(value("process_max_fds"));
    }

    @Test
    void ownFamilies_haveNoDecayingMaximum() {
        doEverything();

        assertThat(types("smartconnect_").keySet()).noneMatch(name -> name.endsWith("_max"));
    }

    /** What {@code promtool check metrics} finds fault with. */
    @ParameterizedTest
    @EnumSource
    void families_areWellMannered(ExpositionFormat format) {
        doEverything();

        assertThat(families(format)).isNotEmpty().allSatisfy(family -> {
            assertThat(family.help()).as("help of " + family.name()).isNotBlank();
            assertThat(family.name()).matches("[a-z][a-z0-9_]*");
            boolean counts = family.type().equals("counter") && format == ExpositionFormat.TEXT_0_0_4;
            assertThat(family.name().endsWith("_total")).as(family.name()).isEqualTo(counts);
            assertThat(family.samples()).as("samples of " + family.name()).isNotEmpty();
        });
    }

    @Test
    void ownSamples_areFiniteAndNotNegative() {
        doEverything();

        assertThat(families(ExpositionFormat.TEXT_0_0_4))
                .filteredOn(family -> family.name().startsWith("smartconnect_"))
                .flatExtracting(TextParser.Parsed::samples)
                .allSatisfy(sample -> assertThat(sample.value()).isFinite().isNotNegative());
    }

    /** Lets every one of the own families have a sample. */
    private void doEverything() {
        dms.expiry = Optional.of(Instant.EPOCH);
        metrics.watch(Map.of("prod", dms));
        metrics.watchStateFile();
        metrics.requested(CloudOperation.LIST_TASKS, "200", Duration.ofMillis(30));
        metrics.retried(CloudOperation.LIST_TASKS);
        metrics.throttled(CloudOperation.LIST_TASKS);
        metrics.unreadable("lag");
        metrics.lagMismatched();
    }

    private static String javaVersion() {
        return System.getProperty("java.version", "");
    }

    private String text() {
        return new String(LibraryRenderer.write(metrics.collect(), ExpositionFormat.TEXT_0_0_4), UTF_8);
    }

    private List<TextParser.Parsed> families(ExpositionFormat format) {
        return TextParser.parse(new String(LibraryRenderer.write(metrics.collect(), format), UTF_8), format);
    }

    private Map<String, String> types(String prefix) {
        return families(ExpositionFormat.TEXT_0_0_4).stream()
                .filter(family -> family.name().startsWith(prefix))
                .collect(Collectors.toMap(
                        TextParser.Parsed::name, TextParser.Parsed::type, (one, other) -> one, TreeMap::new));
    }

    private List<TextParser.Sample> samples(String name) {
        return families(ExpositionFormat.TEXT_0_0_4).stream()
                .filter(family -> family.name().equals(name))
                .flatMap(family -> family.samples().stream())
                .toList();
    }

    private double value(String name, Map<String, String> labels) {
        return samples(name).stream()
                .filter(sample -> sample.labels().equals(labels))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sample " + name + labels))
                .value();
    }
}
