package io.smartconnect.simulator.scenario;

import io.smartconnect.simulator.model.InstanceSpec;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A builder of a {@link Scenario}; not thread-safe. */
public final class ScenarioBuilder {

    private final String name;
    private final List<InstanceSpec> instances = new ArrayList<>();
    private final Map<JsonObject, String> texts = new HashMap<>();
    private Account account = Account.DEFAULT;
    private boolean dumpApi = true;

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

    /** Removes the dump API: its URLs are answered with 404 {@code APIG.0101}. */
    public ScenarioBuilder withoutDumpApi() {
        dumpApi = false;
        return this;
    }

    /** Sends exactly this text for each response that equals it as JSON. */
    ScenarioBuilder text(String json) {
        texts.put(new JsonObject(json), json);
        return this;
    }

    /** The scenario as described so far. */
    public Scenario build() {
        return new Scenario(name, account, dumpApi, instances, texts);
    }
}
