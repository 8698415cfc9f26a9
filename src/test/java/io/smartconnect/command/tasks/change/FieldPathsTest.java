package io.smartconnect.command.tasks.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathsTest {

    private static final String LEAK = "{\"password\":\"leakme\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                LEAK,
                "{\"extra\":[" + LEAK + "]}",
                "{\"extra\":[[1,null," + LEAK + "]]}",
                "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":{\"i\":" + LEAK + "}}}}}}}}}",
                "{\"credentials\":[\"leakme\"],\"token\":{\"value\":\"leakme\"}}"
            })
    void secrets_areConcealed_howeverDeep(String text) {
        JsonObject task = new JsonObject(text);
        Map<String, Object> fields = FieldPaths.of(task);

        assertThat(FieldPaths.concealed(task).encode()).contains("***").doesNotContain("leakme");
        assertThat(fields)
                .isNotEmpty()
                .allSatisfy((path, value) -> assertThat(FieldPaths.shown(path, Optional.of(value)))
                        .contains("***")
                        .doesNotContain("leakme"));
        assertThat(FieldPaths.differences(fields, Map.of()).toString())
                .contains("***")
                .doesNotContain("leakme");
    }

    @Test
    void otherFields_stayAsTheyAre() {
        JsonObject task =
                new JsonObject("{\"name\":\"a\",\"none\":null,\"list\":[1,null,{\"x\":true}],\"secret\":null}");

        assertThat(FieldPaths.concealed(task)).isEqualTo(task);
        assertThat(FieldPaths.shown("list", Optional.of(task.getValue("list")))).isEqualTo("[1,null,{\"x\":true}]");
    }

    @Test
    void changedSecret_differs_withoutItsValue() {
        assertThat(FieldPaths.differences(Map.of("password", "leakme"), Map.of("password", "leakmetoo")))
                .containsExactly("password: *** → ***");
    }
}
