package io.smartconnect.simulator.scenario;

import io.smartconnect.simulator.model.DumpVisibility;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import java.time.Duration;

/** The instance of the demonstrations whose tasks show the other sources of lag, and the loss of messages. */
final class DemoLogistics {

    private static final Duration FLUSH = Duration.ofSeconds(30);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private DemoLogistics() {}

    static void describe(InstanceBuilder instance) {
        instance.name("logistics").limits(8, 8);
        lagging(instance, "parcels-to-hub", "parcels", Duration.ofHours(4));
        lagging(instance, "manifests-to-hub", "manifests", Duration.ofMinutes(50));
        stalledReplication(instance);
        twoWayReplication(instance);
        growingDump(instance);
        endangeredDump(instance);
        dumpOfItsGroup(instance);
        dumpWithoutOffsets(instance);
    }

    /** A replication that transfers each message this long after its production. */
    private static void lagging(InstanceBuilder instance, String name, String topic, Duration behind) {
        instance.replication(
                DemoScenario.id("logistics/" + name),
                name,
                task -> task.direction("push")
                        .topic(topic, 3, SimulatedProduction.steady(50), SimulatedTransfer.behind(behind)));
    }

    /** Stalled for 20 minutes at the start, so that its points in Cloud Eye show it at once. */
    private static void stalledReplication(InstanceBuilder instance) {
        instance.replication(
                DemoScenario.id("logistics/scans-to-warehouse"),
                "scans-to-warehouse",
                task -> task.direction("push")
                        .topic(
                                "scans",
                                2,
                                SimulatedProduction.steady(30),
                                SimulatedTransfer.stalledAfter(Duration.ofMinutes(-20))));
    }

    private static void twoWayReplication(InstanceBuilder instance) {
        instance.replication(
                DemoScenario.id("logistics/stock-levels"),
                "stock-levels",
                task -> task.direction("two-way")
                        .topic("stock-here", 2, SimulatedProduction.steady(10), SimulatedTransfer.behind(SECOND))
                        .reverseTopic(
                                "stock-there",
                                2,
                                SimulatedProduction.steady(15),
                                SimulatedTransfer.behind(Duration.ofSeconds(3))));
    }

    /** Transfers less than is produced. */
    private static void growingDump(InstanceBuilder instance) {
        instance.obs(
                DemoScenario.id("logistics/routes-archive"),
                "routes-archive",
                task -> task.deliverInterval(FLUSH)
                        .topic("routes", 2, SimulatedProduction.steady(60), SimulatedTransfer.draining(3_000, 45)));
    }

    /** Loses its first message three minutes after the start, and then as many as are produced. */
    private static void endangeredDump(InstanceBuilder instance) {
        instance.obs(
                DemoScenario.id("logistics/customs-archive"),
                "customs-archive",
                task -> task.deliverInterval(FLUSH)
                        .topic(
                                "customs",
                                topic -> topic.retention(Duration.ofHours(1))
                                        .partition(0, SimulatedProduction.steady(20), stalled())
                                        .partition(1, SimulatedProduction.steady(20), stalled())));
    }

    private static SimulatedTransfer stalled() {
        return SimulatedTransfer.stalledAfter(Duration.ofMinutes(-57));
    }

    /** A dump that the dump API does not list. */
    private static void dumpOfItsGroup(InstanceBuilder instance) {
        instance.obs(
                DemoScenario.id("logistics/labels-archive"),
                "labels-archive",
                task -> task.deliverInterval(FLUSH)
                        .inDumpApi(DumpVisibility.ABSENT)
                        .topic("labels", 2, SimulatedProduction.steady(25), SimulatedTransfer.flushing(FLUSH)));
    }

    /** A dump whose offsets no source knows. */
    private static void dumpWithoutOffsets(InstanceBuilder instance) {
        instance.obs(
                DemoScenario.id("logistics/signatures-archive"),
                "signatures-archive",
                task -> task.deliverInterval(FLUSH)
                        .inDumpApi(DumpVisibility.ABSENT)
                        .consumerGroups()
                        .topic("signatures", 2, SimulatedProduction.steady(5), SimulatedTransfer.flushing(FLUSH)));
    }
}
