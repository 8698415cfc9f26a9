package io.smartconnect.command.tasks.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smartconnect.command.tasks.row.TaskDetails;
import io.smartconnect.command.tasks.row.TaskRow;
import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.exporter.config.Configuration;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.config.reader.FlagValues;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.http.ThrottlingResponse;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.Scenario;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloudTaskSourceTest {

    private static final Scenario SCENARIO = Scenario.builder()
            .instance(
                    "shop-id",
                    instance -> instance.obs(
                            "dump-1",
                            "orders-archive",
                            task -> task.topic(
                                    "orders",
                                    2,
                                    SimulatedProduction.steady(5),
                                    SimulatedTransfer.flushing(Duration.ofSeconds(30)))))
            .build();

    private Simulator simulator;
    private CloudTaskSource source;

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(SCENARIO);
        source = CloudTaskSource.withoutWaiting(settings(), new PrintWriter(new StringWriter()));
    }

    @AfterEach
    void stop() {
        source.close();
        simulator.close();
    }

    private Settings settings() throws Exception {
        Map<String, String> environment = Map.of(
                "SMART_CONNECT_ENDPOINT", simulator.url().toString(),
                "HUAWEICLOUD_SDK_PROJECT_ID", simulator.projectId(),
                "HUAWEICLOUD_SDK_AK", simulator.accessKey(),
                "HUAWEICLOUD_SDK_SK", simulator.secretKey());
        FlagValues flags = FlagValues.NONE;
        return Configuration.load(Optional.empty(), environment, flags);
    }

    /** The cloud asks for a pause that a poll would have time for. */
    @Test
    void throttledListing_failsWithoutASecondRequest() {
        simulator.add(Fault.on(SimulatedOperation.LIST_INSTANCES).throttle(ThrottlingResponse.APIG_429, "1"));

        assertThat(source.list()).isEmpty();

        assertThat(source.failures()).singleElement().asString().contains("the cloud throttles");
        assertThat(simulator.requestCount(SimulatedOperation.LIST_INSTANCES)).isEqualTo(1);
    }

    @Test
    void throttledTask_failsWithoutASecondRequest() {
        List<TaskRow> tasks = source.list();
        simulator.add(Fault.on(SimulatedOperation.SHOW_TASK).throttle(ThrottlingResponse.APIG_429, "1"));

        CommandFailedException failure = catchThrowableOfType(
                CommandFailedException.class, () -> source.client(tasks.get(0)).fields());

        assertThat(failure).hasMessageContaining("the cloud throttles; retry in 1s");
        assertThat(simulator.requestCount(SimulatedOperation.SHOW_TASK)).isEqualTo(1);
    }

    @Test
    void cloudAnswers_areThoseOfEachApiThatListsTheTask() {
        CloudAnswers answers = source.cloudAnswers(source.list().get(0));

        assertThat(answers.smartConnect().orElseThrow().getString("task_name")).isEqualTo("orders-archive");
        assertThat(answers.dump().orElseThrow().getString("task_name")).isEqualTo("orders-archive");
        assertThat(answers.failures()).isEmpty();
    }

    @Test
    void deniedListing_isAFailure_becauseItMayContainTheTask() {
        simulator.add(Fault.on(SimulatedOperation.LIST_DUMP_TASKS).denied());

        CloudAnswers answers = source.cloudAnswers(source.list().get(0));

        assertThat(answers.smartConnect()).isPresent();
        assertThat(answers.dump()).isEmpty();
        assertThat(answers.failures())
                .singleElement()
                .asString()
                .contains("dms:instance:listConnectorSinkTask is missing", "list_dump_tasks: 403");
    }

    @Test
    void rows_haveTheValuesOfTheJsonApi() throws CommandFailedException {
        TaskRow task = source.list().get(0);

        TaskDetails details = source.details(task);

        assertThat(ExporterJsonReader.details(details.document()))
                .usingRecursiveComparison()
                .ignoringFields("task.dataAgeSeconds")
                .isEqualTo(details);
        assertThat(details.partitions().orElseThrow()).isNotEmpty();
    }
}
