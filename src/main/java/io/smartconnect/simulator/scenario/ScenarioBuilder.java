package io.smartconnect.simulator.scenario;

import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.model.InstanceSpec;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A builder of a {@link Scenario}; not thread-safe. */
public final class ScenarioBuilder {

    final String name;
    final List<InstanceSpec> instances = new ArrayList<>();
    final Map<JsonObject, String> texts = new HashMap<>();
    final List<Fault> faults = new ArrayList<>();
    SimulatedAccount account = SimulatedAccount.DEFAULT;
    CloudVariant variant = CloudVariant.DEFAULT;

    ScenarioBuilder(String name) {
        this.name = name;
    }

    /** Adds an instance, with Smart Connect on by default. */
    public ScenarioBuilder instance(String id, Consumer<InstanceBuilder> description) {
        InstanceBuilder instance = new InstanceBuilder(id);
        description.accept(instance);
        instances.add(instance.build());
        return this;
    }

    /** The project id: 32 hexadecimal digits; there is a default. */
    public ScenarioBuilder project(String id) {
        account = account.withProject(id);
        return this;
    }

    /** Makes the key a temporary one: requests must carry this {@code X-Security-Token}. */
    public ScenarioBuilder securityToken(String token) {
        account = account.withSecurityToken(token);
        return this;
    }

    /** The validity of a token from a log-in; 24 hours by default. */
    public ScenarioBuilder tokenLife(Duration life) {
        account = account.withTokenLife(life);
        return this;
    }

    /** The longest life of a temporary key; 24 hours by default. The metadata service has another key after 5/6 of it. */
    public ScenarioBuilder keyLife(Duration life) {
        account = account.withKeyLife(life);
        return this;
    }

    /** Removes the dump API: its URLs are answered with 404 {@code APIG.0101}. */
    public ScenarioBuilder withoutDumpApi() {
        variant = variant.withoutDumpApi();
        return this;
    }

    /**
     * Makes the cloud like Open Telekom Cloud: no dump API, unknown URLs are answered with 404 {@code APIGW.0101}, the limits of
     * its listing of topics, and Cloud Eye in version 1 only.
     */
    public ScenarioBuilder openTelekomCloud() {
        variant = variant.asOpenTelekomCloud();
        return this;
    }

    /** The versions of Cloud Eye's batch query; both by default. Without either there is no Cloud Eye. */
    public ScenarioBuilder cloudEyeVersions(boolean v1, boolean v2) {
        return cloudEye(eye -> eye.withVersions(v1, v2));
    }

    /** The time from a point of Cloud Eye to the response that first has it; 1 minute by default. */
    public ScenarioBuilder cloudEyeDelay(Duration delay) {
        return cloudEye(eye -> eye.withDelay(delay));
    }

    /** The largest number of metrics in a batch query of version 1; 500 by default, more are answered with 400. */
    public ScenarioBuilder cloudEyeBatchLimit(int metrics) {
        return cloudEye(eye -> eye.withBatchLimit(metrics));
    }

    private ScenarioBuilder cloudEye(UnaryOperator<CloudEyeSettings> change) {
        variant = variant.withCloudEye(change.apply(variant.cloudEye()));
        return this;
    }

    /** Adds a fault that simulators of the scenario have from the start. */
    public ScenarioBuilder fault(Fault fault) {
        faults.add(fault);
        return this;
    }

    /** Sends exactly this text for each response that equals it as JSON. */
    ScenarioBuilder text(String json) {
        texts.put(new JsonObject(json), json);
        return this;
    }

    /** The scenario as described so far. */
    public Scenario build() {
        return new Scenario(this);
    }
}
