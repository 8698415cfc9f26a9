package io.smartconnect.exporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The OpenAPI description in itself; whether the daemon keeps to it is checked wherever it is asked. */
class DescriptionTest {

    @Test
    void description_isOpenApi() {
        assertThat(new OpenAPIV3Parser().readContents(Description.TEXT).getMessages())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void schema_isJsonSchema(String name) {
        String schema = Description.DOCUMENT
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject(name)
                .encode();

        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                        .validate(schema, InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TaskList", "Task", "Partition", "Sample", "Error", "Conflict", "TaskIdentity"})
    void schema_refusesWhatIsNotDescribed_andWhatIsMissing(String name) {
        assertThat(Description.complaints("/components/schemas/" + name, "{\"surprise\":1}"))
                .anySatisfy(complaint -> assertThat(complaint).contains("surprise"))
                .anySatisfy(complaint -> assertThat(complaint).contains("required property"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void example_isAsItsSchemaSays(String path, String status) {
        String content = Description.content(path, status);
        JsonObject example = (JsonObject) JsonPointer.from(content + "/example").queryJson(Description.DOCUMENT);

        assertThat(Description.complaints(content + "/schema", example.encode()))
                .isEmpty();
    }

    @Test
    void health_isEveryHealthThereIs() {
        assertThat(JsonPointer.from("/components/schemas/Health/enum").queryJson(Description.DOCUMENT))
                .isEqualTo(new JsonArray(
                        Arrays.stream(Health.values()).map(Health::label).toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Task", "Partition", "Sample"})
    void document_explainsEveryField(String schema) {
        JsonObject fields = (JsonObject) JsonPointer.from("/components/schemas/" + schema + "/properties")
                .queryJson(Description.DOCUMENT);

        assertThat(fields.fieldNames())
                .allSatisfy(field ->
                        assertThat(Path.of("docs/api.md")).content().containsPattern("\n\\| .*`" + field + "`"));
    }

    static Stream<String> schemas() {
        return Description.DOCUMENT.getJsonObject("components").getJsonObject("schemas").fieldNames().stream();
    }

    /** Every answer that is described, but the description itself. */
    static Stream<String[]> answers() {
        JsonObject paths = Description.DOCUMENT.getJsonObject("paths");
        return paths.fieldNames().stream()
                .flatMap(path ->
                        paths.getJsonObject(path).getJsonObject("get").getJsonObject("responses").fieldNames().stream()
                                .map(status -> new String[] {path, status}))
                .filter(answer -> !Arrays.equals(answer, new String[] {"/api/v1/openapi.json", "200"}));
    }
}
