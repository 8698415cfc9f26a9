package io.smartconnect.command.online;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.config.Configuration;
import io.smartconnect.exporter.config.reader.FlagValues;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.RecordedRequest;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.scenario.Scenario;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OnlineCheckTest {

    private static final int MOST_REQUESTS = 12;

    private final StringWriter out = new StringWriter();
    private Simulator simulator = Simulator.start(Scenario.named("demo"));

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void everyApi_isAskedOnce_withoutAChange() throws Exception {
        assertThat(check("")).isTrue();

        assertThat(out.toString().replaceAll("task [0-9a-f-]{36}", "task ID"))
                .isEqualTo("""

                tested  %s
                  list_instances          ok       4 instances
                  list_tasks              ok       15 tasks of instance shop
                  list_dump_tasks         ok       14 dump tasks of instance shop
                  show_dump_task          ok       dump task ID
                  list_groups             ok       13 consumer groups
                  show_group              ok       consumer group connect-clicks-archive
                  list_topics             ok       14 topics
                  list_partitions         ok       topic clicks
                  list_cloud_eye_metrics  ok       7 tasks with metrics
                  query_cloud_eye         ok       the last minute of the replications

                The exporter may read all that it needs.
                """.formatted(simulator.url()));
        assertThat(counted())
                .hasSizeLessThanOrEqualTo(MOST_REQUESTS)
                .allMatch(request -> request.method().equals("GET"))
                .extracting(RecordedRequest::operation)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(
            value = SimulatedOperation.class,
            names = {
                "LIST_INSTANCES",
                "LIST_TASKS",
                "LIST_DUMP_TASKS",
                "SHOW_DUMP_TASK",
                "LIST_GROUPS",
                "SHOW_GROUP",
                "LIST_TOPICS",
                "LIST_PARTITIONS",
                "LIST_CLOUD_EYE_METRICS",
                "QUERY_CLOUD_EYE_V2"
            })
    void missingPermission_isNamed(SimulatedOperation denied) throws Exception {
        CloudOperation operation = CloudOperation.valueOf(denied.name().replace("_V2", ""));
        String permission = operation.permissions().get(0);
        Fault fault = Fault.on(denied);
        simulator.add(
                denied == SimulatedOperation.QUERY_CLOUD_EYE_V2 ? fault.cloudEyeV2Denied(permission) : fault.denied());

        assertThat(check("")).isFalse();

        assertThat(line(operation)).contains("  DENIED   403 ");
        assertThat(out.toString())
                .contains(" ".repeat(35) + "the permission " + permission + " is missing")
                .contains("\n1 request failed.\n");
    }

    @Test
    void fixedList_isAskedForItsFirstInstance() throws Exception {
        assertThat(check("")).isTrue();
        String id = counted().stream()
                .flatMap(request -> request.instanceId().stream())
                .findFirst()
                .orElseThrow();
        simulator.clearRequests();
        out.getBuffer().setLength(0);

        assertThat(check("instances = [\"" + id + "\"]")).isTrue();

        assertThat(line(CloudOperation.SHOW_INSTANCE)).contains("  ok       instance shop");
        assertThat(simulator.requestCount(SimulatedOperation.LIST_INSTANCES)).isZero();
    }

    @Test
    void wrongKey_endsTheCheck() throws Exception {
        assertThat(check("credentials.secret-key = another-secret-key")).isFalse();

        assertThat(line(CloudOperation.LIST_INSTANCES)).contains("  FAILED   auth: 401 ");
        assertThat(line(CloudOperation.QUERY_CLOUD_EYE)).contains("  skipped  an earlier request failed");
        assertThat(simulator.requestCount()).isOne();
    }

    @Test
    void endpointWithoutListener_isReported() throws Exception {
        simulator.close();

        assertThat(check("")).isFalse();

        assertThat(line(CloudOperation.LIST_INSTANCES)).contains("  FAILED   unreachable: ");
    }

    @Test
    void serverError_isNotRetried() throws Exception {
        simulator.add(Fault.on(SimulatedOperation.LIST_TASKS).serverError());

        assertThat(check("")).isFalse();

        assertThat(line(CloudOperation.LIST_TASKS)).contains("  FAILED   server_error: ");
        assertThat(simulator.requestCount(SimulatedOperation.LIST_TASKS)).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "LIST_DUMP_TASKS, 404, APIG.0101",
        "LIST_DUMP_TASKS, 404, DMS.00404024",
        "SHOW_DUMP_TASK, 404, DMS.00404026",
        "LIST_TASKS, 404, DMS.00404024",
        "LIST_GROUPS, 404, APIG.0101",
        "LIST_TOPICS, 404, DMS.00404001"
    })
    void absence_isNoFailure(SimulatedOperation absent, int status, String code) throws Exception {
        simulator.add(Fault.on(absent).status(status, "{\"error_code\":\"" + code + "\",\"error_msg\":\"none\"}"));

        assertThat(check("")).isTrue();

        assertThat(line(CloudOperation.valueOf(absent.name()))).contains("  none     404 " + code);
    }

    @Test
    void cloudWithoutTheDumpApi_isNoFailure() throws Exception {
        simulator.close();
        simulator = Simulator.start(Scenario.named("otc"));

        assertThat(check("region = eu-de")).as(out.toString()).isTrue();
        assertThat(line(CloudOperation.LIST_DUMP_TASKS)).contains("the cloud names no connector of instance shop");
    }

    @Test
    void listing_endsAfterItsFirstPage() throws Exception {
        simulator.add(Fault.on(SimulatedOperation.LIST_INSTANCES, SimulatedOperation.LIST_TASKS)
                .totals(5_000));

        assertThat(check("")).isTrue();

        assertThat(simulator.requestCount(SimulatedOperation.LIST_INSTANCES)).isOne();
        assertThat(counted()).hasSizeLessThanOrEqualTo(MOST_REQUESTS);
    }

    @Test
    void unusedApis_areNotAsked() throws Exception {
        assertThat(check("}]\nlag { sources = [], retention-interval = 0s }\nhealth.allowed-lag = [{ messages = 1"))
                .isTrue();

        assertThat(counted())
                .extracting(RecordedRequest::operation)
                .containsExactly(
                        SimulatedOperation.LIST_INSTANCES,
                        SimulatedOperation.LIST_TASKS,
                        SimulatedOperation.LIST_DUMP_TASKS);
    }

    private boolean check(String target) throws Exception {
        Path file = Files.writeString(directory.resolve("exporter.conf"), """
                smart-connect-exporter {
                  targets = [{
                    name = tested, project-id = %s, endpoint = "%s", cloud-eye-endpoint = "%s"
                    credentials { access-key = %s, secret-key = %s }
                    %s
                  }]
                }
                """.formatted(
                        simulator.projectId(),
                        simulator.url(),
                        simulator.url(),
                        simulator.accessKey(),
                        simulator.secretKey(),
                        target));
        return new OnlineCheck(Configuration.load(Optional.of(file), Map.of(), FlagValues.NONE), new PrintWriter(out))
                .run();
    }

    private String line(CloudOperation operation) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith("  " + operation.label() + " "))
                .collect(joining("\n"));
    }

    /** The requests to the simulator but the queries of Cloud Eye. */
    private List<RecordedRequest> counted() {
        return simulator.requests().stream()
                .filter(request -> request.operation() != SimulatedOperation.QUERY_CLOUD_EYE_V2
                        && request.operation() != SimulatedOperation.QUERY_CLOUD_EYE)
                .toList();
    }
}
