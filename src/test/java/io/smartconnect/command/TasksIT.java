package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.http.ThrottlingResponse;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.Scenario;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands show tasks of the cloud or of a running exporter. */
class TasksIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ESCAPE = "\u001b[31mred\u009b2J\u202e";

    private static final Scenario SCENARIO = Scenario.builder()
            .instance(
                    "shop-id",
                    instance -> instance.name("shop")
                            .obs(
                                    "dump-1",
                                    "orders-archive",
                                    task -> task.topic(
                                            "orders",
                                            2,
                                            SimulatedProduction.steady(5),
                                            SimulatedTransfer.flushing(java.time.Duration.ofSeconds(30))))
                            .obs("dump-2", "twins", task -> task.topics("a").status("PAUSED"))
                            .dump("dump-3", "old-archive", task -> task.topics("b"))
                            .redis("redis-1", "session-cache", task -> task.topics("c")))
            .instance(
                    "other-id",
                    instance ->
                            instance.name("=1+1,\"" + ESCAPE).replication("copy-1", "twins", task -> task.topics("a")))
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

    @Test
    void list_isATable_withoutColourAndWithoutLimit_whenPiped() throws IOException {
        ProgramResult list = run("tasks", "list");

        assertThat(list.status()).as(list.err()).isZero();
        assertThat(list.out().lines().findFirst().orElse(""))
                .matches(
                        "INSTANCE +TASK +ID +KIND +STATUS +HEALTH +LAG +LAG TIME +LAG SOURCE( +MARGIN)? +FROM → TO +AGE");
        assertThat(list.out().lines())
                .hasSize(6)
                .anyMatch(
                        line -> line.matches(
                                "shop +orders-archive +dump-1 +dump +RUNNING +unknown .*here → obs://archive/orders-archive +[0-9]+m?s"))
                .anyMatch(line -> line.startsWith("=1+1,\"\\u001b[31mred\\u009b2J\\u202e  twins"))
                .noneMatch(line -> line.contains("\u001b") || line.contains("\u202e"));
        assertThat(list.err()).contains("--exporter.url");
        assertThat(simulator.changeCount()).isZero();
    }

    @Test
    void listAsJson_andAsCsv_haveEqualValues() throws IOException {
        JsonNode tasks =
                JSON.readTree(run("tasks", "list", "--output=json").out()).path("tasks");
        List<List<String>> records = csv(run("tasks", "list", "--output=csv").out());

        assertThat(tasks).hasSize(5);
        assertThat(records).hasSize(6);
        List<String> columns = records.get(0);
        assertThat(columns).containsExactlyElementsOf(names(tasks.get(0)));
        int name = columns.indexOf("instance_name");
        int id = columns.indexOf("task_id");
        assertThat(records.stream().skip(1).map(record -> record.get(id)))
                .containsExactlyInAnyOrderElementsOf(tasks.findValuesAsText("task_id"));
        assertThat(records.stream().map(record -> record.get(name))).contains("=1+1,\"" + ESCAPE);
        assertThat(tasks.findValuesAsText("instance_name")).contains("=1+1,\"" + ESCAPE);
    }

    @Test
    void list_chooses_byInstanceStatusAndHealth() throws IOException {
        assertThat(ids("--instance=shop", "--status=running")).containsExactlyInAnyOrder("dump-1", "dump-3", "redis-1");
        assertThat(ids("--instance=other-id")).containsExactly("copy-1");
        assertThat(ids("--health=paused")).containsExactly("dump-2");
    }

    @Test
    void list_readsFromARunningExporter() throws IOException {
        try (ExporterProcess exporter = ExporterProcess.start(ExporterProcess.targeting(simulator), "serve")
                .ready()) {
            String url = "--exporter.url=" + exporter.uri("/");

            ProgramResult list = alone("tasks", "list", url, "--output=json");
            ProgramResult show = alone("tasks", "show", "orders-archive", url, "--output=json");

            assertThat(list.status()).as(list.err()).isZero();
            assertThat(JSON.readTree(list.out()).findValuesAsText("task_id"))
                    .containsExactlyInAnyOrder("dump-1", "dump-2", "dump-3", "redis-1", "copy-1");
            assertThat(JSON.readTree(show.out()))
                    .isEqualTo(JSON.readTree(exporter.get("/api/v1/tasks/dump-1")
                            .body()
                            .replaceAll(
                                    "\"data_age_seconds\":[0-9.]+",
                                    "\"data_age_seconds\":"
                                            + JSON.readTree(show.out()).path("data_age_seconds"))));
        }
    }

    @Test
    void otherServer_isReported() throws IOException {
        ProgramResult noExporter = alone("tasks", "list", "--exporter.url=" + simulator.url());
        ProgramResult noUrl = alone("tasks", "list", "--exporter.url=ftp://user:planted@localhost/");
        ProgramResult nobody = alone("tasks", "list", "--exporter.url=http://127.0.0.1:1");

        assertThat(noExporter.status()).isEqualTo(1);
        assertThat(noExporter.err()).contains("HTTP status 404").hasLineCount(1);
        assertThat(noUrl.status()).isEqualTo(2);
        assertThat(noUrl.err()).startsWith("--exporter.url: must be like ").doesNotContain("planted");
        assertThat(nobody.status()).isEqualTo(1);
        assertThat(nobody.err()).contains("http://127.0.0.1:1").doesNotContain("\tat ");
    }

    @Test
    void show_printsEveryFieldOfBothApis_andThePartitions() throws IOException {
        ProgramResult show = run("tasks", "show", "orders-archive");
        JsonNode json =
                JSON.readTree(run("tasks", "show", "dump-1", "--output=json").out());

        assertThat(show.status()).as(show.err()).isZero();
        assertThat(show.out())
                .containsPattern("(?m)^health +unknown: .*1 of 10 polls")
                .containsPattern("(?m)^  sink_task.deliver_time_interval +300 +seconds between two deliveries$")
                .containsPattern("(?m)^  obs_destination_descriptor.record_delimiter +\\\\u000a")
                .containsPattern("(?m)^orders +1 +RUNNING +unknown +[0-9,]+ ");
        assertThat(json.path("smart_connect")
                        .path("sink_task")
                        .path("obs_bucket_name")
                        .asText())
                .isEqualTo("archive");
        assertThat(json.path("dump")
                        .path("obs_destination_descriptor")
                        .path("connector_class")
                        .asText())
                .endsWith("OBSSinkConnector");
        assertThat(json.path("partitions")).hasSize(2);
    }

    @Test
    void showOfATask_ofOneApi_printsOnlyItsFields() throws IOException {
        assertThat(run("tasks", "show", "old-archive").out())
                .doesNotContain("Smart Connect API")
                .contains("fields of the dump API");
        assertThat(run("tasks", "show", "session-cache").out())
                .contains("fields of the Smart Connect API")
                .doesNotContain("dump API");
    }

    @Test
    void showOfATask_ofWhichAnUnrelatedDumpHasTheName_doesNotShowTheDump() throws IOException {
        try (Simulator namesakes = Simulator.start(Scenario.builder()
                .instance(
                        "shop-id",
                        instance -> instance.replication("copy-1", "orders", task -> task.topics("a"))
                                .dump(
                                        "dump-1",
                                        "orders",
                                        task -> task.topics("b").created(Instant.ofEpochMilli(1))))
                .build())) {
            ProgramResult shown = ProgramResult.inThisJvm(namesakes, "tasks", "show", "copy-1");

            assertThat(shown.status()).as(shown.err()).isZero();
            assertThat(shown.out())
                    .contains("fields of the Smart Connect API")
                    .doesNotContain("fields of the dump API");
        }
    }

    @Test
    void nameOfNoTask_isAnsweredWithTheNearest_andOneOfTwoTasksWithBoth() throws IOException {
        ProgramResult missing = run("tasks", "show", "order-archive");
        ProgramResult twins = run("tasks", "show", "twins");

        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).isEqualTo("no task has the id or name order-archive; did you mean orders-archive?\n");
        assertThat(twins.status()).isEqualTo(2);
        assertThat(twins.err()).contains("2 tasks are called twins", "(dump-2) of shop", "(copy-1) of =1+1");
        assertThat(run("tasks", "show", "twins", "--instance=shop").status()).isZero();
    }

    @Test
    void denial_namesThePermission_andTheRestIsShown() throws IOException {
        simulator.add(
                Fault.on(SimulatedOperation.LIST_TASKS).instance("other-id").denied());

        ProgramResult list = run("tasks", "list");

        assertThat(list.status()).isEqualTo(1);
        assertThat(list.out().lines()).hasSize(5);
        assertThat(list.err())
                .contains(
                        "instance =1+1", "the permission dms:instance:listConnectorSinkTask is missing", "DMS.00403003")
                .doesNotContain("\u001b", "level=");
    }

    @Test
    void throttling_isReportedWithItsPause_andWaitedForWithWait() throws IOException {
        simulator.add(Fault.on(SimulatedOperation.LIST_INSTANCES).throttle(ThrottlingResponse.APIG_429, "120"));
        ProgramResult failed = run("tasks", "list");
        simulator.clearFaults();
        simulator.add(Fault.on(SimulatedOperation.SHOW_TASK)
                .throttle(ThrottlingResponse.APIG_429, "1")
                .times(4));
        ProgramResult waited = run("tasks", "show", "orders-archive", "--wait");

        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err()).contains("throttles; retry later, or use --wait", "(asks to wait 2m 0s)");
        assertThat(waited.status()).as(waited.err()).isZero();
    }

    private List<String> ids(String... flags) throws IOException {
        String[] arguments = new String[flags.length + 3];
        arguments[0] = "tasks";
        arguments[1] = "list";
        arguments[2] = "--output=json";
        System.arraycopy(flags, 0, arguments, 3, flags.length);
        return JSON.readTree(run(arguments).out()).findValuesAsText("task_id");
    }

    private static List<String> names(JsonNode task) {
        List<String> names = new java.util.ArrayList<>();
        task.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A reader of RFC 4180 for what has no line breaks in its values. */
    private static List<List<String>> csv(String text) {
        assertThat(text).endsWith("\r\n");
        return Arrays.stream(text.split("\r\n"))
                .map(line -> Arrays.stream(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                        .map(value -> value.startsWith("\"")
                                ? value.substring(1, value.length() - 1).replace("\"\"", "\"")
                                : value)
                        .toList())
                .toList();
    }

    private ProgramResult run(String... arguments) throws IOException {
        return ProgramResult.inThisJvm(simulator, arguments);
    }

    /** Without a cloud. */
    private static ProgramResult alone(String... arguments) {
        return ProgramResult.inThisJvm(arguments);
    }
}
