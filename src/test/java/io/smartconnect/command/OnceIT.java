package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.scenario.Scenario;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OnceIT {

    @Test
    void once_printsTheExpositionAlone_whenAllIsUp() throws IOException {
        Scenario scenario = Scenario.builder()
                .instance(
                        "one",
                        instance -> instance.name("Köln → 東京").obs("task-1", "archive", task -> task.topics("a")))
                .instance("two", instance -> instance.name("two").withoutConnector())
                .build();
        try (Simulator simulator = Simulator.start(scenario);
                ExporterProcess once = ExporterProcess.start(ExporterProcess.targeting(simulator), "once")) {
            assertThat(once.program().status()).as(once.program().err()).isZero();

            ScrapedSamples printed = new ScrapedSamples(once.program().out());
            assertThat(printed.text()).startsWith("# HELP ").endsWith("\n").contains("instance_name=\"Köln → 東京\"");
            assertThat(printed.text().lines())
                    .allMatch(line -> line.matches("# (HELP|TYPE) .*|[a-z_]+(\\{.*\\})? \\S+"));
            assertThat(printed.values("smartconnect_up")).containsExactly(1.0, 1.0);
            assertThat(printed.values("smartconnect_polls_total")).containsExactly(1.0, 1.0);
            assertThat(once.complaints()).isEmpty();
            assertThat(once.program().err()).doesNotContain("Exception");
        }
    }

    @Test
    void once_exitsWith0_whenATargetHasNoInstances() throws IOException {
        try (Simulator simulator = Simulator.start(Scenario.builder().build());
                ExporterProcess once = ExporterProcess.start(ExporterProcess.targeting(simulator), "once")) {
            assertThat(once.program().status()).as(once.program().err()).isZero();

            ScrapedSamples printed = new ScrapedSamples(once.program().out());
            assertThat(printed.values("smartconnect_target_up")).containsExactly(1.0);
            assertThat(printed.values("smartconnect_target_instances")).containsExactly(0.0);
        }
    }

    @Test
    void once_printsWhatItKnowsAndExitsWith1_whenAnInstanceIsDown() throws IOException {
        try (Simulator simulator = Simulator.start(Scenario.named("demo"))) {
            String down = simulator.scenario().instanceIds().get(0);
            simulator.add(Fault.on(SimulatedOperation.LIST_TASKS).instance(down).denied());
            try (ExporterProcess once = ExporterProcess.start(ExporterProcess.targeting(simulator), "once")) {
                assertThat(once.program().status()).isEqualTo(1);

                ScrapedSamples printed = new ScrapedSamples(once.program().out());
                assertThat(printed.valueOf("smartconnect_up{instance_id=\"" + down + "\"}"))
                        .hasValue(0);
                assertThat(printed.values("smartconnect_up").sum()).isEqualTo(3);
                assertThat(once.program().err())
                        .contains("reason=denied", "instance_id=" + down)
                        .doesNotContain("stack=");
            }
        }
    }

    @Test
    void once_exitsWith1_whenTheTargetIsDown() throws IOException {
        try (Simulator simulator = Simulator.start(Scenario.named("quiet"))) {
            simulator.add(Fault.on(SimulatedOperation.LIST_INSTANCES).denied());
            try (ExporterProcess once = ExporterProcess.start(ExporterProcess.targeting(simulator), "once")) {
                assertThat(once.program().status()).isEqualTo(1);
                assertThat(new ScrapedSamples(once.program().out()).values("smartconnect_target_up"))
                        .containsExactly(0.0);
            }
        }
    }

    @Test
    void once_exitsWith2_whenThereIsNoTarget() throws IOException {
        try (ExporterProcess once = ExporterProcess.start("once")) {
            assertThat(once.program().status()).isEqualTo(2);
            assertThat(once.program().out()).isEmpty();
            assertThat(once.program().err())
                    .startsWith("environment: SMART_CONNECT_REGION: ")
                    .hasLineCount(1);
        }
    }
}
