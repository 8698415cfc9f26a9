package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.scenario.Scenario;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands in a real terminal: its width, its colors, its prompts. */
class TerminalIT {

    private static final String RED = "\u001b[31m";
    private static final String[] MODIFY = {"tasks", "modify", "copy-1", "--set=source_task.task_num=3"};

    private static final Scenario SCENARIO = Scenario.builder()
            .instance(
                    "shop-id",
                    instance -> instance.name("shop 東京 \u001b[31mred")
                            .obs(
                                    "dump-1",
                                    "a-name-that-is-as-long-as-names-of-archives-sometimes-are",
                                    task -> task.topics("a").status("FAILED"))
                            .replication("copy-1", "orders-to-standby", task -> task.topics("orders")))
            .build();

    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start(SCENARIO);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 132, 240})
    void table_fitsTheTerminal(int columns) throws IOException {
        try (TerminalSession terminal = run(columns, Map.of(), "tasks", "list")) {
            assertThat(terminal.status()).isZero();

            assertThat(terminal.screen().lines().limit(4).map(line -> line.substring(0, 4)))
                    .as("a row that were too wide would have taken two lines")
                    .containsExactly("INST", "shop", "shop", "Heal");
            assertThat(terminal.screen().contains("-sometimes-are ")).isEqualTo(columns == 240);
            assertThat(terminal.screen()).doesNotContain("\u001b");
        }
    }

    @Test
    void health_isColored() throws IOException {
        try (TerminalSession terminal = run(120, Map.of(), "tasks", "list")) {
            assertThat(terminal.status()).isZero();
            assertThat(terminal.coloredScreen()).contains(RED + "failed").containsOnlyOnce(RED);
        }
    }

    @ParameterizedTest
    @CsvSource({"NO_COLOR, 1", "TERM, dumb"})
    void nothingIsColored_ifTheEnvironmentForbidsIt(String variable, String value) throws IOException {
        try (TerminalSession terminal = run(120, Map.of(variable, value), "tasks", "list")) {
            assertThat(terminal.status()).isZero();
            assertThat(terminal.coloredScreen()).contains("failed").doesNotContain("\u001b[");
        }
    }

    @Test
    void columnsOfTheEnvironment_countMoreThanTheTerminal() throws IOException {
        try (TerminalSession terminal = run(132, Map.of("COLUMNS", "60"), "tasks", "list")) {
            assertThat(terminal.status()).isZero();
            assertThat(terminal.screen().lines().filter(line -> line.startsWith("shop")))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "yes", "Y"})
    void change_isSent_afterAYes(String answer) throws IOException {
        try (TerminalSession terminal = run(100, Map.of(), MODIFY)) {
            terminal.shows("source_task.task_num: 2 → 3").shows("Send this change? [y/N]");
            assertThat(simulator.changeCount()).isZero();

            terminal.type(answer).press("Enter");

            assertThat(terminal.status()).isZero();
            assertThat(terminal.screen()).contains("source_task.task_num: 3, applied");
            assertThat(simulator.requestCount(SimulatedOperation.MODIFY_TASK)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "", "yesterday"})
    void nothingIsSent_afterAnyOtherAnswer(String answer) throws IOException {
        try (TerminalSession terminal = run(100, Map.of(), MODIFY)) {
            terminal.shows("Send this change? [y/N]").type(answer).press("Enter");

            assertThat(terminal.status()).isEqualTo(1);
            assertThat(terminal.screen()).contains("Nothing was sent.");
            assertThat(simulator.changeCount()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C-c", "C-d"})
    void nothingIsSent_afterAnInterrupt(String key) throws IOException {
        try (TerminalSession terminal = run(100, Map.of(), "tasks", "restart", "copy-1")) {
            terminal.shows("resets the transferred offsets")
                    .shows("Send this change? [y/N]")
                    .press(key);

            assertThat(terminal.status()).isNotZero();
            assertThat(simulator.changeCount()).isZero();
        }
    }

    @Test
    void taskThatAnotherUserChanges_isLeftAlone() throws IOException {
        try (TerminalSession terminal = run(100, Map.of(), MODIFY)) {
            terminal.shows("Send this change? [y/N]");
            simulator.pauseTask("shop-id", "copy-1");
            terminal.type("y").press("Enter");

            assertThat(terminal.status()).isEqualTo(1);
            assertThat(terminal.screen())
                    .contains("the task has changed since it was shown", "status: RUNNING → PAUSED");
            assertThat(simulator.changeCount()).isZero();
        }
    }

    @Test
    void secret_isTypedWithoutEcho() throws IOException {
        try (TerminalSession terminal =
                run(100, Map.of(), "tasks", "modify", "copy-1", "--secret=source_task.password=-")) {
            terminal.shows("source_task.password:").type("planted").press("Enter");
            terminal.shows("source_task.password: (never returned) → ***")
                    .type("y")
                    .press("Enter");

            assertThat(terminal.status()).isZero();
            assertThat(terminal.screen()).doesNotContain("planted");
            assertThat(simulator.requests().get(simulator.requests().size() - 2).body())
                    .contains("planted");
        }
    }

    private TerminalSession run(int columns, Map<String, String> environment, String... arguments) throws IOException {
        Map<String, String> all = new HashMap<>(ExporterProcess.targeting(simulator));
        all.putAll(environment);
        return TerminalSession.run(columns, all, arguments);
    }
}
