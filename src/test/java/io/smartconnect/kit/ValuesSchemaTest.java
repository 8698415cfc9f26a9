package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Compares the chart's {@code values.schema.json} with the rules of the configuration; {@code -Dschema=write} writes it. */
class ValuesSchemaTest {

    private static final Path FILE = Path.of("config/kubernetes/chart/values.schema.json");

    @Test
    void schemaOfConfig_followsTheRulesOfTheConfiguration() throws IOException {
        String renewed = ValuesSchema.renewed(Files.readString(FILE));
        if (System.getProperty("schema", "").equals("write")) {
            Files.writeString(FILE, renewed);
        }

        assertThat(FILE)
                .as("run mvn test -Dtest=ValuesSchemaTest -Dschema=write")
                .hasContent(renewed);
    }
}
