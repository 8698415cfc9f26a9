package io.smartconnect.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.SimulatorClient;
import io.smartconnect.simulator.http.RecordedRequest;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.http.ThrottlingResponse;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultTest {

    private final Simulator simulator = Simulator.start(Scenario.large(2, 12, 1));
    private final SimulatorClient client = new SimulatorClient(simulator);
    private final String first = simulator.scenario().instanceIds().get(0);
    private final String second = simulator.scenario().instanceIds().get(1);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private HttpResponse<String> list(String instanceId) {
        return client.get("/instances/" + instanceId + "/connector/tasks");
    }

    private JsonObject listing() {
        return new JsonObject(list(first).body());
    }

    @Test
    void fault_meetsItsOperationAndInstance_asOftenAsItSays() {
        ActiveFault fault = simulator.add(Fault.on(SimulatedOperation.LIST_TASKS)
                .instance(first)
                .status(503, "busy")
                .times(2));
        assertThat(list(second).statusCode()).isEqualTo(200);
        assertThat(client.get("/instances/" + first).statusCode()).isEqualTo(200);
        assertThat(list(first).body()).isEqualTo("busy");
        assertThat(list(first).statusCode()).isEqualTo(503);
        assertThat(list(first).statusCode()).isEqualTo(200);
        assertThat(fault.timesUsed()).isEqualTo(2);
    }

    @Test
    void fault_meetsDumpRequests_byTheInstanceOfTheConnector() {
        simulator.add(Fault.on().instance(first).serverError());
        String connector = new JsonObject(client.get("/instances").body())
                .getJsonArray("instances")
                .getJsonObject(0)
                .getString("connector_id");
        assertThat(client.get("/connectors/" + connector + "/sink-tasks").statusCode())
                .isEqualTo(500);
    }

    @Test
    void faults_actOneAfterTheOther_untilTheyAreRemoved() {
        ActiveFault denied = simulator.add(Fault.on().denied());
        simulator.add(Fault.on().unauthorized());
        assertThat(list(first).statusCode()).isEqualTo(403);
        denied.remove();
        assertThat(list(first).statusCode()).isEqualTo(401);
        simulator.clearFaults();
        assertThat(list(first).statusCode()).isEqualTo(200);
    }

    @Test
    void throttling_comesInItsFourForms() {
        for (ThrottlingResponse form : ThrottlingResponse.values()) {
            simulator.add(
                    Fault.on(SimulatedOperation.LIST_TASKS).throttle(form, "30").times(1));
        }
        List<HttpResponse<String>> answers = List.of(list(first), list(first), list(first), list(first));
        assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(429, 429, 404, 429);
        assertThat(answers)
                .extracting(answer -> new JsonObject(answer.body()).getString("error_code"))
                .startsWith("APIG.0308", "APIGW.0308", "DMS.10240407");
        assertThat(answers.get(3).body()).contains("\"code\":\"ces.0429\"");
        assertThat(answers)
                .allMatch(answer ->
                        answer.headers().firstValue("Retry-After").orElseThrow().equals("30"));
    }

    @Test
    void reset_closesTheConnection_beforeOrInMidBody() {
        for (Fault fault : List.of(Fault.on().reset(), Fault.on().resetMidway())) {
            ActiveFault installed = simulator.add(fault);
            assertThatThrownBy(() -> list(first)).isInstanceOf(UncheckedIOException.class);
            installed.remove();
        }
        assertThat(list(first).statusCode()).isEqualTo(200);
    }

    @Test
    void hang_neverAnswers_andShowsAsARequestInFlight() {
        simulator.add(Fault.on().hang().times(1));
        CompletableFuture<HttpResponse<String>> hanging = client.sendAsync("/instances/" + first + "/connector/tasks");
        await().atMost(Duration.ofSeconds(5)).until(() -> simulator.requestsInFlight() == 1);
        list(first);
        assertThat(simulator.maxConcurrentRequests()).isEqualTo(2);
        assertThat(hanging).isNotDone();
        assertThat(simulator.requests()).extracting(RecordedRequest::status).containsExactly(0, 200);
        hanging.cancel(true);
        await().atMost(Duration.ofSeconds(5)).until(() -> simulator.requestsInFlight() == 0);
    }

    @Test
    void delay_answersLate() {
        simulator.add(Fault.on().delay(Duration.ofMillis(200)).times(1));
        long start = System.nanoTime();
        assertThat(list(first).statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(190));
    }

    @Test
    void drip_sendsTheWholeBodyInPieces() {
        String whole = client.get("/instances/" + first).body();
        simulator.add(Fault.on().drip(100, Duration.ofMillis(1)));
        assertThat(client.get("/instances/" + first).body()).isEqualTo(whole);
    }

    @Test
    void bodies_canBeWrongInManyWays() {
        simulator.add(Fault.on().truncate().times(1));
        simulator.add(Fault.on().html().times(1));
        simulator.add(Fault.on().body("[]").times(1));
        simulator.add(Fault.on().edit(body -> body.putNull("tasks")).times(1));
        simulator.add(Fault.on().deepNesting(3).times(1));
        simulator.add(Fault.on().hugeBody(1_000_000).times(1));
        assertThat(list(first).body()).startsWith("{").doesNotEndWith("}");
        assertThat(list(first).headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(list(first).body()).isEqualTo("[]");
        assertThat(list(first).body()).startsWith("{\"tasks\":null,");
        assertThat(list(first).body()).isEqualTo("{\"tasks\":{\"tasks\":{\"tasks\":[]}}}");
        assertThat(list(first).body()).hasSize(1_000_000);
    }

    @Test
    void listings_canLie() {
        simulator.add(Fault.on().totals(99).times(1));
        simulator.add(Fault.on().repeatIds().times(1));
        simulator.add(Fault.on().repeatPages());
        assertThat(listing().getInteger("total_number")).isEqualTo(99);
        assertThat(listing().getJsonArray("tasks")).hasSize(11);
        String page = list(first).body();
        assertThat(new JsonObject(client.get("/instances/" + first + "/connector/tasks?offset=10")
                                .body())
                        .getJsonArray("tasks"))
                .isEqualTo(new JsonObject(page).getJsonArray("tasks"));
    }

    @Test
    void fault_isRefused_whenItCanNotBe() {
        assertThatThrownBy(() -> Fault.on().drip(0, Duration.ofMillis(1))).hasMessageContaining("found 0");
        assertThatThrownBy(() -> Fault.on().delay(Duration.ZERO)).hasMessageContaining("found PT0S");
        assertThatThrownBy(() -> Fault.on().times(0)).hasMessageContaining("found 0");
        assertThatThrownBy(() -> Fault.on().hugeBody(1)).hasMessageContaining("found 1");
    }

    @Test
    void fault_isShownToTheClient_whenItsChangeThrows() {
        simulator.add(Fault.on().delay(Duration.ofMillis(1)).edit(body -> {
            throw new IllegalStateException("my mistake");
        }));
        assertThat(list(first).body()).contains("simulator_error", "my mistake");
    }

    @Test
    void fault_reachesUnknownUrlsToo() {
        simulator.add(Fault.on(SimulatedOperation.UNKNOWN).status(502, "bad gateway"));
        assertThat(client.get("/nowhere").statusCode()).isEqualTo(502);
    }
}
