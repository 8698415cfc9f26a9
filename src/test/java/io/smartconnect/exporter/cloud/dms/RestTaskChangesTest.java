package io.smartconnect.exporter.cloud.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.RecordedRequest;
import io.smartconnect.simulator.http.ThrottlingResponse;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes over real HTTP: each is sent once, with any result. */
class RestTaskChangesTest {

    private static final String STRANGE = "a/b ?#";
    private static final JsonObject CHANGE = new JsonObject()
            .put("source_task", new JsonObject().put("task_num", 3).put("cluster_name", "Köln"));

    private final Vertx vertx = Vertx.vertx();
    private Simulator simulator;
    private DmsTestClient client;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.builder()
                .instance(
                        STRANGE,
                        instance -> instance.replication(STRANGE, "copy", task -> task.topics("a"))
                                .dump("d1", "archive", task -> task.topics("b")))
                .build());
        client = new DmsTestClient(vertx, simulator, DmsTestClient.withRetries(3));
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
        vertx.close();
    }

    @Test
    void everyChange_isAPutOfItsPath_signed() throws Exception {
        client.<Void>answer((dms, scope) -> changes().modify(STRANGE, STRANGE, CHANGE, scope));
        client.<Void>answer((dms, scope) -> changes().pause(STRANGE, STRANGE, scope));
        client.<Void>answer((dms, scope) -> changes().resume(STRANGE, STRANGE, scope));
        client.<Void>answer((dms, scope) -> changes().restart(STRANGE, STRANGE, scope));

        String instance = "/instances/a%2Fb%20%3F%23/connector/tasks/a%2Fb%20%3F%23";
        assertThat(simulator.requests())
                .extracting(RecordedRequest::method, RecordedRequest::path, RecordedRequest::body)
                .containsExactly(
                        put(instance, CHANGE.encode()),
                        put(instance + "/pause", ""),
                        put(instance + "/resume", ""),
                        put("/kafka" + instance + "/restart", ""));
    }

    private Tuple put(String path, String body) {
        return tuple("PUT", "/v2/" + simulator.projectId() + path, body);
    }

    @Test
    void fields_areAllThatTheCloudGives() throws Exception {
        JsonObject task = client.answer((dms, scope) -> changes().task(STRANGE, STRANGE, scope));
        String connector =
                client.answer((dms, scope) -> dms.showInstance(STRANGE, scope)).connectorId();
        JsonObject dump = client.answer((dms, scope) -> changes().dumpTask(connector, "d1", scope));

        assertThat(task.getJsonObject("source_task").getInteger("replication_factor"))
                .isEqualTo(3);
        assertThat(dump.getJsonObject("obs_destination_descriptor").getString("storage_class"))
                .endsWith("OBSStorage");
        assertThat(dump.containsKey("topics_info")).isFalse();
    }

    @Test
    void changeThatFails_isNotTriedAgain() {
        for (Fault fault : List.of(
                Fault.on().serverError(), Fault.on().reset(), Fault.on().throttle(ThrottlingResponse.APIG_429, "1"))) {
            simulator.clearRequests();
            simulator.clearFaults();
            simulator.add(fault);
            client.failure((dms, scope) -> changes().pause(STRANGE, STRANGE, scope));

            assertThat(simulator.changeCount()).isEqualTo(1);
        }
    }

    /** Truncates the message at every position, its end included. */
    @Test
    void refusalThatRepeatsTheChange_tellsNoSecretOfIt() {
        JsonObject change = new JsonObject()
                .put("source_task", new JsonObject().put("password", "planted\"one"))
                .put(
                        "sink_task",
                        new JsonObject().put("access_key", "planted-two").put("secret_key", "planted\\three"));
        for (int before = 0; before < 200; before += 10) {
            JsonObject echo = new JsonObject().put("error_code", "DMS.00400026");
            simulator.clearFaults();
            simulator.add(Fault.on()
                    .status(
                            400,
                            echo.put("error_msg", "x".repeat(before) + change.encode())
                                    .encode()));

            assertThat(client.failure((dms, scope) -> changes().modify(STRANGE, STRANGE, change, scope)))
                    .hasMessageStartingWith("400 DMS.00400026: ")
                    .hasMessageNotContaining("plan");
        }
    }

    @Test
    void refusedChange_isSentAgainOnce_whenTheKeyIsInAFile(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), simulator.secretKey());
        client.close();
        client = new DmsTestClient(
                vertx, simulator, DmsTestClient.accessKey(simulator, Secret.in(secret)), DmsTestClient.AT_ONCE);
        simulator.add(Fault.on().unauthorized().times(1));

        client.<Void>answer((dms, scope) -> changes().pause(STRANGE, STRANGE, scope));

        assertThat(simulator.requests()).extracting(RecordedRequest::status).containsExactly(401, 204);
    }

    @Test
    void answerThatIsNoJson_isABadResponse() {
        simulator.add(Fault.on().html());

        assertThat(client.failure((dms, scope) -> changes().task(STRANGE, STRANGE, scope))
                        .reason())
                .isEqualTo(FailureReason.BAD_RESPONSE);
    }

    @Test
    void changeThatIsNotAnswered_isTimedOut() {
        simulator.add(Fault.on().hang());

        assertThat(DmsTestClient.failure(client.ask(
                                Duration.ofSeconds(1), (dms, scope) -> changes().pause(STRANGE, STRANGE, scope)))
                        .reason())
                .isEqualTo(FailureReason.TIMEOUT);
        assertThat(simulator.changeCount()).isEqualTo(1);
    }

    private TaskChanges changes() {
        return ((RestDmsClient) client.dms()).changes();
    }
}
