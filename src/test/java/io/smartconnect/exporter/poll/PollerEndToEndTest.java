package io.smartconnect.exporter.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.TurnableClock;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.http.ThrottlingResponse;
import io.smartconnect.simulator.model.DumpVisibility;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Polls a simulated cloud over real ports, and what one bad instance or target costs the others. */
@Timeout(150)
class PollerEndToEndTest {

    private static final int TASKS = 3;

    private final RealPolls polls = new RealPolls();

    @AfterEach
    void close() {
        polls.close();
    }

    private Snapshot once(Simulator cloud) throws TimeoutException {
        return polls.once(source("prod", cloud));
    }

    private TargetClients source(String name, Simulator cloud, String... instances) {
        return polls.source(name, cloud, RealPolls.atMost(4, 1_000), instances);
    }

    private static Instance instance(Snapshot snapshot, String id) {
        return snapshot.instances().stream()
                .filter(each -> each.info().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Target target(Snapshot snapshot, String name) {
        return snapshot.targets().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Whether it was polled well and all its tasks have their partitions. */
    private static boolean isWhole(Instance instance) {
        return instance.up().equals(Optional.of(true))
                && instance.tasks().size() == TASKS
                && instance.tasks().stream().allMatch(task -> task.topics().isPresent());
    }

    @Test
    void poll_readsWhatTheCloudSays() throws TimeoutException {
        Scenario scenario = Scenario.builder()
                .instance(
                        "0a1b2c3d",
                        instance -> instance.name("orders")
                                .limits(20, 17)
                                .obs(
                                        "same",
                                        "archive",
                                        task -> task.topic(
                                                "clicks",
                                                2,
                                                SimulatedProduction.steady(10),
                                                SimulatedTransfer.behind(Duration.ofSeconds(3))))
                                .obs(
                                        "other",
                                        "by name",
                                        task -> task.inDumpApi(DumpVisibility.OTHER_ID)
                                                .topic(
                                                        "views",
                                                        1,
                                                        SimulatedProduction.steady(10),
                                                        SimulatedTransfer.behind(Duration.ofSeconds(5))))
                                .dump(
                                        "only dump",
                                        "old",
                                        task -> task.topic(
                                                "sales",
                                                1,
                                                SimulatedProduction.steady(10),
                                                SimulatedTransfer.behind(Duration.ofSeconds(1))))
                                .replication("replica", "mirror", task -> task.topics("x,y")))
                .instance("1b2c3d4e", instance -> instance.withoutConnector())
                .build();
        TurnableClock clock = new TurnableClock(Instant.now());
        try (Simulator cloud = Simulator.start(scenario, clock)) {
            Snapshot snapshot = once(cloud);

            assertThat(snapshot.isAllUp()).isTrue();
            Instance orders = instance(snapshot, "0a1b2c3d");
            assertThat(orders.info().name()).isEqualTo("orders");
            assertThat(orders.quotas())
                    .hasEntrySatisfying(
                            ApiFamily.SMART_CONNECT,
                            limits -> assertThat(limits.max()).hasValue(20));
            assertThat(OneInstance.ids(orders)).containsExactly("only dump", "other", "replica", "same");
            assertThat(lag(orders, "same")).isEqualTo(60);
            assertThat(lag(orders, "other")).isEqualTo(50);
            assertThat(lag(orders, "only dump")).isEqualTo(10);
            assertThat(OneInstance.task(orders, "replica").topics()).isEmpty();
            assertThat(OneInstance.task(orders, "other").apis()).hasSize(2);
            assertThat(instance(snapshot, "1b2c3d4e").tasks()).isEmpty();
            assertThat(cloud.requestCount(SimulatedOperation.SHOW_TASK)).isZero();
            assertThat(cloud.changeCount()).isZero();
        }
    }

    private static long lag(Instance instance, String id) {
        Task task = OneInstance.task(instance, id);
        return task.topics().orElseThrow().stream()
                .flatMap(topic -> topic.partitions().stream())
                .mapToLong(partition -> partition.lag().orElseThrow())
                .sum();
    }

    @Test
    void cloudWithoutDumpApi_isUp() throws TimeoutException {
        Scenario scenario = Scenario.builder()
                .withoutDumpApi()
                .instance(
                        "0a1b2c3d",
                        instance -> instance.obs(
                                "t",
                                "archive",
                                task -> task.topic(
                                        "clicks",
                                        2,
                                        SimulatedProduction.steady(10),
                                        SimulatedTransfer.behind(Duration.ofSeconds(3)))))
                .build();
        try (Simulator cloud = Simulator.start(scenario)) {
            Snapshot snapshot = once(cloud);

            assertThat(snapshot.isAllUp()).isTrue();
            Task task = OneInstance.task(instance(snapshot, "0a1b2c3d"), "t");
            assertThat(task.lagSource()).contains(LagSource.CONSUMER_GROUP);
            assertThat(task.topics().orElseThrow()).hasSize(1);
        }
    }

    @Test
    void hangingInstance_delaysNoNeighbour() {
        Scenario scenario = Scenario.large(6, TASKS, 1);
        String bad = scenario.instanceIds().get(0);
        List<Snapshot> published = new CopyOnWriteArrayList<>();
        try (Simulator cloud = Simulator.start(scenario)) {
            cloud.add(Fault.on().instance(bad).hang());

            polls.start(published::add, source("prod", cloud));

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(published).anySatisfy(snapshot -> {
                        assertThat(snapshot.instances().stream().filter(PollerEndToEndTest::isWhole))
                                .hasSize(5);
                        assertThat(instance(snapshot, bad).up()).isEmpty();
                    }));
        }
    }

    static Stream<Arguments> badAnswers() {
        return Stream.of(
                Arguments.of(Fault.on().serverError(), FailureReason.SERVER_ERROR),
                Arguments.of(Fault.on().status(503, "<html>"), FailureReason.SERVER_ERROR),
                Arguments.of(Fault.on().denied(), FailureReason.DENIED),
                Arguments.of(Fault.on().status(418, ""), FailureReason.REJECTED),
                Arguments.of(Fault.on().reset(), FailureReason.UNREACHABLE),
                Arguments.of(Fault.on().resetMidway(), FailureReason.UNREACHABLE),
                Arguments.of(Fault.on().html(), FailureReason.BAD_RESPONSE),
                Arguments.of(Fault.on().truncate(), FailureReason.BAD_RESPONSE),
                Arguments.of(Fault.on().body("null"), FailureReason.BAD_RESPONSE),
                Arguments.of(Fault.on().body("[]"), FailureReason.BAD_RESPONSE),
                Arguments.of(Fault.on().body("{\"tasks\": 7}"), FailureReason.BAD_RESPONSE),
                Arguments.of(Fault.on().body(""), FailureReason.BAD_RESPONSE),
                Arguments.of(Fault.on().deepNesting(20_000), FailureReason.BAD_RESPONSE));
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void instanceWithBadAnswers_costsItsNeighboursNothing(Fault fault, FailureReason reason) throws TimeoutException {
        Scenario scenario = Scenario.large(4, TASKS, 1);
        String bad = scenario.instanceIds().get(1);
        try (Simulator cloud = Simulator.start(scenario)) {
            cloud.add(fault.instance(bad));

            Snapshot snapshot = once(cloud);

            assertThat(target(snapshot, "prod").up()).contains(true);
            assertThat(instance(snapshot, bad).up()).contains(false);
            assertThat(instance(snapshot, bad).failures().counts()).containsOnlyKeys(reason);
            assertThat(snapshot.instances().stream().filter(PollerEndToEndTest::isWhole))
                    .hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void throttledTarget_isLeftAlone_whileAnotherGoesOn(ThrottlingResponse form) throws TimeoutException {
        Scenario scenario = Scenario.large(2, TASKS, 1);
        List<String> ids = scenario.instanceIds();
        try (Simulator cloud = Simulator.start(scenario);
                Simulator otherCloud = Simulator.start(Scenario.large(5, TASKS, 1))) {
            cloud.add(Fault.on().throttle(form));
            TargetClients throttled = source("prod", cloud, ids.get(0), ids.get(1));
            TargetClients other = source(
                    "lab", otherCloud, otherCloud.scenario().instanceIds().get(4));

            Snapshot snapshot = polls.once(throttled, other);
            int requests = cloud.requestCount();
            Snapshot paused = polls.once(throttled, other);

            assertThat(requests).isLessThanOrEqualTo(4);
            assertThat(cloud.requestCount()).isEqualTo(requests);
            assertThat(List.of(snapshot, paused)).allSatisfy(PollerEndToEndTest::isThrottledButForTheOtherTarget);
        }
    }

    private static void isThrottledButForTheOtherTarget(Snapshot snapshot) {
        assertThat(target(snapshot, "prod").up()).contains(false);
        assertThat(target(snapshot, "lab").up()).contains(true);
        for (Instance each : snapshot.instances()) {
            boolean throttled = each.info().target().equals("prod");
            assertThat(isWhole(each)).isEqualTo(!throttled);
            assertThat(each.polls()).isOne();
            assertThat(each.failures().count(FailureReason.THROTTLED)).isEqualTo(throttled ? 1 : 0);
        }
    }

    @Test
    void throttledDetails_costNoListing() throws TimeoutException {
        Scenario scenario = Scenario.large(1, 18, 1);
        try (Simulator cloud = Simulator.start(scenario)) {
            cloud.add(Fault.on(SimulatedOperation.SHOW_DUMP_TASK).throttle(ThrottlingResponse.DMS_404));

            Snapshot snapshot = once(cloud);

            assertThat(snapshot.isAllUp()).isTrue();
            assertThat(snapshot.instances().get(0).tasks())
                    .hasSize(18)
                    .allMatch(task -> task.topics().isEmpty());
            assertThat(cloud.requestCount(SimulatedOperation.SHOW_DUMP_TASK)).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void refusedCredentials_areNotTriedAgain_whileTheTargetBacksOff() throws TimeoutException {
        try (Simulator cloud = Simulator.start(Scenario.large(5, TASKS, 1))) {
            TargetClients source = source("prod", cloud);
            cloud.changeSecretKey("another secret key");

            Snapshot refused = polls.once(source);
            Snapshot paused = polls.once(source);

            assertThat(cloud.requestCount()).isOne();
            assertThat(List.of(refused, paused)).allSatisfy(snapshot -> {
                assertThat(target(snapshot, "prod").up()).contains(false);
                assertThat(target(snapshot, "prod").failures().count(FailureReason.AUTH))
                        .isOne();
            });
        }
    }
}
