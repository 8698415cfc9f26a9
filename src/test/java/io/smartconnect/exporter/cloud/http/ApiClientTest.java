package io.smartconnect.exporter.cloud.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.auth.ProjectAccess;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.dms.Counts;
import io.smartconnect.exporter.cloud.dms.DmsTestClient;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.TimeSource;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures of a decoder, in a client that may retry 3 times. */
class ApiClientTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Simulator simulator =
            Simulator.start(Scenario.builder().instance("i1", instance -> {}).build());
    private final Counts counts = new Counts();
    private final TimeSource time = TimeSource.of(VERTX);
    private final ApiClient client = new ApiClient(
            new ClientRuntime(VERTX, time, counts),
            simulator.url(),
            new ProjectAccess(
                    simulator.projectId(),
                    DmsTestClient.accessKey(simulator, Secret.of(simulator.secretKey())),
                    Optional.empty()),
            DmsTestClient.withRetries(3),
            Duration.ofMinutes(1));

    @AfterAll
    static void stopVertx() throws Exception {
        VERTX.close().await(20, SECONDS);
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    /** Decodes a long body off the event loop, and a short one on it. */
    @ParameterizedTest
    @ValueSource(ints = {2, 100_000})
    void exceptionOfADecoder_isInternal_andNotRetried(int length) {
        IllegalStateException bug = new IllegalStateException("a bug");
        simulator.add(Fault.on(SimulatedOperation.LIST_INSTANCES).status(200, " ".repeat(length)));

        CloudFailure failure = DmsTestClient.failure(readInstances(body -> {
            assertThat(body.length()).isEqualTo(length);
            throw bug;
        }));

        assertThat(failure.reason()).isEqualTo(FailureReason.INTERNAL);
        assertThat(failure.operation()).contains(CloudOperation.LIST_INSTANCES);
        assertThat(failure).hasCause(bug).hasMessage("unexpected IllegalStateException");
        assertThat(counts.requests()).containsExactly("list_instances 200");
        assertThat(counts.retries()).isEmpty();
    }

    private Future<Object> readInstances(Function<Buffer, Object> decoder) {
        UnsignedRequest request = UnsignedRequest.of(
                CloudOperation.LIST_INSTANCES, "/v2/" + simulator.projectId() + "/instances?engine=kafka");
        Promise<Object> result = Promise.promise();
        VERTX.runOnContext(go -> client.readBody(
                        request, new RequestContext(new Bulkhead(), Deadline.in(LIMIT, time)), decoder)
                .onComplete(result));
        return result.future();
    }
}
