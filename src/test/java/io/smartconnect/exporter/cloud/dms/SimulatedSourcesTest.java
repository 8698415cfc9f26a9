package io.smartconnect.exporter.cloud.dms;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.eye.CloudEyeClient;
import io.smartconnect.exporter.cloud.eye.CloudEyePoint;
import io.smartconnect.exporter.cloud.eye.EyeMetric;
import io.smartconnect.exporter.cloud.eye.TaskSeries;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.kafka.GroupOffsets;
import io.smartconnect.exporter.cloud.kafka.KafkaResources;
import io.smartconnect.exporter.cloud.kafka.TopicRetention;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.RecordedRequest;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.http.ThrottlingResponse;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.Scenario;
import io.smartconnect.simulator.scenario.ScenarioBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups, topics and Cloud Eye of the simulator, by signed requests. */
class SimulatedSourcesTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final SimulatedProduction STEADY = SimulatedProduction.steady(10);
    private static final TaskSeries COPY = new TaskSeries("i", "copy");

    private final Instant now = Instant.now();
    private final AtomicReference<Instant> clock = new AtomicReference<>(now.minus(Duration.ofHours(1)));
    private final List<AutoCloseable> open = new ArrayList<>();

    private Simulator simulator = start(scenario -> scenario);
    private DmsTestClient client = client();

    private Simulator start(UnaryOperator<ScenarioBuilder> change) {
        clock.set(now.minus(Duration.ofHours(1)));
        Scenario scenario = change.apply(Scenario.builder()
                        .instance(
                                "i",
                                instance -> instance.replication(
                                                "r",
                                                "copy",
                                                task -> task.topic(
                                                        "a",
                                                        1,
                                                        STEADY,
                                                        SimulatedTransfer.behind(Duration.ofSeconds(90))))
                                        .obs(
                                                "o",
                                                "archive",
                                                task -> task.topic(
                                                        "b",
                                                        60,
                                                        STEADY,
                                                        SimulatedTransfer.behind(Duration.ofSeconds(9))))))
                .build();
        Simulator started = Simulator.start(scenario, clock::get);
        clock.set(now);
        open.add(started);
        return started;
    }

    private DmsTestClient client() {
        DmsTestClient started = new DmsTestClient(VERTX, simulator, DmsTestClient.AT_ONCE);
        open.add(started);
        return started;
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @AfterAll
    static void stopVertx() throws Exception {
        VERTX.close().await(20, SECONDS);
    }

    private <T> T kafka(BiFunction<KafkaResources, RequestContext, Future<T>> question) throws Exception {
        return client.answer((dms, scope) -> question.apply(((RestDmsClient) dms).kafka(), scope));
    }

    private CloudEyeClient cloudEye() {
        CloudEyeClient eye = ((RestDmsClient) client.dms()).cloudEye().orElseThrow();
        open.add(0, eye::close);
        return eye;
    }

    @Test
    void groupOfADump_hasItsOffsets() throws Exception {
        List<String> groups = kafka((kafka, scope) -> kafka.listGroups("i", "connect", scope));
        assertThat(groups).containsExactly("connect-archive");

        GroupOffsets group = kafka((kafka, scope) -> kafka.showGroup("i", "connect-archive", scope));

        assertThat(group.state()).isEqualTo("STABLE");
        assertThat(group.topics()).extracting(Topic::name).containsExactly("b");
        assertThat(group.topics().get(0).partitions())
                .hasSize(60)
                .allSatisfy(partition -> assertThat(partition.lag()).hasValue(90));
        assertThat(client.counts().unreadable()).isEmpty();
        assertThat(client.counts().mismatches()).isZero();
    }

    @Test
    void topics_haveRetentionTimes_andStartOffsets() throws Exception {
        List<TopicRetention> topics = kafka((kafka, scope) -> kafka.listTopics("i", scope));
        assertThat(topics).extracting(TopicRetention::topic).contains("b");
        assertThat(topics).allSatisfy(topic -> assertThat(topic.retentionTime()).isPresent());

        Map<Long, Long> starts = kafka((kafka, scope) -> kafka.listStartOffsets("i", "b", scope));

        assertThat(starts).hasSize(60).containsEntry(59L, 0L);
        assertThat(client.counts().unreadable()).isEmpty();
    }

    @Test
    void missingGroup_isNotFound_unlikeAMissingApi() {
        CloudFailure failure =
                client.failure((dms, scope) -> ((RestDmsClient) dms).kafka().showGroup("i", "no such group", scope));

        assertThat(failure.reason()).isEqualTo(FailureReason.NOT_FOUND);
        assertThat(failure.isMissingApi()).isFalse();
    }

    @Test
    void cloudEye_hasTheSameOfBothVersions() throws Exception {
        CloudEyeClient eye = cloudEye();
        Instant from = now.minus(Duration.ofMinutes(5));

        Set<TaskSeries> series = client.answer((dms, scope) -> eye.listSeries(scope));
        List<CloudEyePoint> all = client.answer((dms, scope) -> eye.queryAll(from, now, scope));
        List<CloudEyePoint> asked = client.answer((dms, scope) -> eye.query(series, from, now, scope))
                .points();

        assertThat(series).containsExactly(COPY);
        assertThat(all).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(all).extracting(CloudEyePoint::metric).contains(EyeMetric.values());
        assertThat(all).filteredOn(point -> point.metric() == EyeMetric.STATUS).allMatch(point -> point.value() == 1);
        assertThat(all).filteredOn(point -> point.metric() == EyeMetric.WAITING).allMatch(point -> point.value() > 0);
        assertThat(simulator.requests())
                .filteredOn(request -> !request.body().isEmpty())
                .hasSizeGreaterThan(4)
                .allSatisfy(request -> assertThat(request.method()).isEqualTo("POST"));
        assertThat(simulator.requests()).extracting(RecordedRequest::status).containsOnly(200);
        assertThat(client.counts().unreadable()).isEmpty();
    }

    @Test
    void cloudWithoutVersion2_hasNoSuchApi() throws Exception {
        simulator = start(ScenarioBuilder::openTelekomCloud);
        client = client();
        CloudEyeClient eye = cloudEye();
        Instant from = now.minus(Duration.ofMinutes(5));

        assertThat(client.failure((dms, scope) -> eye.queryAll(from, now, scope)))
                .matches(CloudFailure::isMissingApi);
        List<CloudEyePoint> asked = client.answer((dms, scope) -> eye.query(Set.of(COPY), from, now, scope))
                .points();
        assertThat(asked).isNotEmpty();
    }

    @Test
    void throttledCloudEye_isAskedAgain_whileRequestsToDmsGoOn() throws Exception {
        client = new DmsTestClient(VERTX, simulator, DmsTestClient.withRetries(3));
        open.add(client);
        CloudEyeClient eye = cloudEye();
        simulator.add(Fault.on(SimulatedOperation.LIST_CLOUD_EYE_METRICS)
                .throttle(ThrottlingResponse.CES_429)
                .times(1));
        Future<Set<TaskSeries>> series = client.ask((dms, scope) -> eye.listSeries(scope));

        assertThat(kafka((kafka, scope) -> kafka.listGroups("i", "", scope)).size())
                .isPositive();

        assertThat(series.await(20, SECONDS)).containsExactly(COPY);
        assertThat(client.counts().throttlings()).hasSize(1);
    }

    @Test
    void token_servesCloudEyeToo() throws Exception {
        client = new DmsTestClient(
                VERTX,
                simulator,
                new Credentials.Password(simulator.username(), simulator.domain(), Secret.of(simulator.password())),
                DmsTestClient.AT_ONCE);
        open.add(client);
        CloudEyeClient eye = cloudEye();

        client.<List<InstanceFacts>>answer(DmsClient::listInstances);
        Set<TaskSeries> series = client.answer((dms, scope) -> eye.listSeries(scope));

        assertThat(series).hasSize(1);
        assertThat(client.counts().requests())
                .filteredOn(request -> request.startsWith("token"))
                .hasSize(1);
    }
}
