package io.smartconnect.exporter;

import io.smartconnect.exporter.cloud.dms.RestDmsClient;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.poll.TargetClients;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The targets of one configuration with their clients. Immutable; safe for any thread. */
final class ConnectedTargets {

    /** The settings that a client cannot change. */
    private record Fixed(TargetSettings target, ApiSettings api, Duration interval) {}

    private record Connected(Fixed settings, TargetClients clients, RestDmsClient dms) {}

    private final ClientRuntime runtime;
    private final Map<String, Connected> byName;

    private ConnectedTargets(ClientRuntime runtime, Map<String, Connected> byName) {
        this.runtime = runtime;
        this.byName = byName;
    }

    /** No target; {@link #next} adds those of the first configuration. */
    static ConnectedTargets none(ClientRuntime runtime) {
        return new ConnectedTargets(runtime, Map.of());
    }

    /**
     * The targets of {@code settings}. Targets whose settings are unchanged keep their clients. New clients of DMS for Kafka keep
     * tokens, temporary keys and counts of refusals if endpoint, project, credentials, IAM endpoint, request time-out and
     * certificate authorities are unchanged.
     */
    ConnectedTargets next(Settings settings) {
        Map<String, Connected> next = new LinkedHashMap<>();
        try {
            for (TargetSettings target : settings.targets()) {
                Fixed wanted = new Fixed(target, settings.api(), settings.poll().interval());
                next.put(target.name(), connect(wanted, byName.get(target.name())));
            }
            return new ConnectedTargets(runtime, next);
        } catch (RuntimeException unusable) {
            new ConnectedTargets(runtime, next).retireAllBut(this);
            throw unusable;
        }
    }

    private Connected connect(Fixed settings, @Nullable Connected present) {
        if (present != null && present.settings.equals(settings)) {
            return present;
        }
        RestDmsClient dms = present == null
                ? new RestDmsClient(runtime, settings.target, settings.api, settings.interval)
                : present.dms.successor(settings.target, settings.api, settings.interval);
        return new Connected(settings, TargetClients.of(settings.target, dms), dms);
    }

    /** The clients, in the order of the configuration. */
    List<TargetClients> clients() {
        return byName.values().stream().map(Connected::clients).toList();
    }

    /** The clients of DMS for Kafka by the name of their target. */
    Map<String, RestDmsClient> dmsByName() {
        Map<String, RestDmsClient> all = new LinkedHashMap<>();
        byName.forEach((name, connected) -> all.put(name, connected.dms));
        return all;
    }

    /**
     * Continues the pauses and rates of the clients of DMS for Kafka that {@code before} has for the same targets and endpoints. Call
     * it where polls run.
     */
    void continueFrom(ConnectedTargets before) {
        byName.forEach((name, connected) -> {
            Connected last = before.byName.get(name);
            if (last != null && last.dms != connected.dms) {
                connected.dms.continueFrom(last.dms);
            }
        });
    }

    /** Retires the clients that {@code others} do not have. Call it on the Vert.x context of the polls. */
    void retireAllBut(ConnectedTargets others) {
        Collection<Connected> kept = others.byName.values();
        Set<TargetClients> stay = kept.stream().map(Connected::clients).collect(Collectors.toSet());
        clients().stream().filter(each -> !stay.contains(each)).forEach(TargetClients::retire);
    }
}
