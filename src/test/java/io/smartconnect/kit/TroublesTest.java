package io.smartconnect.kit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.http.ThrottlingResponse;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.InstanceBuilder;
import io.smartconnect.simulator.scenario.Scenario;
import io.smartconnect.simulator.scenario.ScenarioBuilder;
import io.smartconnect.simulator.scenario.TaskBuilder;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each trouble that the cloud can have leads to the alert whose runbook describes it, and to no other: an exporter polls the
 * simulated cloud through hours of virtual time, promtool evaluates the rules over what its scrapes said, and Alertmanager
 * decides which alert inhibits which.
 */
class TroublesTest {

    private static final Monitoring OLDEST = Monitoring.versions().findFirst().orElseThrow();
    private static final String TARGET = "prod";
    private static final String REGION = "eu-west-101";
    private static final String INSTANCE = "0a1b2c3d";
    private static final String INSTANCE_NAME = "kafka-0a1b2c3d";
    private static final String TASK = "8a205bbd";
    private static final String NAME = "orders-archive";
    private static final String NEIGHBOUR = "9b316cce";
    private static final String NEIGHBOUR_NAME = "clicks-archive";
    private static final Duration FLUSH = ofMinutes(5);
    private static final SimulatedProduction STEADY = SimulatedProduction.steady(40);
    private static final SimulatedTransfer WELL = SimulatedTransfer.flushing(FLUSH);

    private final RecordedSeries recorded = new RecordedSeries(VirtualTime.START, "exporter:10052");
    private final Set<String> fired = new TreeSet<>();

    @TempDir
    Path directory;

    private PolledCloud watched;

    @AfterEach
    void close() {
        watched.close();
    }

    // Tasks

    @Test
    void whatIsWell_leadsToNothing() throws Exception {
        SimulatedTransfer oneBehind = (production, millis) -> Math.max(0, production.messages(millis) - 1);
        watch(instance -> instance.obs(
                        "idle", "idle", task -> task.topic("idle", 2, SimulatedProduction.idle(1_000), WELL))
                .obs(
                        "tail",
                        "tail",
                        task -> task.topic("tail", 1, SimulatedProduction.steady(1, ofMinutes(10)), oneBehind))
                .obs(
                        "batch",
                        "batch",
                        task -> task.topic(
                                "batch",
                                1,
                                SimulatedProduction.bursts(ofHours(1), ofMinutes(5), 2_000),
                                SimulatedTransfer.behind(ofMinutes(3))))
                .obs("waiting", "waiting", task -> task.status("WAITING").topic("waiting", 1, STEADY, WELL))
                .replication("replica", "replica", task -> task.topics("orders")));
        minutes(180);
        expect();
    }

    @Test
    void stalledTask_leadsToTaskStalled() throws Exception {
        watchTask(task -> task.topic("orders", 2, STEADY, WELL.stoppingAfter(ofMinutes(20))));
        minutes(50);
        expect(
                task("SmartConnectTaskStalled"),
                task("SmartConnectTaskObjectiveBreachSoon").inhibited());
    }

    @Test
    void stalledReplication_leadsToTaskStalled() throws Exception {
        watch(instance -> instance.replication(
                TASK, NAME, task -> task.topic("orders", 2, STEADY, WELL.stoppingAfter(ofMinutes(20)))));
        minutes(60);
        expect(task("SmartConnectTaskStalled"));
    }

    @Test
    void stalledTask_isAboutToLoseMessages_andThenLosesThem() throws Exception {
        watchTask(task -> task.topic(
                "orders",
                topic -> topic.retention(ofHours(2)).partition(0, STEADY, WELL.stoppingAfter(ofMinutes(20)))));
        minutes(100);
        expect(
                task("SmartConnectTaskStalled"),
                task("SmartConnectRetentionMarginCritical"),
                task("SmartConnectRetentionMarginLow").inhibited(),
                task("SmartConnectTaskObjectiveBreachSoon").inhibited(),
                task("SmartConnectTaskLagHigh").inhibited());
        minutes(60);
        expect(
                task("SmartConnectTaskStalled"),
                task("SmartConnectMessagesExpired"),
                task("SmartConnectRetentionMarginCritical").inhibited(),
                task("SmartConnectRetentionMarginLow").inhibited(),
                task("SmartConnectTaskNotCatchingUp").inhibited(),
                task("SmartConnectTaskObjectiveBreachSoon").inhibited(),
                task("SmartConnectTaskLagHigh").inhibited());
    }

    @Test
    void sourceOfLagThatIsDenied_leadsToLagSourceFailing() throws Exception {
        watch(instance -> instance.replication(TASK, NAME, task -> task.topic("orders", 2, STEADY, WELL)));
        watched.then(cloud -> cloud.add(Fault.on(
                        SimulatedOperation.LIST_CLOUD_EYE_METRICS,
                        SimulatedOperation.QUERY_CLOUD_EYE,
                        SimulatedOperation.QUERY_CLOUD_EYE_V2)
                .denied()));
        minutes(80);
        expect(
                target("SmartConnectLagSourceFailing")
                        .with("source", "cloud_eye")
                        .with("reason", "denied"),
                task("SmartConnectLagUnknown").inhibited());
    }

    @Test
    void dumpWithoutItsGroup_leadsToLagUnknown() throws Exception {
        watched = PolledCloud.of(scenario(instance ->
                        instance.obs(TASK, NAME, task -> task.consumerGroups().topic("orders", 2, STEADY, WELL)))
                .withoutDumpApi()
                .build());
        minutes(80);
        expect(task("SmartConnectLagUnknown"));
    }

    @Test
    void plannedRestart_leadsToNothing() throws Exception {
        watchTaskThatIsWell();
        minutes(30);
        watched.then(cloud -> cloud.restartTask(INSTANCE, TASK));
        minutes(60);
        expect();
    }

    @Test
    void offsetsThatAreReset_leadToTaskRewound() throws Exception {
        watchTask(task -> task.resetEvery(ofMinutes(30)).catchUp(700).topic("orders", 2, STEADY, WELL));
        minutes(50);
        expect(task("SmartConnectTaskRewound"));
    }

    @Test
    void failedPartition_leadsToPartitionFailed() throws Exception {
        watchTask(task -> task.topic(
                "orders",
                topic -> topic.partition(0, STEADY, WELL)
                        .partition(1, "FAILED", STEADY, WELL.stoppingAfter(ofMinutes(0)))));
        minutes(30);
        expect(task("SmartConnectPartitionFailed"));
    }

    @Test
    void failedTask_leadsToTaskFailed() throws Exception {
        watchTask(task -> task.status("FAILED").topic("orders", 2, STEADY, WELL.stoppingAfter(ofMinutes(0))));
        minutes(30);
        expect(task("SmartConnectTaskFailed"));
    }

    @Test
    void statusThatNobodyKnows_leadsToUnknownStatus() throws Exception {
        watchTask(task -> task.status("UNASSIGNED").topic("orders", 2, STEADY, WELL.stoppingAfter(ofMinutes(0))));
        minutes(30);
        expect(task("SmartConnectUnknownStatus").with("status", "UNASSIGNED"));
    }

    @Test
    void forgottenPause_leadsToTaskPausedWithLag() throws Exception {
        watchTask(task -> task.pausedAfter(ofMinutes(10)).topic("orders", 2, STEADY, WELL));
        minutes(270);
        expect();
        minutes(20);
        expect(task("SmartConnectTaskPausedWithLag"));
    }

    @Test
    void endlessCreation_leadsToTaskStuckInTransition() throws Exception {
        watchTask(task -> task.status("CREATING").topic("orders", 2, STEADY, WELL));
        minutes(30);
        expect(task("SmartConnectTaskStuckInTransition").with("status", "CREATING"));
    }

    @Test
    void endlessRestart_leadsToTaskStuckInTransition() throws Exception {
        watchTask(task -> task.status("RESTARTING").topic("orders", 2, STEADY, WELL));
        minutes(30);
        expect(task("SmartConnectTaskStuckInTransition").with("status", "RESTARTING"));
    }

    @Test
    void slowTask_leadsToWarnings_oneAfterTheOther() throws Exception {
        watchTask(task -> task.topic("orders", 2, STEADY, SimulatedTransfer.draining(0, 20)));
        minutes(70);
        expect(
                task("SmartConnectTaskObjectiveBreachSoon"),
                task("SmartConnectTaskLagGrowing").inhibited());
        minutes(40);
        expect(
                task("SmartConnectTaskLagHigh"),
                task("SmartConnectTaskObjectiveBreachSoon").inhibited(),
                task("SmartConnectTaskLagGrowing").inhibited());
        minutes(60);
        expect(
                task("SmartConnectTaskNotCatchingUp"),
                task("SmartConnectTaskLagHigh").inhibited(),
                task("SmartConnectTaskObjectiveBreachSoon").inhibited(),
                task("SmartConnectTaskLagGrowing").inhibited());
    }

    @Test
    void verySlowTask_leadsToTaskLagCritical() throws Exception {
        watchTask(task -> task.topic("orders", 2, STEADY, SimulatedTransfer.draining(0, 1)));
        minutes(240);
        expect(
                task("SmartConnectTaskLagCritical"),
                task("SmartConnectTaskNotCatchingUp").inhibited(),
                task("SmartConnectTaskLagHigh").inhibited(),
                task("SmartConnectTaskObjectiveBreachSoon").inhibited(),
                task("SmartConnectTaskLagGrowing").inhibited());
    }

    @Test
    void backlogThatDrains_leadsToNothing() throws Exception {
        watchTask(task -> task.topic("orders", 2, STEADY, SimulatedTransfer.draining(100_000, 100)));
        minutes(90);
        expect();
    }

    @Test
    void statusThatIsMissing_leadsToUnknownStatus() throws Exception {
        watch(instance -> instance.replication(TASK, NAME, task -> task.topics("orders")));
        watched.then(cloud -> cloud.add(Fault.on(SimulatedOperation.LIST_TASKS).edit(TroublesTest::withoutStatus)));
        minutes(30);
        expect(
                task("SmartConnectUnknownStatus").with("status", "UNKNOWN"),
                new Alert("SmartConnectUnreadableValues", Map.of("field", "status")));
    }

    @Test
    void taskThatRestartsAgainAndAgain_leadsToTaskRestarting() throws Exception {
        watchTask(task -> task.restartedEvery(ofMinutes(10)).topic("orders", 2, STEADY, WELL));
        minutes(60);
        expect(task("SmartConnectTaskRestarting"));
    }

    @Test
    void changedConfiguration_leadsToTaskConfigChanged() throws Exception {
        watchTaskThatIsWell();
        minutes(10);
        JsonObject bucket = new JsonObject().put("obs_bucket_name", "other");
        watched.then(cloud -> cloud.modifyTask(INSTANCE, TASK, new JsonObject().put("sink_task", bucket)));
        minutes(10);
        expect(task("SmartConnectTaskConfigChanged"));
    }

    @Test
    void lagThatContradictsTheOffsets_leadsToLagMismatch() throws Exception {
        watchTaskThatIsWell();
        watched.then(
                cloud -> cloud.add(Fault.on(SimulatedOperation.SHOW_DUMP_TASK).edit(TroublesTest::withWrongLag)));
        minutes(30);
        expect(new Alert("SmartConnectLagMismatch", Map.of()));
    }

    @Test
    void deletedTask_leadsToTaskDisappeared() throws Exception {
        watchTaskThatIsWell();
        minutes(20);
        watched.then(cloud -> cloud.deleteTask(INSTANCE, TASK));
        minutes(40);
        expect(task("SmartConnectTaskDisappeared"));
    }

    // Instances

    @Test
    void fullInstance_leadsToQuotaReached() throws Exception {
        watch(instance -> instance.limits(20, 3)
                .replication("a", "a", task -> task.topics("a"))
                .replication("b", "b", task -> task.topics("b")));
        minutes(30);
        expect(instance("SmartConnectQuotaReached").with("api", "smart_connect"));
    }

    @Test
    void nearlyFullInstance_leadsToQuotaNearlyReached() throws Exception {
        watch(instance -> {
            instance.limits(11, 20);
            for (int i = 0; i < 9; i++) {
                instance.replication("task-" + i, "task-" + i, task -> task.topics("orders"));
            }
        });
        minutes(30);
        expect(instance("SmartConnectQuotaNearlyReached").with("api", "smart_connect"));
    }

    @Test
    void frozenInstance_leadsToInstanceNotRunning() throws Exception {
        watch(instance -> instance.status("FROZEN"));
        minutes(30);
        expect(instance("SmartConnectInstanceNotRunning").with("instance_status", "FROZEN"));
    }

    @Test
    void slowAnswers_leadToPollsSlow() throws Exception {
        watchTaskThatIsWell();
        watched.delay(SimulatedOperation.LIST_TASKS, Duration.ofSeconds(45));
        minutes(30);
        expect(instance("SmartConnectPollsSlow"));
    }

    @Test
    void listingThatIsCut_leadsToListingIncomplete() throws Exception {
        watchTaskThatIsWell();
        watched.then(cloud -> cloud.add(Fault.on(SimulatedOperation.LIST_TASKS).totals(5)));
        minutes(40);
        expect(instance("SmartConnectListingIncomplete").with("api", "smart_connect"));
    }

    @Test
    void deletedInstance_leadsToInstanceDisappeared() throws Exception {
        watchTaskThatIsWell();
        minutes(20);
        watched.then(cloud -> cloud.deleteInstance(INSTANCE));
        minutes(40);
        expect(instance("SmartConnectInstanceDisappeared"));
    }

    @Test
    void detailsThatFail_leadToPartitionDetailMissing() throws Exception {
        watchTaskThatIsWell();
        minutes(20);
        watched.then(
                cloud -> cloud.add(Fault.on(SimulatedOperation.SHOW_DUMP_TASK).serverError()));
        minutes(50);
        expect(
                target("SmartConnectLagSourceFailing").with("source", "dump").with("reason", "server_error"),
                task("SmartConnectPartitionDetailMissing").inhibited(),
                neighbour("SmartConnectPartitionDetailMissing").inhibited());
    }

    @Test
    void listingThatNeverSucceeds_leadsToPollsFailing() throws Exception {
        watchTaskThatIsWell();
        watched.then(cloud -> cloud.add(Fault.on(SimulatedOperation.LIST_TASKS).serverError()));
        minutes(40);
        expect(
                instance("SmartConnectPollsFailing").with("reason", "server_error"),
                instance("SmartConnectNeverSucceeded").inhibited());
    }

    @Test
    void listingThatFails_leadsToPollsFailing_thenToDataStale() throws Exception {
        watchTaskThatIsWell();
        minutes(20);
        watched.then(cloud -> cloud.add(Fault.on(SimulatedOperation.LIST_TASKS).serverError()));
        minutes(14);
        expect(instance("SmartConnectPollsFailing").with("reason", "server_error"));
        minutes(10);
        expect(
                instance("SmartConnectDataStale"),
                instance("SmartConnectPollsFailing").with("reason", "server_error"));
    }

    // Targets

    @Test
    void requestRateThatIsTooLow_leadsToBudgetExceeded() throws Exception {
        watched = PolledCloud.withRate(
                scenario(instance -> instance.obs(TASK, NAME, task -> task.topic("orders", 2, STEADY, WELL)))
                        .build(),
                0.08);
        minutes(30);
        expect(
                target("SmartConnectBudgetExceeded"),
                instance("SmartConnectPollsSlow").inhibited());
    }

    @Test
    void cloudThatDoesNotAnswer_leadsToDiscoveryFailing_andToDataStale() throws Exception {
        watchTaskThatIsWell();
        minutes(20);
        watched.then(cloud -> cloud.add(Fault.on().reset()));
        minutes(40);
        expect(
                instance("SmartConnectDataStale"),
                target("SmartConnectDiscoveryFailing").with("reason", "unreachable"),
                instance("SmartConnectPollsFailing")
                        .with("reason", "unreachable")
                        .inhibited());
    }

    @Test
    void changedKey_leadsToAuthenticationFailing() throws Exception {
        watchTaskThatIsWell();
        minutes(20);
        watched.then(cloud -> cloud.changeSecretKey("another secret key"));
        minutes(60);
        expect(
                target("SmartConnectAuthenticationFailing").with("reason", "auth"),
                instance("SmartConnectDataStale").inhibited());
    }

    @Test
    void missingPermission_leadsToAuthenticationFailing() throws Exception {
        watchTaskThatIsWell();
        minutes(20);
        watched.then(cloud -> cloud.add(Fault.on().denied()));
        minutes(40);
        expect(target("SmartConnectAuthenticationFailing").with("reason", "denied"), instance("SmartConnectDataStale"));
    }

    @Test
    void throttlingForAWhile_leadsToNothing() throws Exception {
        watchTaskThatIsWell();
        minutes(20);
        watched.then(cloud -> cloud.add(Fault.on().throttle(ThrottlingResponse.APIG_429)));
        minutes(8);
        watched.then(Simulator::clearFaults);
        minutes(50);
        expect();
    }

    @Test
    void throttlingWithoutEnd_leadsToThrottled() throws Exception {
        watchTaskThatIsWell();
        minutes(20);
        watched.then(
                cloud -> cloud.add(Fault.on(SimulatedOperation.SHOW_DUMP_TASK).throttle(ThrottlingResponse.DMS_404)));
        minutes(60);
        expect(
                target("SmartConnectThrottled"),
                task("SmartConnectPartitionDetailMissing"),
                neighbour("SmartConnectPartitionDetailMissing"));
    }

    @Test
    void throttlingOfEverything_leadsToThrottled_andToDataStale() throws Exception {
        watchTaskThatIsWell();
        minutes(20);
        watched.then(cloud -> cloud.add(Fault.on().throttle(ThrottlingResponse.APIG_429)));
        minutes(60);
        expect(target("SmartConnectThrottled"), instance("SmartConnectDataStale"));
    }

    @Test
    void tokenThatIsNotRenewed_leadsToCredentialExpiring() throws Exception {
        watched = PolledCloud.withTokens(
                scenario(instance -> {}).tokenLife(ofHours(1)).build());
        minutes(20);
        watched.then(cloud -> cloud.add(Fault.on(SimulatedOperation.TOKEN).serverError()));
        minutes(44);
        expect(target("SmartConnectCredentialExpiring"));
    }

    @Test
    void keysThatRotate_leadToNothing() throws Exception {
        watched = PolledCloud.onMachine(
                scenario(instance -> {}).keyLife(ofHours(1)).build());
        minutes(150);
        expect();
    }

    // The exporter

    @Test
    void exporterThatEnds_leadsToExporterDown() throws Exception {
        watchTaskThatIsWell();
        minutes(20);
        minutesWithout(30, recorded::down);
        expect(new Alert("SmartConnectExporterDown", Map.of("job", "smart-connect", "instance", "exporter:10052")));
    }

    @Test
    void exporterThatIsGone_leadsToExporterAbsent() throws Exception {
        watchTaskThatIsWell();
        minutes(20);
        minutesWithout(30, recorded::absent);
        expect(new Alert("SmartConnectExporterAbsent", Map.of()));
    }

    @Test
    void exporterThatRestarts_leadsToNothing() throws Exception {
        watchTaskThatIsWell();
        minutes(30);
        minutesWithout(3, recorded::down);
        watched.restartExporter();
        minutes(60);
        expect();
    }

    private static JsonObject withWrongLag(JsonObject detail) {
        detail.getJsonArray("topics_info")
                .getJsonObject(0)
                .getJsonArray("partitions")
                .getJsonObject(0)
                .put("lag", "1");
        return detail;
    }

    private static JsonObject withoutStatus(JsonObject listing) {
        listing.getJsonArray("tasks").stream()
                .map(JsonObject.class::cast)
                .filter(task -> task.getString("id").equals(TASK))
                .forEach(task -> task.remove("status"));
        return listing;
    }

    private void watchTask(Consumer<TaskBuilder> description) {
        watch(instance -> instance.obs(TASK, NAME, description));
    }

    private void watchTaskThatIsWell() {
        watchTask(task -> task.topic("orders", 2, STEADY, WELL));
    }

    /** An instance with a healthy dump, in addition to the described tasks. */
    private void watch(Consumer<InstanceBuilder> description) {
        watched = PolledCloud.of(scenario(description).build());
    }

    private static ScenarioBuilder scenario(Consumer<InstanceBuilder> description) {
        return Scenario.builder()
                .instance(
                        INSTANCE,
                        instance -> description.accept(instance.obs(
                                NEIGHBOUR, NEIGHBOUR_NAME, task -> task.topic("clicks", 2, STEADY, WELL))));
    }

    private void minutes(int count) throws TimeoutException {
        for (int minute = 0; minute < count; minute++) {
            recorded.scraped(watched.poll());
        }
    }

    private void minutesWithout(int count, Runnable scrape) {
        for (int minute = 0; minute < count; minute++) {
            watched.rest();
            scrape.run();
        }
    }

    /** Fails unless these alerts fire, Alertmanager inhibits the marked ones, and no other alert but earlier ones ever fired. */
    private void expect(Alert... alerts) throws Exception {
        List<Alert> firing = List.of(alerts);
        firing.forEach(alert -> fired.add(alert.name()));
        RuleEngine.check(recorded, firing, fired, directory);
        assertThat(inhibited(firing))
                .isEqualTo(firing.stream()
                        .filter(Alert::isInhibited)
                        .map(Alert::named)
                        .collect(Collectors.toSet()));
    }

    private Set<Map<String, String>> inhibited(List<Alert> firing) throws IOException {
        if (firing.size() < 2) {
            return Set.of(); // no other alert can inhibit it
        }
        try (Alertmanager alertmanager = Alertmanager.start(OLDEST, directory)) {
            return alertmanager.inhibited(firing);
        }
    }

    private static Alert task(String name) {
        return instance(name).with("task_id", TASK).with("task_name", NAME);
    }

    private static Alert neighbour(String name) {
        return instance(name).with("task_id", NEIGHBOUR).with("task_name", NEIGHBOUR_NAME);
    }

    private static Alert instance(String name) {
        return new Alert(
                name,
                Map.of("target", TARGET, "region", REGION, "instance_id", INSTANCE, "instance_name", INSTANCE_NAME));
    }

    private static Alert target(String name) {
        return new Alert(name, Map.of("target", TARGET));
    }
}
