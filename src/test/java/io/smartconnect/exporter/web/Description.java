package io.smartconnect.exporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.smartconnect.exporter.web.api.TaskApi;
import io.smartconnect.exporter.web.html.StaticResource;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** The OpenAPI description that is served, and whether answers are as it says. */
public final class Description {

    public static final String TEXT = StaticResource.text(TaskApi.class, "openapi.json");
    public static final JsonObject DOCUMENT = new JsonObject(TEXT);

    private static final String ADDRESS = "https://localhost/openapi.json";
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(ADDRESS, TEXT))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    private Description() {}

    /** Fails unless {@code response} is one that the description of {@code path} foresees. */
    public static void assertForesees(String path, HttpResponse<String> response) {
        String pointer = content(path, Integer.toString(response.statusCode()));
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(complaints(pointer + "/schema", response.body()))
                .as(response.body())
                .isEmpty();
    }

    /** What is wrong with {@code json} by the schema at {@code pointer}. */
    public static List<String> complaints(String pointer, String json) {
        return SCHEMAS.getSchema(SchemaLocation.of(ADDRESS + "#" + pointer)).validate(json, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    /** Where the description has the JSON that {@code path} answers with {@code status}. */
    public static String content(String path, String status) {
        JsonPointer response = JsonPointer.create()
                .append("paths")
                .append(path)
                .append("get")
                .append("responses")
                .append(status);
        Object described = response.queryJson(DOCUMENT);
        assertThat(described).as(path + " " + status).isInstanceOf(JsonObject.class);
        String shared = ((JsonObject) described).getString("$ref");
        return (shared == null ? response.toString() : shared.substring(1)) + "/content/application~1json";
    }
}
