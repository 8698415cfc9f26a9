package io.smartconnect.simulator.scenario;

import io.smartconnect.simulator.model.InstanceSpec;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * A project to simulate: its instances, their tasks and what becomes of them over time. Immutable; one scenario can be
 * started several times.
 */
public final class Scenario {

    private final String name;
    private final Account account;
    private final boolean dumpApi;
    private final List<InstanceSpec> instances;
    private final Map<JsonObject, String> texts;

    Scenario(
            String name,
            Account account,
            boolean dumpApi,
            List<InstanceSpec> instances,
            Map<JsonObject, String> texts) {
        this.name = name;
        this.account = account;
        this.dumpApi = dumpApi;
        this.instances = List.copyOf(instances);
        this.texts = Map.copyOf(texts);
    }

    /** The names that {@link #named} knows, in alphabetical order. */
    public static List<String> names() {
        return List.of("demo", "large", "quiet", "seeds");
    }

    /**
     * A built-in scenario: {@code demo} (every kind of trouble within three minutes), {@code large} (20 instances of 18 tasks
     * of 12 partitions), {@code quiet} (all is well), {@code seeds} (the documents' own examples, byte for byte).
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Scenario named(String name) {
        return switch (name) {
            case "demo" -> DemoScenario.scenario();
            case "large" -> large(20, 18, 12);
            case "quiet" -> DemoScenario.quiet();
            case "seeds" -> SeedScenario.scenario();
            default -> throw new IllegalArgumentException("scenario: must be one of " + names() + ". Found: " + name);
        };
    }

    public static ScenarioBuilder builder(String name) {
        return new ScenarioBuilder(name);
    }

    public static ScenarioBuilder builder() {
        return builder("custom");
    }

    /** Many instances alike: each task dumps one topic of so many partitions, steadily, with different rates. */
    public static Scenario large(int instances, int tasksPerInstance, int partitionsPerTask) {
        return LargeScenario.scenario(instances, tasksPerInstance, partitionsPerTask);
    }

    public String name() {
        return name;
    }

    /** Ids of the instances, in the order in which they are listed. */
    public List<String> instanceIds() {
        return instances.stream().map(InstanceSpec::id).toList();
    }

    public Account account() {
        return account;
    }

    /** Whether this cloud has the dump API at all. */
    public boolean dumpApi() {
        return dumpApi;
    }

    public List<InstanceSpec> instances() {
        return instances;
    }

    /** How answers that equal these objects are spelled, to the byte. */
    public Map<JsonObject, String> texts() {
        return texts;
    }
}
