package io.smartconnect.simulator.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import java.time.Duration;
import java.util.UUID;

/** A scenario of many similar instances, for measurements. */
final class LargeScenario {

    private LargeScenario() {}

    static Scenario scenario(int instances, int tasksPerInstance, int partitionsPerTask) {
        ScenarioBuilder scenario = Scenario.builder("large");
        for (int i = 0; i < instances; i++) {
            String name = "kafka-" + i;
            scenario.instance(id(name), instance -> {
                instance.name(name);
                for (int task = 0; task < tasksPerInstance; task++) {
                    describe(instance, name, task, partitionsPerTask);
                }
            });
        }
        return scenario.build();
    }

    private static void describe(InstanceBuilder instance, String instanceName, int number, int partitions) {
        String name = "archive-" + number;
        SimulatedTransfer transfer = SimulatedTransfer.behind(Duration.ofSeconds(1 + number));
        instance.obs(
                id(instanceName + "/" + name),
                name,
                task -> task.topic("topic-" + number, partitions, SimulatedProduction.steady(10 + number), transfer));
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
    }
}
