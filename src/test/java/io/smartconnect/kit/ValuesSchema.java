package io.smartconnect.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smartconnect.exporter.config.ConfigurationKeys;
import io.smartconnect.exporter.config.reader.KnownKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The JSON Schema of the chart's values below {@code config}, generated from the rules of the configuration. */
final class ValuesSchema {

    /** The flags of the chart, by the keys that they set. */
    static final Map<String, String> SET_BY_CHART = Map.of(
            "web.listen-address", "--web.listen-address=",
            "web.telemetry-path", "--web.telemetry-path=",
            "web.config-file", "--web.config.file=",
            "shard.index", "--shard-from-hostname",
            "shard.count", "--total-shards=",
            "shard.from-hostname", "--shard-from-hostname");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, KnownKey> keys = ConfigurationKeys.all();

    private ValuesSchema() {}

    /** {@code text}, a schema of values, with its part about {@code config} generated. */
    static String renewed(String text) throws JsonProcessingException {
        ObjectNode whole = (ObjectNode) JSON.readTree(text);
        ((ObjectNode) whole.path("properties")).set("config", new ValuesSchema().object(""));
        return JSON.writer(new DefaultPrettyPrinter()).writeValueAsString(whole) + "\n";
    }

    private ObjectNode object(String prefix) {
        List<String> children = keys.keySet().stream()
                .filter(path -> path.startsWith(prefix) && path.indexOf('.', prefix.length()) < 0)
                .filter(this::isValue)
                .toList();
        ObjectNode object = JSON.createObjectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = object.putObject("properties");
        children.forEach(path -> properties.set(path.substring(prefix.length()), value(path)));
        children.stream()
                .filter(path -> key(path).isMandatory())
                .forEach(path -> object.withArray("required").add(path.substring(prefix.length())));
        return object;
    }

    private ObjectNode value(String path) {
        return switch (type(path)) {
            case "object" -> object(path + ".");
            case "array" -> {
                ObjectNode array = JSON.createObjectNode().put("type", "array");
                array.set("items", value(path + ".0"));
                yield array;
            }
            default -> JSON.valueToTree(described(key(path)));
        };
    }

    private static Map<String, Object> described(KnownKey key) {
        Map<String, Object> schema = new TreeMap<>(key.rule().schema());
        schema.put("description", key.rule().words().replaceFirst("^must be ", ""));
        if (key.isMandatory() && "string".equals(schema.get("type")) && !schema.containsKey("enum")) {
            schema.put("minLength", 1);
        }
        return schema;
    }

    /** Returns false for secrets, which belong into files, for what the chart sets, and for objects without keys. */
    private boolean isValue(String path) {
        boolean isEmpty = type(path).equals("object")
                && keys.keySet().stream().noneMatch(other -> other.startsWith(path + ".") && isValue(other));
        return !isEmpty && !keys.containsKey(path + "-file") && !SET_BY_CHART.containsKey(path);
    }

    private String type(String path) {
        return key(path).rule().schema().getOrDefault("type", "").toString();
    }

    private KnownKey key(String path) {
        return Objects.requireNonNull(keys.get(path), path);
    }
}
