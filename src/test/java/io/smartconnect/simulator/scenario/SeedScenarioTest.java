package io.smartconnect.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.SimulatorClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeedScenarioTest {

    private static final String SHOWN = "/instances/" + SeedScenario.SHOWN + "/connector/tasks/";
    private static final String MODIFIED = SHOWN + "5cf658a2-9157-4b35-b4e6-13ee7a23154b";

    private final Simulator simulator = Simulator.start(Scenario.named("seeds"));
    private final SimulatorClient client = new SimulatorClient(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void listing_isTheDocumentsOwn_toTheByte() {
        assertThat(client.get("/instances/" + SeedScenario.LISTED + "/connector/tasks")
                        .body())
                .isEqualTo(SeedScenario.read("list_tasks"))
                .contains("\"deliver_time_interva\" : 300");
    }

    @Test
    void redisTask_isTheDocumentsOwn_toTheByte() {
        assertThat(client.get(SHOWN + "8a205bbd-7181-4b5e-9bd6-37274ce84577").body())
                .isEqualTo(SeedScenario.read("show_task_redis"))
                .contains("\"RDB_ONLY,\"");
    }

    @Test
    void taskWithAMaskedId_isTheDocumentsOwn_toTheByte() {
        assertThat(client.get(SHOWN + "194917d0-****-****-****-********").body())
                .isEqualTo(SeedScenario.read("show_task"));
    }

    @Test
    void modification_answersTheDocumentsEntity_whenItIsTheDocumentsRequest() {
        assertThat(client.json(MODIFIED).getJsonObject("source_task").getInteger("task_num"))
                .isEqualTo(2);
        assertThat(client.send("PUT", MODIFIED, SeedScenario.read("modify_task_request"))
                        .body())
                .isEqualTo(SeedScenario.read("modify_task"));
        assertThat(client.get(MODIFIED).body()).isEqualTo(SeedScenario.read("modify_task"));
    }

    @Test
    void dumpDetail_isTheDocumentsOwn_toTheByte() {
        String connector = client.json("/instances/" + SeedScenario.SHOWN).getString("connector_id");
        assertThat(client.get("/connectors/" + connector + "/sink-tasks/" + SeedScenario.DUMP_TASK + "?topic-info=true")
                        .body())
                .isEqualTo(SeedScenario.read("show_dump_task"));
    }
}
