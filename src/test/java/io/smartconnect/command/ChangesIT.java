package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.RecordedRequest;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.http.ThrottlingResponse;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that change tasks send the shown change once; after a mistake they report it and send nothing. */
class ChangesIT {

    /** The task of the document's example of ModifyConnectorTask, and one of Redis. */
    private static final String TASK = "5cf658a2-9157-4b35-b4e6-13ee7a23154b";

    private static final String REDIS = "8a205bbd-7181-4b5e-9bd6-37274ce84577";
    private static final String INSTANCE = "22222222-3333-4444-5555-666666666666";

    private static final String EXAMPLE = """
            {"source_type":"KAFKA_REPLICATOR_SOURCE","sink_type":"NONE","topics":"topic-1643449744",
             "source_task":{"compression_type":"gzip","task_num":3,"replication_factor":3}}""";

    @TempDir
    Path directory;

    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.named("seeds"));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void exampleOfTheDocument_givesItsRequestAndItsResult() throws IOException {
        ProgramResult modify = run(
                "modify",
                TASK,
                "--set=source_task.compression_type=gzip",
                "--set=source_task.task_num=3",
                "--set=source_task.replication_factor=3",
                "--yes");

        assertThat(modify.status()).as(modify.err()).isZero();
        assertThat(modify.err())
                .contains(
                        "Modify smart-connect-1460978305 (" + TASK + ") of kafka-shown, RUNNING",
                        "source_task.compression_type: none → gzip",
                        "source_task.task_num: 2 → 3",
                        "source_task.replication_factor: 3 (unchanged)",
                        "sent unchanged: source_type KAFKA_REPLICATOR_SOURCE, sink_type NONE, topics topic-1643449744\n");
        assertThat(modify.out()).isEqualTo("""
                source_task.compression_type: gzip, applied
                source_task.task_num: 3, applied
                source_task.replication_factor: 3, applied
                """);
        RecordedRequest sent = onlyChange();
        assertThat(sent.method()).isEqualTo("PUT");
        assertThat(sent.path())
                .isEqualTo("/v2/" + simulator.projectId() + "/instances/" + INSTANCE + "/connector/tasks/" + TASK);
        assertThat(sent.body()).isEqualTo(new JsonObject(EXAMPLE).encode());
        assertThat(shown().getJsonObject("source_task")).isEqualTo(example().getJsonObject("source_task"));
    }

    @Test
    void bodyOfTheDocument_asAFile_givesTheSameRequest_andIsPrintedByADryRun() throws IOException {
        Path file = file(EXAMPLE);

        ProgramResult dry = run("modify", TASK, "--from-file=" + file, "--dry-run");
        int changesBefore = simulator.changeCount();
        ProgramResult modify = run("modify", TASK, "--from-file=" + file, "--yes");

        assertThat(dry.status()).as(dry.err()).isZero();
        assertThat(new JsonObject(dry.out())).isEqualTo(new JsonObject(EXAMPLE));
        assertThat(changesBefore).isZero();
        assertThat(modify.status()).as(modify.err()).isZero();
        assertThat(new JsonObject(onlyChange().body())).isEqualTo(new JsonObject(EXAMPLE));
    }

    @Test
    void everyMistake_isReportedAtOnce() throws IOException {
        Path file = file("""
                {"topics": "a", "topics_regex": "a.*", "nope": 1, "task_name": null,
                 "source_task": {"task_num": "3", "direction": "up", "password": ""}}""");

        ProgramResult modify = run("modify", TASK, "--from-file=" + file, "--secret=task_name=x", "--yes");

        assertThat(modify.status()).isEqualTo(2);
        assertThat(modify.err()).isEqualTo("""
                --secret: must be FIELD=FILE or FIELD=-, FIELD one of source_task.password, sink_task.access_key, sink_task.secret_key
                task_name: must have a value; found null
                nope: there is no such field
                source_task.task_num: must be a whole number from 1 to 2147483647; found "3"
                source_task.direction: must be one of pull push two-way; found "up"
                source_task.password: must be the secret itself, not ***
                topics, topics_regex: a task can have only one of them
                """);
        assertThat(simulator.changeCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "3", "{\"source_task\": "})
    void fileThatIsNoObject_isTold(String text) throws IOException {
        ProgramResult modify = run("modify", TASK, "--from-file=" + file(text), "--yes");

        assertThat(modify.status()).isEqualTo(2);
        assertThat(modify.err()).isEqualTo("--from-file: must be a JSON object\n");
        assertThat(simulator.requestCount()).isZero();
    }

    @Test
    void emptyChange_isReported_andAnUnchangedValueIsNotSent() throws IOException {
        ProgramResult empty = run("modify", TASK, "--from-file=" + file("{}"), "--yes");
        ProgramResult nothing = run("modify", TASK, "--yes");
        ProgramResult already = run("modify", TASK, "--set=source_task.task_num=2", "--yes");

        assertThat(List.of(empty.status(), nothing.status(), already.status())).containsExactly(2, 2, 0);
        assertThat(empty.err()).startsWith("there is no field to change").isEqualTo(nothing.err());
        assertThat(already.err()).contains("Nothing was sent: the task already has these values.");
        assertThat(simulator.changeCount()).isZero();
    }

    @Test
    void withoutATerminal_nothingIsSent_unlessYes() throws IOException {
        for (List<String> change : List.of(
                List.of("modify", TASK, "--set=source_task.task_num=3"),
                List.of("pause", TASK),
                List.of("restart", TASK))) {
            ProgramResult refused = run(change.toArray(String[]::new));

            assertThat(refused.status()).isEqualTo(2);
            assertThat(refused.err()).endsWith("Nothing was sent: without a terminal, a change needs --yes.\n");
        }
        assertThat(simulator.changeCount()).isZero();
    }

    @Test
    void changeThatTheCloudDidNotApply_isReported() throws IOException {
        simulator.add(Fault.on(SimulatedOperation.MODIFY_TASK).status(200, "{}"));

        ProgramResult modify = run("modify", TASK, "--set=source_task.task_num=3", "--yes");

        assertThat(modify.status()).isEqualTo(1);
        assertThat(modify.out()).isEqualTo("source_task.task_num: not applied; the value is 2, not 3\n");
        assertThat(simulator.requestCount(SimulatedOperation.MODIFY_TASK)).isEqualTo(1);
    }

    @Test
    void taskThatHasChangedMeanwhile_isLeftAlone() throws IOException {
        simulator.add(changed(task -> {
            task.getJsonObject("source_task").put("task_num", 7);
            return task;
        }));

        ProgramResult modify = run("modify", TASK, "--set=source_task.task_num=3", "--yes");

        assertThat(modify.status()).isEqualTo(1);
        assertThat(modify.err())
                .endsWith(
                        "Nothing was sent: the task has changed since it was shown.\n  source_task.task_num: 7 → 2\n");
        assertThat(simulator.changeCount()).isZero();
    }

    @Test
    void taskThatHasVanishedMeanwhile_isTold() throws IOException {
        simulator.add(changed(UnaryOperator.identity()));
        simulator.add(Fault.on(SimulatedOperation.SHOW_TASK)
                .status(404, "{\"error_code\":\"DMS.00404026\",\"error_msg\":\"The dumping task does not exist.\"}"));

        ProgramResult modify = run("modify", TASK, "--set=source_task.task_num=3", "--yes");

        assertThat(modify.status()).isEqualTo(1);
        assertThat(modify.err())
                .contains("\nNothing was sent: the cloud does not find it: show_task: 404 DMS.00404026");
        assertThat(simulator.changeCount()).isZero();
    }

    /** The first read of the task returns changed fields. */
    private static Fault changed(UnaryOperator<JsonObject> change) {
        return Fault.on(SimulatedOperation.SHOW_TASK).edit(change).times(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | DMS.00403003 | the permission dms:instance:updateConnectorTask is missing
            400 | DMS.00400026 | the cloud rejects the request: modify_task: 400 DMS.00400026: \\u001b[2J is it?
            404 | DMS.00404026 | the cloud does not find it
            429 | APIG.0308    | the cloud throttles; retry in
            """)
    void refusal_isReportedWithAdvice_andThePutIsSentOnce(int status, String code, String words) throws IOException {
        simulator.add(Fault.on(SimulatedOperation.MODIFY_TASK)
                .status(status, "{\"error_code\":\"" + code + "\",\"error_msg\":\"\\\\u001b[2J is it?\"}"));

        ProgramResult modify = run("modify", TASK, "--set=source_task.task_num=3", "--yes");

        assertThat(modify.status()).isEqualTo(1);
        assertThat(modify.err()).contains(words).doesNotContain("\u001b");
        assertThat(modify.out()).isEmpty();
        assertThat(simulator.requestCount(SimulatedOperation.MODIFY_TASK)).isEqualTo(1);
    }

    @Test
    void changeWithoutAResponse_isSentOnce_andVerified() throws IOException {
        simulator.add(Fault.on(SimulatedOperation.MODIFY_TASK).serverError());

        ProgramResult modify = run("modify", TASK, "--set=source_task.task_num=3", "--yes");

        assertThat(modify.status()).isEqualTo(1);
        assertThat(modify.err()).contains("modify_task: 500", "it is not sent again.");
        assertThat(modify.out()).isEqualTo("source_task.task_num: not applied; the value is 2, not 3\n");
        assertThat(simulator.changeCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void throttledChange_isSentAgain_withWait(ThrottlingResponse form) throws IOException {
        simulator.add(
                Fault.on(SimulatedOperation.MODIFY_TASK).throttle(form, "1").times(1));

        ProgramResult modify = run("modify", TASK, "--set=source_task.task_num=3", "--yes", "--wait");

        assertThat(modify.status()).as(modify.err()).isZero();
        assertThat(modify.err()).contains("The cloud throttles; waiting 1s.");
        assertThat(simulator.requestCount(SimulatedOperation.MODIFY_TASK)).isEqualTo(2);
    }

    @Test
    void throttledChange_isNotSentAgain_whenTheTaskChangesMeanwhile() throws IOException {
        simulator.add(Fault.on(SimulatedOperation.MODIFY_TASK)
                .throttle(ThrottlingResponse.APIG_429, "1")
                .times(1));
        simulator.add(changed(UnaryOperator.identity()).times(2));
        simulator.add(changed(task -> task.put("topics", "others")));

        ProgramResult modify = run("modify", TASK, "--set=source_task.task_num=3", "--yes", "--wait");

        assertThat(modify.status()).isEqualTo(1);
        assertThat(modify.err()).endsWith("since it was shown.\n  topics: topic-1643449744 → others\n");
        assertThat(simulator.requestCount(SimulatedOperation.MODIFY_TASK)).isEqualTo(1);
    }

    @Test
    void restartWithoutAResponse_isNoSuccess_evenIfTheTaskRuns() throws IOException {
        simulator.add(Fault.on(SimulatedOperation.RESTART_TASK).reset());

        ProgramResult restart = run("restart", TASK, "--yes");

        assertThat(restart.status()).isEqualTo(1);
        assertThat(restart.err()).contains("The cloud may have made the change");
        assertThat(restart.out()).isEqualTo("The task is RUNNING.\n");
        assertThat(simulator.changeCount()).isEqualTo(1);
    }

    @Test
    void acceptedRestart_withoutAChangeOfStatus_succeedsUnconfirmed() throws IOException {
        simulator.add(Fault.on(SimulatedOperation.RESTART_TASK).status(204, ""));

        ProgramResult restart = run("restart", TASK, "--yes");

        assertThat(restart.status()).as(restart.err()).isZero();
        assertThat(restart.out())
                .isEqualTo("Accepted; could not confirm the restart: the status never changed from RUNNING.\n");
        assertThat(simulator.changeCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            204 | The cloud accepted the change
            500 | The cloud may have made the change
            """)
    void taskThatCannotBeReadAfterAChange_isReported_andSoIsTheChange(int status, String words) throws IOException {
        simulator.add(changed(UnaryOperator.identity()).times(2));
        simulator.add(Fault.on(SimulatedOperation.SHOW_TASK).denied());
        simulator.add(Fault.on(SimulatedOperation.MODIFY_TASK).status(status, ""));

        ProgramResult modify = run("modify", TASK, "--set=source_task.task_num=3", "--yes");

        assertThat(modify.status()).isEqualTo(1);
        assertThat(modify.err()).contains("\n" + words + ", but the task cannot be read: ", "DMS.00403003");
        assertThat(modify.out()).isEmpty();
        assertThat(simulator.changeCount()).isEqualTo(1);
    }

    @Test
    void failedRead_isRepeated_whileWaitingForTheStatus() throws IOException {
        simulator.add(changed(UnaryOperator.identity()).times(2));
        simulator.add(Fault.on(SimulatedOperation.SHOW_TASK).denied().times(1));

        ProgramResult pause = run("pause", TASK, "--yes");

        assertThat(pause.status()).as(pause.err()).isZero();
        assertThat(pause.out()).isEqualTo("The task is PAUSED.\n");
    }

    @Test
    void secret_comesFromAFileOrFromStandardInput_andIsNeverPrinted() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "planted-in-a-file\n");
        Path input = Files.writeString(directory.resolve("input"), "planted-in-the-input\n");
        String[] fromFile = {"tasks", "modify", TASK, "--secret=source_task.password=" + secret, "--yes"};
        String[] fromInput = {"tasks", "modify", TASK, "--secret=source_task.password=-", "--yes", "--log.level=trace"};

        ProgramResult filed = ProgramResult.of(ExporterProcess.start(ExporterProcess.targeting(simulator), fromFile));
        ProgramResult typed =
                ProgramResult.of(ExporterProcess.start(ExporterProcess.targeting(simulator), input, fromInput));
        ProgramResult dry = run("modify", TASK, "--secret=source_task.password=" + secret, "--dry-run");

        for (ProgramResult modify : List.of(filed, typed)) {
            assertThat(modify.status()).as(modify.err()).isZero();
            assertThat(modify.out())
                    .isEqualTo(
                            "source_task.password: *** sent; cannot be verified, because the API never returns it\n");
            assertThat(modify.err())
                    .contains("source_task.password: (never returned) → ***")
                    .doesNotContain("planted");
        }
        assertThat(new JsonObject(dry.out()).getJsonObject("source_task").getString("password"))
                .isEqualTo("***");
        assertThat(simulator.requests().stream()
                        .filter(request -> request.operation() == SimulatedOperation.MODIFY_TASK)
                        .map(request -> new JsonObject(request.body())
                                .getJsonObject("source_task")
                                .getString("password")))
                .containsExactly("planted-in-a-file", "planted-in-the-input");
    }

    @Test
    void fileOfASecret_thatCannotBeRead_isNotRepeated() throws IOException {
        ProgramResult modify = run("modify", TASK, "--secret=source_task.password=planted", "--yes");

        assertThat(modify.status()).isEqualTo(2);
        assertThat(modify.err()).isEqualTo("source_task.password: must be in a readable file; found no such file\n");
    }

    @Test
    void nameThatMayNotBeUnique_isNotEnough_toChangeATask() throws IOException {
        try (Simulator twins = Simulator.start(Scenario.builder()
                .instance("one", instance -> instance.replication("twin-1", "twins", task -> task.topics("a")))
                .instance("other", instance -> instance.replication("twin-2", "twins", task -> task.topics("a")))
                .build())) {
            twins.add(Fault.on(SimulatedOperation.LIST_TASKS).instance("other").denied());

            ProgramResult byName = run(twins, "modify", "twins", "--set=source_task.task_num=3", "--yes");
            ProgramResult shown = run(twins, "show", "twins");
            int changesByName = twins.changeCount();
            ProgramResult byInstance = run(twins, "pause", "twins", "--instance=one", "--yes");
            ProgramResult byId = run(twins, "resume", "twin-1", "--yes");

            String doubt = "the name twins may not be unique, because a listing failed; use the id:\n";
            assertThat(List.of(byName.status(), shown.status())).containsOnly(1);
            assertThat(byName.err()).startsWith(doubt + "  twins (twin-1) of ").contains("\ninstance kafka-other: ");
            assertThat(shown.err()).startsWith(doubt);
            assertThat(shown.out()).contains("twins (twin-1)");
            assertThat(changesByName).isZero();
            assertThat(byInstance.status()).as(byInstance.err()).isZero();
            assertThat(byId.status()).as(byId.err()).isZero();
        }
    }

    @Test
    void fieldsOfRedis_areReadOnly() throws IOException {
        ProgramResult modify = run("modify", REDIS, "--instance=kafka-shown", "--set=source_task.ratelimit=5", "--yes");

        assertThat(modify.status()).isEqualTo(2);
        assertThat(modify.err()).isEqualTo("source_task.ratelimit: the API documents no way to change it\n");
    }

    @Test
    void taskOfTheDumpApiAlone_isNotChanged() throws IOException {
        ProgramResult pause = run("pause", "33333333-4444-5555-6666-777777777777", "--yes");

        assertThat(pause.status()).isEqualTo(1);
        assertThat(pause.err()).contains("only the dump API, which cannot change tasks, lists ");
        assertThat(simulator.changeCount()).isZero();
    }

    @Test
    void pauseAndResume_doNothingTwice() throws IOException {
        ProgramResult pause = run("pause", TASK, "--yes");
        ProgramResult again = run("pause", TASK);
        ProgramResult resume = run("resume", TASK, "--yes");
        ProgramResult resumeAgain = run("resume", TASK);

        assertThat(List.of(pause.status(), again.status(), resume.status(), resumeAgain.status()))
                .as(pause.err() + resume.err())
                .containsOnly(0);
        assertThat(pause.out()).isEqualTo("The task is PAUSED.\n");
        assertThat(again.out()).isEqualTo("Nothing was sent: the task is already PAUSED.\n");
        assertThat(resume.out()).isEqualTo("The task is RUNNING.\n");
        assertThat(resumeAgain.out()).isEqualTo("Nothing was sent: the task is already RUNNING.\n");
        assertThat(simulator.changeCount()).isEqualTo(2);
    }

    @Test
    void restart_printsItsEffects_andWaitsUntilTheTaskRuns() throws IOException {
        ProgramResult dry = run("restart", TASK, "--dry-run");
        int changesBefore = simulator.changeCount();
        ProgramResult restart = run("restart", TASK, "--yes");

        assertThat(dry.out())
                .isEqualTo("PUT .../kafka/instances/" + INSTANCE + "/connector/tasks/" + TASK
                        + "/restart, without a body\n");
        assertThat(changesBefore).isZero();
        assertThat(restart.status()).as(restart.err()).isZero();
        assertThat(restart.err())
                .contains("resets the transferred offsets", "earliest: all retained messages are transferred again")
                .contains("The task is RESTARTING; waiting until it is RUNNING.");
        assertThat(restart.out()).isEqualTo("The task is RUNNING.\n");
        assertThat(onlyChange().path()).contains("/kafka/instances/").endsWith("/restart");
    }

    @Test
    void restart_isAwaited_whileTheTaskStillRuns() throws IOException {
        simulator.add(Fault.on(SimulatedOperation.SHOW_TASK)
                .edit(task -> task.put("status", "RUNNING"))
                .times(3)); // shown, compared, and the first one after the change

        ProgramResult restart = run("restart", TASK, "--yes");

        assertThat(restart.err()).contains("The task is RUNNING; waiting until it has restarted.");
        assertThat(restart.out()).isEqualTo("The task is RUNNING.\n");
        assertThat(restart.status()).isZero();
    }

    @Test
    void refusedPause_isTold() throws IOException {
        simulator.add(Fault.on(SimulatedOperation.PAUSE_TASK).denied());

        ProgramResult pause = run("pause", TASK, "--yes");

        assertThat(pause.status()).isEqualTo(1);
        assertThat(pause.err()).contains("the permission dms:instance:updateConnectorTask is missing");
    }

    private RecordedRequest onlyChange() {
        List<RecordedRequest> changes = simulator.requests().stream()
                .filter(request -> !request.method().equals("GET"))
                .filter(request -> !request.operation().usesCloudEye())
                .toList();
        assertThat(changes).hasSize(1);
        return changes.get(0);
    }

    /** The task as the document's example of the result has it. */
    private static JsonObject example() {
        return new JsonObject("""
                {"source_task":{"current_cluster_name":"A","cluster_name":"B","direction":"pull",
                "bootstrap_servers":"192.168.111.91:9092192.168.111.139:9092192.168.111.193:9092",
                "instance_id":"59d02e58-****-****-****-********","consumer_strategy":"earliest",
                "sync_consumer_offsets_enabled":false,"rename_topic_enabled":true,"provenance_header_enabled":true,
                "security_protocol":"PLAINTEXT","sasl_mechanism":"PLAIN","user_name":"","topics_mapping":null,
                "compression_type":"gzip","task_num":3,"replication_factor":3}}""");
    }

    private JsonObject shown() throws IOException {
        return new JsonObject(run("show", TASK, "--output=json").out()).getJsonObject("smart_connect");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("change.json"), text);
    }

    private ProgramResult run(String... arguments) throws IOException {
        return run(simulator, arguments);
    }

    private static ProgramResult run(Simulator cloud, String... arguments) throws IOException {
        String[] all = new String[arguments.length + 1];
        all[0] = "tasks";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return ProgramResult.inThisJvm(cloud, all);
    }
}
