package io.smartconnect.exporter.config;

import io.smartconnect.exporter.history.PrometheusAddress;
import io.smartconnect.exporter.lease.LeaseSettings;
import io.smartconnect.exporter.shard.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The settings that only a restart can change. */
public final class RestartOnlySettings {

    private final List<String> changes = new ArrayList<>();

    private RestartOnlySettings() {}

    /** The keys that differ, each with its rule on one line; empty if {@code next} can replace {@code present}. */
    public static List<String> changes(Settings present, Settings next) {
        RestartOnlySettings compared = new RestartOnlySettings();
        compared.compare("web.listen-address", address(present), address(next));
        compared.compare(
                "web.telemetry-path", present.web().telemetryPath(), next.web().telemetryPath());
        compared.compare(
                "web.max-requests",
                Integer.toString(present.web().maxRequests()),
                Integer.toString(next.web().maxRequests()));
        compared.compare(
                "web.config-file",
                text(present.web().configFile()),
                text(next.web().configFile()));
        compared.compare(
                "lag.state-file",
                text(present.lag().stateFile()),
                text(next.lag().stateFile()));
        compared.compareHistory(present.lag().historyFrom(), next.lag().historyFrom());
        compared.compare("shard", text(present.shard()), text(next.shard()));
        compared.compare("ha.lease", text(present.lease()), text(next.lease()));
        compared.compare(
                "ha.service-account",
                text(present.lease().map(LeaseSettings::serviceAccount)),
                text(next.lease().map(LeaseSettings::serviceAccount)));
        return List.copyOf(compared.changes);
    }

    private void compare(String key, String present, String next) {
        if (!present.equals(next)) {
            changes.add("smart-connect-exporter." + key + ": can't change without a restart; found " + next
                    + " in place of " + present);
        }
    }

    /** The text hides the password, so another one is named. */
    private void compareHistory(Optional<PrometheusAddress> present, Optional<PrometheusAddress> next) {
        String shown = text(present);
        boolean isOtherUser = !present.equals(next) && text(next).equals(shown);
        compare("lag.history-from", shown, text(next) + (isOtherUser ? " with another user or password" : ""));
    }

    private static String address(Settings settings) {
        return settings.web().addresses().stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String text(Shard shard) {
        return shard.index() + " of " + shard.count();
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("none");
    }
}
