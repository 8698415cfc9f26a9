package io.smartconnect.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rules of the repository, as their files say. */
final class Rules {

    static final Path ALERTS = Path.of("config/prometheus/rules/alerts.yml");
    static final Path RECORDING = Path.of("config/prometheus/rules/recording.yml");

    private Rules() {}

    static List<JsonNode> alerts() {
        return rules(ALERTS).toList();
    }

    static List<JsonNode> recordings() {
        return rules(RECORDING).toList();
    }

    static Expression expression(JsonNode rule) {
        return new Expression(rule.path("expr").asText());
    }

    private static Stream<JsonNode> rules(Path file) {
        return stream(Yaml.file(file).path("groups")).flatMap(group -> stream(group.path("rules")));
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
