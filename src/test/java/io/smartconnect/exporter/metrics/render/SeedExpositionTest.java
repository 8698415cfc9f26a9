package io.smartconnect.exporter.metrics.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.dms.RestDmsClient;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.metrics.catalogue.LibraryRenderer;
import io.smartconnect.exporter.metrics.self.ExporterMetrics;
import io.smartconnect.exporter.poll.PollContext;
import io.smartconnect.exporter.poll.PollSettings;
import io.smartconnect.exporter.poll.Poller;
import io.smartconnect.exporter.poll.TargetClients;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.time.TimeSource;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the examples of the API's documents, asked over HTTP, to the text that a scrape gets. */
class SeedExpositionTest {

    private static final List<String> CLOCKED =
            List.of("smartconnect_last_success_timestamp_seconds", "smartconnect_poll_duration_seconds");

    private final Simulator simulator = Simulator.start(Scenario.named("seeds"));
    private final Vertx vertx = Vertx.vertx();
    private final ExporterMetrics exporterMetrics = new ExporterMetrics("0.0.0", "unknown");

    @AfterEach
    void stop() throws Exception {
        exporterMetrics.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        simulator.close();
    }

    @Test
    void targetFamilies_areTheExpectedText() throws Exception {
        assertThat(samples(line -> line.startsWith("smartconnect_target_"))).isEqualTo(expected("seeds-target"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"11111111-2222-3333-4444-555555555555", "22222222-3333-4444-5555-666666666666"})
    void instanceFamilies_areTheExpectedText(String instanceId) throws Exception {
        assertThat(samples(line -> line.contains("instance_id=\"" + instanceId + "\"")))
                .isEqualTo(expected("seeds-" + instanceId));
    }

    @Test
    void documents_areReadWithoutDoubt() throws Exception {
        poll();

        assertThat(new String(LibraryRenderer.write(exporterMetrics.collect(), ExpositionFormat.TEXT_0_0_4), UTF_8))
                .contains("\nsmartconnect_exporter_lag_mismatches_total 0.0\n")
                .doesNotContain("smartconnect_exporter_unreadable_values_total");
    }

    /** The samples that are {@code wanted}, without those that depend on the clock. */
    private String samples(Predicate<String> wanted) throws Exception {
        return SnapshotSamples.rendered(poll(), Granularity.PARTITION)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .filter(wanted)
                .filter(line -> CLOCKED.stream().noneMatch(line::startsWith))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private Snapshot poll() throws Exception {
        PollSettings polls = new PollSettings(Duration.ofMinutes(1), Duration.ofSeconds(50), Duration.ofMinutes(5));
        Promise<Snapshot> polled = Promise.promise();
        vertx.runOnContext(started -> {
            RestDmsClient client = new RestDmsClient(
                    new ClientRuntime(vertx, TimeSource.of(vertx), exporterMetrics), target(), api(), polls.interval());
            List<TargetClients> sources = List.of(TargetClients.of(target(), client));
            new Poller(
                            sources,
                            new PollContext(polls, HealthSettings.DEFAULT, LagSettings.DEFAULT, TimeSource.of(vertx)),
                            new ConcurrentHashMap<>(),
                            ignored -> {})
                    .once()
                    .onComplete(polled);
        });
        return polled.future().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static ApiSettings api() {
        return new ApiSettings(Duration.ofSeconds(15), 4, 100, 3, Duration.ofSeconds(60));
    }

    private TargetSettings target() {
        Credentials credentials = new Credentials.AccessKey(
                Secret.of(simulator.accessKey()), Secret.of(simulator.secretKey()), Optional.empty());
        return new TargetSettings(
                "seeds",
                "eu-west-101",
                simulator.projectId(),
                simulator.url(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                credentials);
    }

    private static String expected(String name) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(SeedExpositionTest.class.getResourceAsStream(name + ".prom"), name + ".prom")) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }
}
