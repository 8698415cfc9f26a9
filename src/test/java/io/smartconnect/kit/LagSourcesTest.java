package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.LagTotal;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskKind;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.model.ActualPartitionState;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.InstanceBuilder;
import io.smartconnect.simulator.scenario.Scenario;
import io.smartconnect.simulator.scenario.ScenarioBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Lag of every kind of task, in clouds with and without each of the APIs that know it. */
class LagSourcesTest {

    private static final String INSTANCE = "0a1b2c3d";
    private static final Duration FLUSH = Duration.ofSeconds(60);
    private static final SimulatedProduction STEADY = SimulatedProduction.steady(10);

    private static void tasks(InstanceBuilder instance) {
        instance.obs(
                        "1",
                        "healthy",
                        task -> task.deliverInterval(FLUSH)
                                .topic("clicks", 3, STEADY, SimulatedTransfer.flushing(FLUSH)))
                .obs(
                        "2",
                        "stalled",
                        task -> task.deliverInterval(FLUSH)
                                .topic("orders", 2, STEADY, SimulatedTransfer.stalledAfter(Duration.ofMinutes(-5))))
                .obs(
                        "3",
                        "draining",
                        task -> task.deliverInterval(FLUSH)
                                .topic("history", 2, STEADY, SimulatedTransfer.draining(50_000, 30)))
                .obs(
                        "4",
                        "several",
                        task -> task.deliverInterval(FLUSH)
                                .topic("a", 1, STEADY, SimulatedTransfer.behind(Duration.ofSeconds(30)))
                                .topic("b", 1, SimulatedProduction.idle(50), SimulatedTransfer.behind(Duration.ZERO)))
                .replication(
                        "5",
                        "mirror",
                        task -> task.direction("push")
                                .topic("clicks", 3, STEADY, SimulatedTransfer.behind(Duration.ofSeconds(5))))
                .replication(
                        "6",
                        "stuck",
                        task -> task.direction("push")
                                .topic("payments", 1, STEADY, SimulatedTransfer.stalledAfter(Duration.ofMinutes(-20))))
                .replication(
                        "7",
                        "both",
                        task -> task.direction("two-way")
                                .topic("east", 1, STEADY, SimulatedTransfer.behind(Duration.ofSeconds(5)))
                                .reverseTopic("west", 1, STEADY, SimulatedTransfer.behind(Duration.ofSeconds(9))))
                .redis("8", "cache", task -> task.topics("sessions"));
    }

    private static ScenarioBuilder scenario() {
        return Scenario.builder().instance(INSTANCE, LagSourcesTest::tasks);
    }

    private static List<Task> tasks(Snapshot snapshot, TaskKind kind) {
        return snapshot.instances().get(0).tasks().stream()
                .filter(task -> task.info().kind() == kind)
                .toList();
    }

    private static Task task(Snapshot snapshot, String id) {
        return snapshot.instances().get(0).tasks().stream()
                .filter(task -> task.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Health health(Task task) {
        return task.progress().orElseThrow().judgement().health();
    }

    /** Lag in messages and seconds, and health, as text: equal texts mean equal tasks. */
    private static String lag(Task task) {
        LagTotal lag = LagTotal.of(task.topics().orElseThrow());
        return task.name() + ": " + lag.messages() + ", " + lag.lagTime() + ", "
                + task.progress().orElseThrow().judgement();
    }

    private static void polls(PolledCloud cloud, int number) throws TimeoutException {
        for (int i = 0; i < number; i++) {
            cloud.snapshot();
        }
    }

    @Test
    void consumerGroups_giveTheLagAndHealthOfDumpDetails() throws TimeoutException {
        try (PolledCloud details = PolledCloud.withoutPace(scenario().build());
                PolledCloud groups =
                        PolledCloud.withoutPace(scenario().withoutDumpApi().build())) {
            for (int poll = 0; poll < 30; poll++) {
                List<Task> byDetail = tasks(details.snapshot(), TaskKind.DUMP);
                List<Task> byGroup = tasks(groups.snapshot(), TaskKind.DUMP);

                assertThat(byGroup)
                        .hasSize(4)
                        .allMatch(task -> task.lagSource().equals(Optional.of(LagSource.CONSUMER_GROUP)));
                assertThat(byDetail).allMatch(task -> task.lagSource().equals(Optional.of(LagSource.DUMP)));
                assertThat(byGroup.stream().map(LagSourcesTest::lag))
                        .containsExactlyElementsOf(
                                byDetail.stream().map(LagSourcesTest::lag).toList());
            }
        }
    }

    @Test
    void everyReplication_hasLagAndHealth_fromTheFirstPollOn() throws TimeoutException {
        for (ScenarioBuilder cloudEye : List.of(
                scenario().cloudEyeVersions(true, true),
                scenario().cloudEyeVersions(true, false),
                scenario().withoutDumpApi().openTelekomCloud())) {
            try (PolledCloud cloud = PolledCloud.withoutPace(cloudEye.build())) {
                Snapshot first = cloud.snapshot();

                assertThat(tasks(first, TaskKind.REPLICATE)).hasSize(3).allSatisfy(task -> {
                    assertThat(task.lagSource()).contains(LagSource.CLOUD_EYE);
                    assertThat(task.cloudEye().orElseThrow().waitingMessages()).isPresent();
                    assertThat(task.cloudEye().orElseThrow().lagTime()).isPresent();
                });
                assertThat(health(task(first, "5"))).isEqualTo(Health.OK);
                assertThat(health(task(first, "6"))).isEqualTo(Health.STALLED);
                assertThat(health(task(first, "7"))).isEqualTo(Health.OK);
                assertThat(health(task(first, "8"))).isEqualTo(Health.UNKNOWN);
            }
        }
    }

    @Test
    void requestsPerPoll_areThoseOfTheArithmetic() throws TimeoutException {
        try (PolledCloud cloud =
                PolledCloud.withoutPace(scenario().cloudEyeVersions(true, true).build())) {
            polls(cloud, 2);
            cloud.cloud().clearRequests();
            polls(cloud, 5);

            assertThat(sent(cloud, SimulatedOperation.SHOW_DUMP_TASK)).isEqualTo(5 * 4);
            assertThat(sent(cloud, SimulatedOperation.LIST_GROUPS)).isZero();
            assertThat(sent(cloud, SimulatedOperation.SHOW_GROUP)).isZero();
            assertThat(sent(cloud, SimulatedOperation.LIST_TOPICS)).isEqualTo(1);
            assertThat(sent(cloud, SimulatedOperation.LIST_PARTITIONS)).isEqualTo(5);
            assertThat(sent(cloud, SimulatedOperation.LIST_CLOUD_EYE_METRICS)).isZero();
            assertThat(sent(cloud, SimulatedOperation.QUERY_CLOUD_EYE_V2)).isEqualTo(5 * 4 * 2);
            assertThat(sent(cloud, SimulatedOperation.QUERY_CLOUD_EYE)).isZero();
            assertThat(cloud.cloud().requestCount()).isEqualTo(5 * (3 + 4 + 8) + 1 + 5);
        }
    }

    /** Four metrics of four series are one batch. */
    @Test
    void requestsPerPoll_withTheOlderCloudEye_areOneForEachBatch() throws TimeoutException {
        try (PolledCloud cloud =
                PolledCloud.withoutPace(scenario().cloudEyeVersions(true, false).build())) {
            polls(cloud, 2);
            cloud.cloud().clearRequests();
            polls(cloud, 5);

            assertThat(sent(cloud, SimulatedOperation.QUERY_CLOUD_EYE)).isEqualTo(5);
            assertThat(sent(cloud, SimulatedOperation.QUERY_CLOUD_EYE_V2)).isZero();
            assertThat(sent(cloud, SimulatedOperation.LIST_CLOUD_EYE_METRICS)).isZero();
        }
    }

    @Test
    void requestsPerPoll_withoutDumpApi_areOneForEachDump() throws TimeoutException {
        try (PolledCloud cloud =
                PolledCloud.withoutPace(scenario().withoutDumpApi().build())) {
            assertThat(tasks(cloud.snapshot(), TaskKind.DUMP)).hasSize(4);
            assertThat(sent(cloud, SimulatedOperation.LIST_GROUPS)).isEqualTo(1);
            cloud.cloud().clearRequests();
            polls(cloud, 5);

            assertThat(sent(cloud, SimulatedOperation.LIST_GROUPS)).isZero();
            assertThat(sent(cloud, SimulatedOperation.SHOW_GROUP)).isEqualTo(5 * 4);
            assertThat(sent(cloud, SimulatedOperation.SHOW_DUMP_TASK)).isZero();
        }
    }

    private static int sent(PolledCloud cloud, SimulatedOperation operation) {
        return cloud.cloud().requestCount(operation);
    }

    @Test
    void failingSources_leaveEverythingElse() throws TimeoutException {
        try (PolledCloud cloud = PolledCloud.withoutPace(scenario().build())) {
            for (SimulatedOperation operation : List.of(
                    SimulatedOperation.LIST_TOPICS,
                    SimulatedOperation.LIST_PARTITIONS,
                    SimulatedOperation.LIST_CLOUD_EYE_METRICS,
                    SimulatedOperation.SHOW_GROUP)) {
                cloud.cloud().add(Fault.on(operation).denied());
            }
            Snapshot snapshot = cloud.snapshot();

            assertThat(snapshot.isAllUp()).isTrue();
            assertThat(tasks(snapshot, TaskKind.DUMP))
                    .allMatch(task -> task.topics().isPresent());
            assertThat(tasks(snapshot, TaskKind.REPLICATE))
                    .filteredOn(task -> task.cloudEye().isPresent())
                    .hasSize(3);
        }
    }

    @Test
    void margin_falls_untilTheFirstMessageIsLost_andThenCountsTheLoss() throws TimeoutException {
        Scenario endangered = Scenario.builder()
                .instance(
                        INSTANCE,
                        instance -> instance.obs(
                                "1",
                                "late",
                                task -> task.deliverInterval(FLUSH)
                                        .topic(
                                                "orders",
                                                topic -> topic.retention(Duration.ofHours(1))
                                                        .partition(
                                                                0,
                                                                STEADY,
                                                                SimulatedTransfer.stalledAfter(
                                                                        Duration.ofMinutes(-40))))))
                .build();
        try (PolledCloud cloud = PolledCloud.withoutPace(endangered)) {
            OptionalLong expired = OptionalLong.empty();
            for (int minute = 0; minute < 30; minute++) {
                Task late = task(cloud.snapshot(), "1");
                ActualPartitionState truth = cloud.cloud().truth(INSTANCE, "1", "orders", 0);
                var risk = late.progress().orElseThrow().retention();
                expired = risk.expiredMessages();
                if (minute >= 11) {
                    double margin = risk.marginSeconds().orElseThrow();
                    double truly = Math.max(0, (20 - minute) * 60);
                    assertThat(Math.abs(margin - truly))
                            .as("margin in minute %d", minute)
                            .isLessThan(20);
                }
                assertThat(expired.orElse(0)).isLessThanOrEqualTo(truth.expired());
            }
            long lost = cloud.cloud().truth(INSTANCE, "1", "orders", 0).expired();
            assertThat(expired.orElseThrow()).isBetween(lost - 6 * 60 * 10, lost);
        }
    }
}
