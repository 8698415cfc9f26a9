package io.smartconnect.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Severity and duration of each alert, as in the rules; of an alert with two severities, the higher one. */
final class Alerts {

    /** @param lasting how long the condition has to hold before the alert fires; empty: not at all */
    record Facts(String severity, String lasting) {}

    private Alerts() {}

    /** By name. */
    static Map<String, Facts> all() {
        return Rules.alerts().stream()
                .collect(Collectors.toMap(
                        rule -> rule.path("alert").asText(), Alerts::facts, Alerts::higher, TreeMap::new));
    }

    private static Facts higher(Facts some, Facts other) {
        return some.severity().equals("critical") ? some : other;
    }

    private static Facts facts(JsonNode rule) {
        return new Facts(
                rule.path("labels").path("severity").asText(), rule.path("for").asText());
    }
}
