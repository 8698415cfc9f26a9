package io.smartconnect.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.SimulatorClient;
import io.smartconnect.simulator.TurnableClock;
import io.smartconnect.simulator.model.ActualPartitionState;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoScenarioTest {

    private final TurnableClock clock = new TurnableClock(Instant.parse("2026-03-01T00:00:00Z"));
    private final Simulator simulator = Simulator.start(Scenario.named("demo"), clock);
    private final SimulatorClient client = new SimulatorClient(simulator);
    private final String shop = simulator.scenario().instanceIds().get(0);
    private final String logistics = simulator.scenario().instanceIds().get(3);

    @AfterEach
    void stop() {
        simulator.close();
    }

    /** The lag of each topic that the shop dumps, summed over its partitions. */
    private Map<String, Long> lags() {
        String replication = DemoScenario.id("replication/orders-to-standby");
        return simulator.truths().stream()
                .filter(truth ->
                        truth.instanceId().equals(shop) && !truth.taskId().equals(replication))
                .collect(Collectors.groupingBy(
                        ActualPartitionState::topic, Collectors.summingLong(ActualPartitionState::lag)));
    }

    @Test
    void everyTrouble_isToBeSeenWithinThreeMinutes() {
        Map<String, Long> first = lags();
        Map<String, Long> most = new HashMap<>(first);
        for (int second = 0; second < 60; second++) {
            clock.advance(Duration.ofSeconds(1));
            lags().forEach((topic, lag) -> most.merge(topic, lag, Math::max));
        }
        Map<String, Long> last = lags();
        assertThat(last.get("clicks")).isZero();
        assertThat(most.get("clicks")).isEqualTo(3 * 29 * 120);
        assertThat(most.get("audit")).isZero();
        assertThat(most.get("newsletter")).isGreaterThan(10_000);
        assertThat(last.get("orders")).isEqualTo(3 * 45 * 40);
        assertThat(last.get("history")).isPositive().isLessThan(first.get("history"));
        assertThat(most.get("prices")).isLessThan(100);
        assertThat(last.get("returns")).isGreaterThan(10_000);
        assertThat(last.get("invoices")).isGreaterThan(first.get("invoices"));
        assertThat(most.get("reviews")).isLessThan(100);
        clock.advance(Duration.ofSeconds(60));
        assertThat(lags().get("reviews")).isGreaterThan(1_500_000);
        clock.advance(Duration.ofSeconds(38));
        assertThat(lags().get("prices")).isGreaterThan(2_000_000);
        clock.advance(Duration.ofSeconds(23));
        assertThat(lags().get("reviews")).isLessThan(100);
    }

    @Test
    void statuses_areOfEveryKind() {
        clock.advance(Duration.ofSeconds(151));
        assertThat(statuses()).contains("RUNNING", "PAUSED", "WAITING", "RESTARTING", "UNASSIGNED");
    }

    private List<String> statuses() {
        return client.json("/instances/" + shop + "/connector/tasks?limit=50").getJsonArray("tasks").stream()
                .map(task -> ((JsonObject) task).getString("status"))
                .toList();
    }

    @Test
    void telemetry_hasNearlyUsedUpItsQuota() {
        JsonObject listing =
                client.json("/instances/" + simulator.scenario().instanceIds().get(1) + "/connector/tasks");
        assertThat(listing.getInteger("total_number")).isEqualTo(17);
        assertThat(listing.getInteger("quota_tasks")).isEqualTo(18);
    }

    private List<ActualPartitionState> truths(String topic) {
        return simulator.truths().stream()
                .filter(truth -> truth.instanceId().equals(logistics))
                .filter(truth -> truth.topic().equals(topic))
                .toList();
    }

    private long lag(String topic) {
        return truths(topic).stream().mapToLong(ActualPartitionState::lag).sum();
    }

    @Test
    void replications_lagStallAndRunInBothDirections() {
        assertThat(lag("parcels")).isEqualTo(3 * 4 * 3600 * 50);
        assertThat(lag("scans")).isEqualTo(2 * 1200 * 30);
        assertThat(lag("stock-here")).isPositive().isLessThan(100);
        assertThat(lag("stock-there")).isPositive().isLessThan(100);
        clock.advance(Duration.ofMinutes(1));
        assertThat(lag("parcels")).isEqualTo(3 * 4 * 3600 * 50);
        assertThat(lag("scans")).isEqualTo(2 * 1260 * 30);
    }

    @Test
    void dump_fallsBehindSteadily() {
        long first = lag("routes");
        clock.advance(Duration.ofMinutes(1));
        assertThat(lag("routes")).isEqualTo(first + 2 * 60 * 15);
    }

    @Test
    void dump_losesItsFirstMessageThreeMinutesAfterTheStart() {
        assertThat(truths("customs"))
                .allSatisfy(truth -> assertThat(truth.untilLoss().orElseThrow())
                        .isBetween(Duration.ofMinutes(3), Duration.ofMinutes(3).plusMillis(50)));
        long start = truths("customs").get(0).logStartOffset();
        clock.advance(Duration.ofMinutes(3));
        assertThat(truths("customs").get(0).expired()).isZero();
        assertThat(truths("customs").get(0).logStartOffset()).isEqualTo(start + 180 * 20);
        clock.advance(Duration.ofSeconds(10));
        assertThat(truths("customs").get(0).expired()).isEqualTo(200);
        assertThat(truths("customs").get(0).untilLoss()).contains(Duration.ZERO);
    }

    @Test
    void dump_isKnownOnlyByItsGroup() {
        String connector = client.json("/instances/" + logistics).getString("connector_id");
        assertThat(client.get("/connectors/" + connector + "/sink-tasks").body())
                .contains("routes-archive")
                .doesNotContain("labels-archive");
        assertThat(client.get("/instances/" + logistics + "/management/groups/connect-labels-archive")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void quietScenario_hasNoLagInCloudEye() {
        try (Simulator quiet = Simulator.start(Scenario.named("quiet"), clock)) {
            assertThat(quiet.truths()).allMatch(truth -> truth.lag() <= 20 && truth.expired() == 0);
        }
    }

    @Test
    void otcScenario_hasTheDemosTasksAndTruth_withoutTheDumpApi() {
        try (Simulator otc = Simulator.start(Scenario.named("otc"), clock)) {
            assertThat(otc.truths()).containsExactlyElementsOf(simulator.truths());
            assertThat(otc.scenario().instanceIds())
                    .isEqualTo(simulator.scenario().instanceIds());
            String connector = client.json("/instances/" + shop).getString("connector_id");
            assertThat(new SimulatorClient(otc)
                            .json("/connectors/" + connector + "/sink-tasks")
                            .getString("error_code"))
                    .isEqualTo("APIGW.0101");
        }
    }

    static List<String> names() {
        return Scenario.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyNamedScenario_answersEveryListing(String name) {
        try (Simulator named = Simulator.start(Scenario.named(name))) {
            SimulatorClient asking = new SimulatorClient(named);
            assertThat(asking.json("/instances").getInteger("instance_num"))
                    .isEqualTo(named.scenario().instanceIds().size());
            assertThat(named.truths()).isNotEmpty().allMatch(truth -> truth.lag() >= 0);
        }
    }

    @Test
    void named_saysWhichNamesThereAre_whenThereIsNone() {
        assertThatThrownBy(() -> Scenario.named("nonsense"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scenario: must be one of [demo, large, otc, quiet, seeds]; found nonsense");
    }
}
