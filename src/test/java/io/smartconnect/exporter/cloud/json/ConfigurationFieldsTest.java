package io.smartconnect.exporter.cloud.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFieldsTest {

    private static Map<String, String> fields(String json) {
        return ConfigurationFields.of(new JsonObject(json));
    }

    /** Thousands of tasks have the same fields. */
    @Test
    void equalFields_areTheSameObjects() {
        String json = """
                {"sink_task": {"partition_format": "yyyy/MM/dd", "flush_size": 1000000}}
                """;
        Map<String, String> other = fields(json);

        assertThat(fields(json)).hasSize(2).allSatisfy((path, text) -> {
            assertThat(other.get(path)).isSameAs(text);
            assertThat(other.keySet().stream().filter(path::equals).findFirst().orElseThrow())
                    .isSameAs(path);
        });
    }

    @Test
    void fields_areTexts_byTheirDottedPath() {
        assertThat(fields("""
                        {"topics": "a,b", "source_task": {"task_num": 2, "sync": true, "ids": ["x", 1], "none": null}}
                        """))
                .isEqualTo(Map.of(
                        "topics",
                        "a,b",
                        "source_task.task_num",
                        "2",
                        "source_task.sync",
                        "true",
                        "source_task.ids",
                        "[\"x\",1]"));
    }

    @Test
    void fields_areWithoutWhatNobodySets() {
        assertThat(fields("""
                        {"id": "1", "task_id": "2", "create_time": 3, "status": "RUNNING"}
                        """)).isEmpty();
    }

    @Test
    void sensitiveValues_areMarks_thatChangeWithThem() {
        String field = "source_task.user_name";
        Map<String, String> before = fields("{\"source_task\": {\"user_name\": \"planted\"}}");

        assertThat(before.get(field)).matches("\\*\\*\\*[0-9a-f]{8}");
        assertThat(fields("{\"source_task\": {\"user_name\": \"planted\"}}")).isEqualTo(before);
        assertThat(fields("{\"source_task\": {\"user_name\": \"other\"}}")).isNotEqualTo(before);
        assertThat(fields("{\"password\": {\"of\": [\"planted\"]}, \"secret_key\": 5}"))
                .containsOnlyKeys("password.of", "secret_key")
                .allSatisfy((name, mark) -> assertThat(mark).matches("\\*\\*\\*[0-9a-f]{8}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"saslPassword\": \"planted\"}",
                "{\"AccessKey\": \"planted\"}",
                "{\"sasl_jaas_config\": \"planted\"}",
                "{\"clusters\": [{\"alias\": \"a\", \"password\": \"planted\"}]}",
                "{\"settings\": [{\"name\": \"ssl.Key.Password\", \"value\": \"planted\"}]}"
            })
    void sensitiveValues_areMarks_howeverTheyAreSpelledOrNested(String item) {
        assertThat(fields(item).values()).singleElement().asString().matches("\\*\\*\\*[0-9a-f]{8}");
    }

    @Test
    void fields_haveLimits() {
        JsonObject many = new JsonObject();
        for (int i = 0; i < 10_000; i++) {
            many.put("field" + i, i);
        }
        JsonObject deep = new JsonObject().put("end", 1);
        for (int i = 0; i < 10; i++) {
            deep = new JsonObject().put("in", deep);
        }

        assertThat(fields(many.encode())).hasSize(256);
        assertThat(fields(new JsonObject().put("x".repeat(1_000), many).encode()))
                .as("fields of 1,000 characters each")
                .hasSize(8);
        assertThat(fields(deep.encode())).isEmpty();
        assertThat(fields(new JsonObject().put("long", "x".repeat(5_000)).encode())
                        .get("long"))
                .hasSize(JsonFields.LONGEST_TEXT);
    }
}
