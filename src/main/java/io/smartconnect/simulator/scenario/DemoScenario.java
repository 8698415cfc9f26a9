package io.smartconnect.simulator.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.model.DumpVisibility;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Two projects for demonstrations: one whose tasks show every kind of trouble within three minutes, and one without trouble.
 */
final class DemoScenario {

    private static final Duration FLUSH = Duration.ofSeconds(30);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final SimulatedProduction ORDERS = SimulatedProduction.steady(40);

    private DemoScenario() {}

    static Scenario scenario() {
        return project(Scenario.builder("demo"), true);
    }

    /** The demo in a cloud without the dump API; Smart Connect lists the task that only the dump API lists in the demo. */
    static Scenario withoutDumpApi() {
        return project(Scenario.builder("otc").openTelekomCloud().cloudEyeBatchLimit(10), false);
    }

    private static Scenario project(ScenarioBuilder scenario, boolean dumpApi) {
        UnaryOperator<InstanceBuilder> variant =
                dumpApi ? UnaryOperator.identity() : InstanceBuilder::withoutConnectorFields;
        return scenario.fault(Fault.on(SimulatedOperation.SHOW_DUMP_TASK)
                        .instance(id("telemetry"))
                        .edit(DemoScenario::wrongLag))
                .instance(id("shop"), instance -> shop(variant.apply(instance), dumpApi))
                .instance(id("telemetry"), instance -> telemetry(variant.apply(instance)))
                .instance(
                        id("sandbox"),
                        instance -> instance.name("sandbox").status("FROZEN").withoutConnector())
                .instance(id("logistics"), instance -> DemoLogistics.describe(variant.apply(instance)))
                .build();
    }

    static Scenario quiet() {
        return Scenario.builder("quiet")
                .instance(id("quiet"), instance -> {
                    replication(instance, "orders-to-standby", "orders");
                    healthyDump(instance);
                })
                .build();
    }

    private static void shop(InstanceBuilder instance, boolean dumpApi) {
        instance.name("shop").engineVersion("3.x");
        replication(instance, "orders-to-standby", "orders", "payments");
        healthyDump(instance);
        idleDump(instance);
        burstyDump(instance);
        stalledDump(instance);
        drainingDump(instance, dumpApi);
        restartedDump(instance);
        resetDump(instance);
        failedPartition(instance);
        pausedDump(instance);
        waitingDump(instance);
        oddStatus(instance);
        failedDump(instance);
        restartLoop(instance);
        endlessCreation(instance);
        instance.redis(id("shop/session-cache"), "session-cache", task -> task.topics("sessions"));
        instance.consumer("billing", consumer -> consumer.topic("orders", 3, ORDERS, SimulatedTransfer.behind(SECOND)));
    }

    /** 17 of 18 tasks, most of them alike. */
    private static void telemetry(InstanceBuilder instance) {
        instance.name("telemetry").limits(18, 18);
        for (int i = 1; i <= 16; i++) {
            String name = "sensors-%02d-archive".formatted(i);
            String topic = "sensors-%02d".formatted(i);
            SimulatedProduction production = SimulatedProduction.steady(5L * i);
            instance.obs(
                    id("telemetry/" + name),
                    name,
                    task -> task.deliverInterval(FLUSH)
                            .inDumpApi(DumpVisibility.OTHER_ID)
                            .topic(topic, 2, production, SimulatedTransfer.flushing(FLUSH)));
        }
        replication(instance, "alarms-to-headquarters", "alarms");
    }

    /** One detail whose lag is no number, and one whose lag is not the difference of its offsets. */
    private static JsonObject wrongLag(JsonObject detail) {
        String wrong = switch (detail.getString("task_name", "")) {
            case "sensors-14-archive" -> "n/a";
            case "sensors-15-archive" -> "1";
            default -> "";
        };
        JsonArray topics = detail.getJsonArray("topics_info", new JsonArray());
        if (!wrong.isEmpty() && !topics.isEmpty()) {
            topics.getJsonObject(0).getJsonArray("partitions").getJsonObject(0).put("lag", wrong);
        }
        return detail;
    }

    private static void replication(InstanceBuilder instance, String name, String... topics) {
        instance.replication(id("replication/" + name), name, task -> {
            for (String topic : topics) {
                task.topic(topic, 3, SimulatedProduction.steady(20), SimulatedTransfer.behind(SECOND));
            }
        });
    }

    /** A saw-tooth: up for 30 seconds, down at once. */
    private static void healthyDump(InstanceBuilder instance) {
        instance.obs(
                id("shop/clicks-archive"),
                "clicks-archive",
                task -> task.deliverInterval(FLUSH)
                        .topic("clicks", 3, SimulatedProduction.steady(120), SimulatedTransfer.flushing(FLUSH)));
    }

    private static void idleDump(InstanceBuilder instance) {
        instance.obs(
                id("shop/audit-archive"),
                "audit-archive",
                task -> task.deliverInterval(FLUSH)
                        .topic("audit", 2, SimulatedProduction.idle(1_234), SimulatedTransfer.flushing(FLUSH)));
    }

    /** Ten seconds of many messages each minute. */
    private static void burstyDump(InstanceBuilder instance) {
        SimulatedProduction bursts = SimulatedProduction.bursts(Duration.ofMinutes(1), Duration.ofSeconds(10), 2_000);
        instance.obs(
                id("shop/newsletter-archive"),
                "newsletter-archive",
                task -> task.deliverInterval(FLUSH)
                        .topic("newsletter", 2, bursts, SimulatedTransfer.behind(Duration.ofSeconds(15))));
    }

    private static void stalledDump(InstanceBuilder instance) {
        instance.obs(
                id("shop/orders-archive"),
                "orders-archive",
                task -> task.deliverInterval(FLUSH)
                        .topic("orders", 3, ORDERS, SimulatedTransfer.stalledAfter(Duration.ofSeconds(15))));
    }

    /** A task that only the dump API lists, if there is one; it needs about 14 minutes to catch up. */
    private static void drainingDump(InstanceBuilder instance, boolean dumpApi) {
        String name = "history-backfill";
        Consumer<TaskBuilder> description = task -> task.deliverInterval(FLUSH)
                .topic("history", 4, SimulatedProduction.steady(20), SimulatedTransfer.draining(400_000, 500));
        if (dumpApi) {
            instance.dump(id("shop/" + name), name, description);
        } else {
            instance.obs(id("shop/" + name), name, description);
        }
    }

    /** Restarts every 150 seconds and catches up within about 27 seconds. */
    private static void restartedDump(InstanceBuilder instance) {
        instance.obs(
                id("shop/prices-archive"),
                "prices-archive",
                task -> task.deliverInterval(FLUSH)
                        .restartedEvery(Duration.ofSeconds(150))
                        .catchUp(60_000)
                        .topic("prices", 2, SimulatedProduction.steady(15), SimulatedTransfer.behind(SECOND)));
    }

    /** Rewound every two minutes without a restart; it catches up within about one minute. */
    private static void resetDump(InstanceBuilder instance) {
        instance.obs(
                id("shop/reviews-archive"),
                "reviews-archive",
                task -> task.deliverInterval(FLUSH)
                        .resetEvery(Duration.ofMinutes(2))
                        .catchUp(14_500)
                        .topic("reviews", 2, SimulatedProduction.steady(10), SimulatedTransfer.behind(SECOND)));
    }

    /** A RUNNING task with one FAILED partition. */
    private static void failedPartition(InstanceBuilder instance) {
        SimulatedProduction steady = SimulatedProduction.steady(25);
        instance.obs(
                id("shop/returns-archive"),
                "returns-archive",
                task -> task.deliverInterval(FLUSH)
                        .topic(
                                "returns",
                                topic -> topic.partition(0, steady, SimulatedTransfer.flushing(FLUSH))
                                        .partition(
                                                1,
                                                "FAILED",
                                                steady,
                                                SimulatedTransfer.stalledAfter(Duration.ofMinutes(-10)))
                                        .partition(2, steady, SimulatedTransfer.flushing(FLUSH))));
    }

    private static void pausedDump(InstanceBuilder instance) {
        instance.obs(
                id("shop/invoices-archive"),
                "invoices-archive",
                task -> task.deliverInterval(FLUSH)
                        .status("PAUSED")
                        .topic(
                                "invoices",
                                2,
                                SimulatedProduction.steady(3),
                                SimulatedTransfer.stalledAfter(Duration.ofHours(-1))));
    }

    private static void waitingDump(InstanceBuilder instance) {
        instance.obs(
                id("shop/nightly-export"),
                "nightly-export",
                task -> task.deliverInterval(FLUSH)
                        .status("WAITING")
                        .topic("stock", 1, SimulatedProduction.steady(2), SimulatedTransfer.behind(SECOND)));
    }

    /** An undocumented status, topics by a regular expression, and offsets beyond 32 bits. */
    private static void oddStatus(InstanceBuilder instance) {
        instance.obs(
                id("shop/legacy-archive"),
                "legacy-archive",
                task -> task.deliverInterval(FLUSH)
                        .status("UNASSIGNED")
                        .topicsRegex("legacy-.*")
                        .topic(
                                "legacy-orders",
                                topic -> topic.startingAt(5_000_000_000L)
                                        .partition(
                                                0,
                                                SimulatedProduction.steady(1),
                                                SimulatedTransfer.behind(Duration.ofSeconds(20)))
                                        .partition(
                                                1,
                                                SimulatedProduction.steady(1),
                                                SimulatedTransfer.behind(Duration.ofSeconds(20)))));
    }

    /** A status that is known to be bad. */
    private static void failedDump(InstanceBuilder instance) {
        instance.obs(
                id("shop/refunds-archive"),
                "refunds-archive",
                task -> task.deliverInterval(FLUSH)
                        .status("FAILED")
                        .topic(
                                "refunds",
                                2,
                                SimulatedProduction.steady(2),
                                SimulatedTransfer.stalledAfter(Duration.ofMinutes(-5))));
    }

    /** Restarts every 40 seconds, before it has caught up, so its lag never shrinks for long. */
    private static void restartLoop(InstanceBuilder instance) {
        instance.obs(
                id("shop/coupons-archive"),
                "coupons-archive",
                task -> task.deliverInterval(FLUSH)
                        .restartedEvery(Duration.ofSeconds(40))
                        .catchUp(100)
                        .topic("coupons", 2, SimulatedProduction.steady(12), SimulatedTransfer.behind(SECOND)));
    }

    /** A task that never leaves CREATING. */
    private static void endlessCreation(InstanceBuilder instance) {
        instance.obs(
                id("shop/contracts-archive"),
                "contracts-archive",
                task -> task.deliverInterval(FLUSH)
                        .status("CREATING")
                        .topic("contracts", 1, SimulatedProduction.steady(1), SimulatedTransfer.behind(SECOND)));
    }

    static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
    }
}
