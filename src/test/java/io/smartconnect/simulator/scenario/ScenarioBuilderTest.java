package io.smartconnect.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.SimulatorClient;
import io.smartconnect.simulator.model.DumpVisibility;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScenarioBuilderTest {

    private static final String INSTANCE = "aaaaaaaa-0000-0000-0000-000000000001";
    private static final String TASK = "cccccccc-0000-0000-0000-000000000001";
    private static final Instant CREATED = Instant.parse("2025-12-31T23:59:59.123Z");

    private static Scenario obs(DumpVisibility visibility) {
        return Scenario.builder()
                .instance(
                        INSTANCE,
                        instance -> instance.connector("connector")
                                .obs(
                                        TASK,
                                        "archive",
                                        task -> task.inDumpApi(visibility)
                                                .created(CREATED)
                                                .topic(
                                                        "orders",
                                                        1,
                                                        SimulatedProduction.idle(),
                                                        SimulatedTransfer.nothing())))
                .build();
    }

    private static JsonArray dumpTasks(Scenario scenario) {
        try (Simulator simulator = Simulator.start(scenario)) {
            return new SimulatorClient(simulator)
                    .json("/connectors/connector/sink-tasks")
                    .getJsonArray("tasks");
        }
    }

    @Test
    void obsTask_isInTheDumpApi_asTheScenarioSays() {
        JsonObject same = dumpTasks(obs(DumpVisibility.SAME_ID)).getJsonObject(0);
        assertThat(same.getString("task_id")).isEqualTo(TASK);
        JsonObject other = dumpTasks(obs(DumpVisibility.OTHER_ID)).getJsonObject(0);
        assertThat(other.getString("task_id")).isNotEqualTo(TASK);
        assertThat(other.getString("task_name")).isEqualTo("archive");
        assertThat(other.getLong("create_time")).isEqualTo(CREATED.toEpochMilli());
        assertThat(dumpTasks(obs(DumpVisibility.ABSENT))).isEmpty();
    }

    @Test
    void cloudWithoutTheDumpApi_doesNotKnowItsUrls() {
        Scenario scenario = Scenario.builder().withoutDumpApi().build();
        try (Simulator simulator = Simulator.start(scenario)) {
            assertThat(new SimulatorClient(simulator)
                            .json("/connectors/connector/sink-tasks")
                            .getString("error_code"))
                    .isEqualTo("APIG.0101");
        }
    }

    @Test
    void description_canLeaveTheConnectorOut() {
        Scenario scenario = Scenario.builder()
                .instance(INSTANCE, InstanceBuilder::withoutConnectorFields)
                .build();
        try (Simulator simulator = Simulator.start(scenario)) {
            assertThat(new SimulatorClient(simulator)
                            .json("/instances/" + INSTANCE)
                            .fieldNames())
                    .contains("instance_id")
                    .doesNotContain("connector_id", "connector_enable", "connector_node_num");
        }
    }

    @Test
    void waitingTask_showsNoPartitions() {
        Scenario scenario = Scenario.builder()
                .instance(
                        INSTANCE,
                        instance -> instance.connector("connector")
                                .dump(
                                        TASK,
                                        "archive",
                                        task -> task.status("WAITING")
                                                .topic(
                                                        "orders",
                                                        1,
                                                        SimulatedProduction.steady(1),
                                                        SimulatedTransfer.behind(Duration.ZERO))))
                .build();
        try (Simulator simulator = Simulator.start(scenario)) {
            assertThat(new SimulatorClient(simulator)
                            .json("/connectors/connector/sink-tasks/" + TASK + "?topic-info=true")
                            .getJsonArray("topics_info"))
                    .isEmpty();
        }
    }

    @Test
    void offsets_have64Bits() {
        Scenario scenario = Scenario.builder()
                .instance(
                        INSTANCE,
                        instance -> instance.dump(
                                TASK,
                                "archive",
                                task -> task.topic(
                                        "orders",
                                        topic -> topic.startingAt(9_000_000_000_000_000_000L)
                                                .partition(
                                                        7, SimulatedProduction.idle(3), SimulatedTransfer.nothing()))))
                .build();
        try (Simulator simulator = Simulator.start(scenario)) {
            assertThat(simulator.truth(INSTANCE, TASK, "orders", 7).logEndOffset())
                    .isEqualTo(9_000_000_000_000_000_003L);
        }
    }
}
