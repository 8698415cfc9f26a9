package io.smartconnect.simulator.scenario;

import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.model.InstanceSpec;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * The description of a project: its instances, their tasks, and the behavior of these over time. Immutable; several
 * simulators can run the same scenario.
 */
public final class Scenario {

    private final String name;
    private final SimulatedAccount account;
    private final CloudVariant variant;
    private final List<InstanceSpec> instances;
    private final Map<JsonObject, String> texts;
    private final List<Fault> faults;

    Scenario(ScenarioBuilder description) {
        this.name = description.name;
        this.account = description.account;
        this.variant = description.variant;
        this.instances = List.copyOf(description.instances);
        this.texts = Map.copyOf(description.texts);
        this.faults = List.copyOf(description.faults);
    }

    /** The names of the built-in scenarios, in alphabetical order. */
    public static List<String> names() {
        return List.of("demo", "large", "otc", "quiet", "seeds");
    }

    /**
     * A built-in scenario: {@code demo} (tasks with every kind of trouble within three minutes), {@code large} (20 instances of 18 tasks
     * of 12 partitions), {@code otc} (the demo in a cloud without the dump API), {@code quiet} (no trouble), {@code seeds} (the examples of the API's documents, byte for byte).
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Scenario named(String name) {
        return switch (name) {
            case "demo" -> DemoScenario.scenario();
            case "large" -> large(20, 18, 12);
            case "otc" -> DemoScenario.withoutDumpApi();
            case "quiet" -> DemoScenario.quiet();
            case "seeds" -> SeedScenario.scenario();
            default -> throw new IllegalArgumentException("scenario: must be one of " + names() + "; found " + name);
        };
    }

    /** A builder of a scenario with this name. */
    public static ScenarioBuilder builder(String name) {
        return new ScenarioBuilder(name);
    }

    /** A builder of a scenario named {@code custom}. */
    public static ScenarioBuilder builder() {
        return builder("custom");
    }

    /** Many similar instances: each task dumps one topic at a steady rate, which differs between tasks. */
    public static Scenario large(int instances, int tasksPerInstance, int partitionsPerTask) {
        return LargeScenario.scenario(instances, tasksPerInstance, partitionsPerTask);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The ids of the instances, in the order of the API's list. */
    public List<String> instanceIds() {
        return instances.stream().map(InstanceSpec::id).toList();
    }

    /** The credentials. */
    public SimulatedAccount account() {
        return account;
    }

    /** True if this cloud has the dump API. */
    public boolean dumpApi() {
        return variant.dumpApi();
    }

    /** True if this cloud has the limits and errors of Open Telekom Cloud. */
    public boolean openTelekomCloud() {
        return variant.openTelekomCloud();
    }

    /** Its Cloud Eye. */
    public CloudEyeSettings cloudEye() {
        return variant.cloudEye();
    }

    /** The instances, in the order of the API's list. */
    public List<InstanceSpec> instances() {
        return instances;
    }

    /** The exact texts of responses, by the JSON object that they equal. */
    public Map<JsonObject, String> texts() {
        return texts;
    }

    /** The faults from the start. */
    public List<Fault> faults() {
        return faults;
    }
}
