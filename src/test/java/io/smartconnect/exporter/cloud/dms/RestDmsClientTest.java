package io.smartconnect.exporter.cloud.dms;

import static io.smartconnect.simulator.http.SimulatedOperation.LIST_DUMP_TASKS;
import static io.smartconnect.simulator.http.SimulatedOperation.LIST_INSTANCES;
import static io.smartconnect.simulator.http.SimulatedOperation.LIST_TASKS;
import static io.smartconnect.simulator.http.SimulatedOperation.SHOW_DUMP_TASK;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.TaskQuota;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.RecordedRequest;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.Scenario;
import io.smartconnect.simulator.scenario.ScenarioBuilder;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests of the client, and the values that it decodes from successful responses. */
class RestDmsClientTest {

    private static final String INSTANCE = "11111111-2222-3333-4444-555555555555";
    private static final String STRANGE = "a/b?c=d&e#f%2Fg+h é*~.;:@";
    private static final String CONNECTOR = "con/nector?";

    private static final Vertx VERTX = Vertx.vertx();

    private Simulator simulator = Simulator.start(small());
    private DmsTestClient client = new DmsTestClient(VERTX, simulator, DmsTestClient.AT_ONCE);

    @AfterAll
    static void stopVertx() throws Exception {
        VERTX.close().await(20, SECONDS);
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    private void use(Scenario scenario) {
        stop();
        simulator = Simulator.start(scenario);
        client = new DmsTestClient(VERTX, simulator, DmsTestClient.AT_ONCE);
    }

    private List<InstanceFacts> instances() throws Exception {
        return client.answer((dms, scope) -> dms.listInstances(scope));
    }

    private InstanceFacts instance(String id) throws Exception {
        return client.answer((dms, scope) -> dms.showInstance(id, scope));
    }

    private static Scenario small() {
        return Scenario.builder()
                .instance(
                        INSTANCE,
                        instance -> instance.name("orders")
                                .engineVersion("3.x")
                                .connector(CONNECTOR)
                                .limits(9, 10)
                                .dumpLimits(7, 8)
                                .replication("r1", "mirror", task -> task.topics("a,b"))
                                .obs("o1", "archive", task -> task.topic("logs", 2, steady(), behind()))
                                .dump(STRANGE, "old-dump", task -> task.topic("old", 1, steady(), behind())))
                .instance(STRANGE, instance -> instance.name("strange").replication(STRANGE, "odd", task -> {}))
                .build();
    }

    private static SimulatedProduction steady() {
        return SimulatedProduction.steady(5);
    }

    private static SimulatedTransfer behind() {
        return SimulatedTransfer.behind(Duration.ofSeconds(1));
    }

    @Test
    void instances_areListed() throws Exception {
        assertThat(instances())
                .first()
                .isEqualTo(new InstanceFacts(INSTANCE, "orders", "3.x", "RUNNING", CONNECTOR, Optional.of(true)));
        assertThat(simulator.requests())
                .extracting(RecordedRequest::path)
                .containsExactly("/v2/" + simulator.projectId() + "/instances?engine=kafka&limit=50&offset=0");
        assertThat(client.counts().requests()).containsExactly("list_instances 200");
        assertThat(client.counts().unreadable()).isEmpty();
    }

    @Test
    void instance_isShown() throws Exception {
        assertThat(instance(INSTANCE))
                .isEqualTo(new InstanceFacts(INSTANCE, "orders", "3.x", "RUNNING", CONNECTOR, Optional.of(true)));
        assertThat(client.counts().requests()).containsExactly("show_instance 200");
    }

    @Test
    void tasks_areListed() throws Exception {
        TaskListing listing = client.answer((dms, scope) -> dms.listTasks(INSTANCE, scope));
        assertThat(listing.limits())
                .isEqualTo(new TaskQuota(OptionalLong.of(2), OptionalLong.of(9), OptionalLong.of(10)));
        assertThat(listing.tasks()).extracting(Task::name).containsExactly("mirror", "archive");
        assertThat(listing.tasks()).allMatch(task -> task.topics().isEmpty());
        assertThat(client.counts().requests()).containsExactly("list_tasks 200");
        assertThat(client.counts().durations()).allMatch(duration -> duration.toNanos() > 0);
    }

    @Test
    void task_isShown() throws Exception {
        Task task = client.answer((dms, scope) -> dms.showTask(INSTANCE, "r1", scope));
        assertThat(task.id()).isEqualTo("r1");
        assertThat(task.name()).isEqualTo("mirror");
        assertThat(client.counts().requests()).containsExactly("show_task 200");
    }

    @Test
    void dumpTasks_areListed_withASpecialConnectorId() throws Exception {
        TaskListing listing = client.answer((dms, scope) -> dms.listDumpTasks(CONNECTOR, scope));
        assertThat(listing.limits())
                .isEqualTo(new TaskQuota(OptionalLong.of(2), OptionalLong.of(7), OptionalLong.of(8)));
        assertThat(listing.tasks()).extracting(Task::id).containsExactlyInAnyOrder("o1", STRANGE);
        assertThat(client.counts().requests()).containsExactly("list_dump_tasks 200");
        assertThat(simulator.requestCount(LIST_DUMP_TASKS)).isEqualTo(1);
    }

    @Test
    void dumpTask_isShown_withItsPartitions() throws Exception {
        Task task = client.answer((dms, scope) -> dms.showDumpTask(CONNECTOR, "o1", scope));
        assertThat(task.apis()).containsExactly(ApiFamily.DUMP);
        assertThat(task.topics().orElseThrow()).singleElement().satisfies(topic -> {
            assertThat(topic.name()).isEqualTo("logs");
            assertThat(topic.partitions()).extracting(Partition::id).containsExactly(0L, 1L);
            assertThat(topic.partitions()).allMatch(partition -> partition.lag().isPresent());
        });
        assertThat(client.counts().requests()).containsExactly("show_dump_task 200");
        assertThat(client.counts().unreadable()).isEmpty();
    }

    @Test
    void idsWithSpecialCharacters_areEscapedAndSigned() throws Exception {
        assertThat(instance(STRANGE).name()).isEqualTo("strange");
        assertThat(client.answer((dms, scope) -> dms.listTasks(STRANGE, scope)).tasks())
                .hasSize(1);
        assertThat(client.answer((dms, scope) -> dms.showTask(STRANGE, STRANGE, scope))
                        .name())
                .isEqualTo("odd");
        assertThat(client.answer((dms, scope) -> dms.showDumpTask(CONNECTOR, STRANGE, scope))
                        .topics()
                        .orElseThrow())
                .extracting(Topic::name)
                .containsExactly("old");
        assertThat(simulator.requestCount(SHOW_DUMP_TASK)).isEqualTo(1);
        assertThat(simulator.requests()).allMatch(request -> request.status() == 200);
    }

    @Test
    void idThatMeansAStep_staysInItsPlace() {
        CloudFailure failure = client.failure((dms, scope) -> dms.showInstance("..", scope));
        assertThat(failure.reason()).isEqualTo(FailureReason.NOT_FOUND);
        assertThat(simulator.requestCount(LIST_INSTANCES)).isZero();
    }

    private static Scenario manyInstances(int count) {
        ScenarioBuilder scenario = Scenario.builder();
        for (int i = 0; i < count; i++) {
            scenario.instance("%08d-0000-4000-8000-000000000000".formatted(i), instance -> {});
        }
        return scenario.build();
    }

    @Test
    void listing_isReadWhole_pageByPage() throws Exception {
        use(manyInstances(120));
        assertThat(instances())
                .extracting(InstanceFacts::id)
                .doesNotHaveDuplicates()
                .hasSize(120);
        assertThat(simulator.requests())
                .extracting(request -> request.path().replaceAll(".*offset=", ""))
                .containsExactly("0", "50", "100");
    }

    @Test
    void instances_areListed_whenTheTotalIsTooLarge() throws Exception {
        use(manyInstances(50));
        simulator.add(Fault.on(LIST_INSTANCES).totals(1000));
        assertThat(instances()).hasSize(50);
        assertThat(client.counts().requests()).containsExactly("list_instances 200", "list_instances 400");
    }

    @Test
    void offsetThatIsRefusedAtOnce_isAFailure() {
        use(manyInstances(1));
        simulator.add(Fault.on(LIST_INSTANCES)
                .status(400, "{\"error_code\":\"DMS.40050010\",\"error_msg\":\"Offset parameter is invalid.\"}"));
        assertThat(client.failure((dms, scope) -> dms.listInstances(scope)).reason())
                .isEqualTo(FailureReason.REJECTED);
    }

    private static Scenario manyTasks(int count) {
        return Scenario.builder()
                .instance(INSTANCE, instance -> {
                    for (int i = 0; i < count; i++) {
                        instance.replication("t" + i, "task-" + i, task -> {});
                    }
                })
                .build();
    }

    @Test
    void tasks_areListed_whenTheTotalIsTooLarge() throws Exception {
        use(manyTasks(60));
        simulator.add(Fault.on(LIST_TASKS).totals(1000));
        TaskListing listing = client.answer((dms, scope) -> dms.listTasks(INSTANCE, scope));
        assertThat(listing.tasks()).hasSize(60);
        assertThat(listing.limits().reported()).hasValue(1000);
        assertThat(simulator.requestCount(LIST_TASKS)).isEqualTo(3);
    }

    @Test
    void tasks_areListedOnce_whenEveryPageIsTheFirst() throws Exception {
        use(manyTasks(60));
        simulator.add(Fault.on(LIST_TASKS).repeatPages());
        assertThat(client.answer((dms, scope) -> dms.listTasks(INSTANCE, scope)).tasks())
                .hasSize(50);
        assertThat(simulator.requestCount(LIST_TASKS)).isEqualTo(2);
    }

    @Test
    void taskThatIsListedTwice_countsOnce() throws Exception {
        use(manyTasks(3));
        simulator.add(Fault.on().repeatIds());
        assertThat(client.answer((dms, scope) -> dms.listTasks(INSTANCE, scope)).tasks())
                .extracting(Task::id)
                .containsExactly("t0", "t1", "t2");
    }

    @Test
    void failureOfALaterPage_failsTheWholeListing() {
        use(manyTasks(60));
        simulator.add(Fault.on(LIST_TASKS).times(1).totals(60));
        simulator.add(Fault.on(LIST_TASKS).denied());
        assertThat(client.failure((dms, scope) -> dms.listTasks(INSTANCE, scope))
                        .reason())
                .isEqualTo(FailureReason.DENIED);
    }

    @Test
    void longAnswer_isDecodedToo() throws Exception {
        use(manyTasks(50));
        simulator.add(Fault.on(LIST_TASKS).edit(answer -> answer.put("padding", "x".repeat(100_000))));
        assertThat(client.answer((dms, scope) -> dms.listTasks(INSTANCE, scope)).tasks())
                .hasSize(50);
    }

    @Test
    void seeds_areReadWithoutAnythingUnreadable() throws Exception {
        use(Scenario.named("seeds"));
        for (String id : simulator.scenario().instanceIds()) {
            InstanceFacts facts = instance(id);
            client.answer((dms, scope) -> dms.listTasks(id, scope));
            List<Task> dumps = client.answer((dms, scope) -> dms.listDumpTasks(facts.connectorId(), scope))
                    .tasks();
            for (Task dump : dumps) {
                client.answer((dms, scope) -> dms.showDumpTask(facts.connectorId(), dump.id(), scope));
            }
        }
        assertThat(client.counts().unreadable()).isEmpty();
        assertThat(client.counts().mismatches()).isZero();
        assertThat(client.counts().retries()).isEmpty();
    }
}
