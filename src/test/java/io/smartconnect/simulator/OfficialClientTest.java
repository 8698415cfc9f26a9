package io.smartconnect.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ClientRequestException;
import com.huaweicloud.sdk.kafka.v2.KafkaClient;
import com.huaweicloud.sdk.kafka.v2.model.ListConnectorTasksRequest;
import com.huaweicloud.sdk.kafka.v2.model.ListConnectorTasksResponse;
import com.huaweicloud.sdk.kafka.v2.model.ListInstancesRequest;
import com.huaweicloud.sdk.kafka.v2.model.PauseConnectorTaskRequest;
import com.huaweicloud.sdk.kafka.v2.model.ResumeConnectorTaskRequest;
import com.huaweicloud.sdk.kafka.v2.model.ShowConnectorTaskRequest;
import com.huaweicloud.sdk.kafka.v2.model.SmartConnectTaskEntity;
import io.smartconnect.simulator.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The cloud's own client takes the simulator for the cloud. */
class OfficialClientTest {

    private final Scenario scenario = Scenario.named("demo");
    private final Simulator simulator = Simulator.start(scenario);
    private final String instanceId = scenario.instanceIds().get(0);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static KafkaClient client(Simulator simulator, BasicCredentials credentials) {
        return KafkaClient.newBuilder()
                .withCredential(credentials.withProjectId(simulator.projectId()))
                .withEndpoints(List.of(simulator.url().toString()))
                .build();
    }

    private static KafkaClient client(Simulator simulator) {
        return client(simulator, credentials(simulator));
    }

    private static BasicCredentials credentials(Simulator simulator) {
        return new BasicCredentials().withAk(simulator.accessKey()).withSk(simulator.secretKey());
    }

    private static ListInstancesRequest everyInstance() {
        return new ListInstancesRequest().withEngine(ListInstancesRequest.EngineEnum.KAFKA);
    }

    @Test
    void instances_areListed() {
        assertThat(client(simulator).listInstances(everyInstance()).getInstances())
                .extracting(instance -> instance.getName())
                .containsExactly("shop", "telemetry", "sandbox", "logistics");
    }

    @Test
    void tasks_areListedAndShown() {
        KafkaClient client = client(simulator);
        ListConnectorTasksResponse listing = client.listConnectorTasks(
                new ListConnectorTasksRequest().withInstanceId(instanceId).withLimit(50));
        assertThat(listing.getTasks()).hasSize(listing.getTotalNumber()).hasSizeGreaterThan(9);
        SmartConnectTaskEntity listed = listing.getTasks().get(0);
        assertThat(client.showConnectorTask(new ShowConnectorTaskRequest()
                                .withInstanceId(instanceId)
                                .withTaskId(listed.getId()))
                        .getTaskName())
                .isEqualTo(listed.getTaskName());
    }

    @Test
    void task_isPausedAndResumed() {
        KafkaClient client = client(simulator);
        String taskId = client.listConnectorTasks(new ListConnectorTasksRequest().withInstanceId(instanceId))
                .getTasks()
                .get(0)
                .getId();
        client.pauseConnectorTask(
                new PauseConnectorTaskRequest().withInstanceId(instanceId).withTaskId(taskId));
        assertThat(status(client, taskId)).isEqualTo("PAUSED");
        client.resumeConnectorTask(
                new ResumeConnectorTaskRequest().withInstanceId(instanceId).withTaskId(taskId));
        assertThat(status(client, taskId)).isEqualTo("RUNNING");
    }

    private String status(KafkaClient client, String taskId) {
        return client.showConnectorTask(new ShowConnectorTaskRequest()
                        .withInstanceId(instanceId)
                        .withTaskId(taskId))
                .getStatus();
    }

    @Test
    void signature_isRefused_whenTheSecretKeyIsWrong() {
        KafkaClient client = client(simulator, credentials(simulator).withSk("wrong"));
        assertUnauthorized(client);
    }

    @Test
    void signature_isRefused_afterTheSecretKeyWasChanged() {
        KafkaClient client = client(simulator);
        client.listInstances(everyInstance());
        simulator.changeSecretKey("another");
        assertUnauthorized(client);
        assertThat(client(simulator).listInstances(everyInstance()).getInstanceNum())
                .isEqualTo(4);
    }

    @Test
    void signature_isRefused_whenTheClocksDifferByMoreThanFifteenMinutes() {
        InstantSource slow = () -> Instant.now().minus(Duration.ofMinutes(16));
        try (Simulator late = Simulator.start(scenario, slow)) {
            assertUnauthorized(client(late));
        }
    }

    @Test
    void securityToken_isDemanded_whenTheKeyIsTemporary() {
        Scenario temporary = Scenario.builder().securityToken("temporary").build();
        try (Simulator strict = Simulator.start(temporary)) {
            assertUnauthorized(client(strict));
            KafkaClient client = client(strict, credentials(strict).withSecurityToken("temporary"));
            assertThat(client.listInstances(everyInstance()).getInstanceNum()).isZero();
        }
    }

    private static void assertUnauthorized(KafkaClient client) {
        assertThatThrownBy(() -> client.listInstances(everyInstance()))
                .isInstanceOfSatisfying(ClientRequestException.class, e -> {
                    assertThat(e.getHttpStatusCode()).isEqualTo(401);
                    assertThat(e.getErrorCode()).isEqualTo("APIG.0301");
                    assertThat(e.getRequestId()).isNotBlank();
                });
    }
}
