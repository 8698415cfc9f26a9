package io.smartconnect.simulator.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.http.ThrottlingResponse;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.InstanceBuilder;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;

/** The demo's clouds whose tasks are healthy, but which fail themselves. Instances and tasks are named after the trouble. */
final class TroubledClouds {

    private static final Duration FLUSH = Duration.ofSeconds(30);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** 72 % of the demo's poll interval. */
    private static final Duration SLOW = Duration.ofMillis(3600);

    private static final Duration TOKEN_LIFE = Duration.ofMinutes(2);

    private TroubledClouds() {}

    /** A cloud with one trouble for each instance. */
    static Scenario unreliable() {
        return Scenario.builder("unreliable")
                .project("11111111111111111111111111111111")
                .instance(id("failing"), instance -> dump(instance.name("failing"), "failing-archive"))
                .instance(id("slow"), instance -> dump(instance.name("slow"), "slow-archive"))
                .instance(id("incomplete"), instance -> dump(instance.name("incomplete"), "listed-archive"))
                .instance(id("deleted"), instance -> dump(instance.name("deleted"), "gone-archive"))
                .instance(id("changed"), TroubledClouds::changed)
                .fault(Fault.on(SimulatedOperation.LIST_TASKS)
                        .instance(id("slow"))
                        .delay(SLOW))
                .fault(Fault.on(SimulatedOperation.LIST_TASKS)
                        .instance(id("incomplete"))
                        .totals(3))
                .build();
    }

    private static void changed(InstanceBuilder instance) {
        instance.name("changed");
        dump(instance, "deleted-archive");
        dump(instance, "edited-archive");
        instance.replication(
                id("denied-mirror"),
                "denied-mirror",
                task -> task.topic("mirrored", 2, SimulatedProduction.steady(10), SimulatedTransfer.behind(SECOND)));
    }

    /** Deletes an instance and a task, edits another task, fails the polls of an instance, and denies Cloud Eye. */
    static void changeUnreliable(Simulator cloud) {
        cloud.add(
                Fault.on(SimulatedOperation.LIST_TASKS).instance(id("failing")).serverError());
        cloud.add(Fault.on(
                        SimulatedOperation.LIST_CLOUD_EYE_METRICS,
                        SimulatedOperation.QUERY_CLOUD_EYE,
                        SimulatedOperation.QUERY_CLOUD_EYE_V2)
                .denied());
        cloud.deleteInstance(id("deleted"));
        cloud.deleteTask(id("changed"), id("deleted-archive"));
        JsonObject bucket = new JsonObject().put("obs_bucket_name", "other-archive");
        cloud.modifyTask(id("changed"), id("edited-archive"), new JsonObject().put("sink_task", bucket));
    }

    /** A cloud that closes every connection. */
    static Scenario unreachable() {
        return Scenario.builder("unreachable")
                .project("44444444444444444444444444444444")
                .fault(Fault.on().reset())
                .build();
    }

    /** A cloud that throttles every request for offsets. */
    static Scenario throttled() {
        return Scenario.builder("throttled")
                .project("22222222222222222222222222222222")
                .instance(id("throttled"), instance -> dump(instance.name("throttled"), "throttled-archive"))
                .fault(Fault.on(SimulatedOperation.SHOW_DUMP_TASK).throttle(ThrottlingResponse.APIG_429, "10"))
                .build();
    }

    /** A cloud whose tokens live for two minutes. */
    static Scenario expired() {
        return Scenario.builder("expired")
                .project("33333333333333333333333333333333")
                .tokenLife(TOKEN_LIFE)
                .instance(id("expired"), instance -> dump(instance.name("expired"), "expired-archive"))
                .build();
    }

    /** Refuses log-ins from now on, so that the last token expires without another. */
    static void changePassword(Simulator cloud) {
        cloud.add(Fault.on(SimulatedOperation.TOKEN).unauthorized());
    }

    private static void dump(InstanceBuilder instance, String name) {
        instance.obs(
                id(name),
                name,
                task -> task.deliverInterval(FLUSH)
                        .topic(
                                name.replace("-archive", ""),
                                2,
                                SimulatedProduction.steady(10),
                                SimulatedTransfer.behind(SECOND)));
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(("demo/" + name).getBytes(UTF_8)).toString();
    }
}
