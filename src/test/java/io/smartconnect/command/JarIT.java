package io.smartconnect.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The content of the packaged jar. */
class JarIT {

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(System.getProperty("jar"));
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void manifest_saysWhatToRunAndWhatItIs() throws IOException {
        Attributes manifest = jar.getManifest().getMainAttributes();

        assertThat(manifest.getValue("Main-Class")).isEqualTo("io.smartconnect.command.Main");
        assertThat(manifest.getValue("Implementation-Title")).isEqualTo("smart-connect-exporter");
        assertThat(manifest.getValue("Implementation-Version")).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
        assertThat(manifest.getValue("Multi-Release")).isEqualTo("true");
        assertThat(manifest.getValue("Enable-Native-Access")).isNull();
    }

    @Test
    void billOfMaterials_listsWhatIsInside() throws IOException {
        JsonObject bill = new JsonObject(text("META-INF/sbom/application.cdx.json"));

        List<String> components = bill.getJsonArray("components").stream()
                .map(component -> ((JsonObject) component).getString("name"))
                .toList();
        assertThat(components)
                .contains(
                        "vertx-core",
                        "vertx-web",
                        "micrometer-registry-prometheus",
                        "config",
                        "logback-classic",
                        "picocli")
                .noneMatch(name -> name.matches(".*(junit|assertj|jqwik|awaitility|archunit|huaweicloud).*"));
    }

    @Test
    void license_isOurs() throws IOException {
        assertThat(text("META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("LICENSE")));
    }

    @Test
    void nothing_isTwiceOrSignedOrOnlyForTests() {
        List<String> names = jar.stream().map(ZipEntry::getName).toList();

        assertThat(names)
                .doesNotHaveDuplicates()
                .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA|EC)"))
                .noneMatch(name -> name.matches(
                        "(org/junit|org/assertj|net/jqwik|org/awaitility|org/hamcrest|com/tngtech|com/huaweicloud)/.*"))
                .noneMatch(name -> name.startsWith("com/fasterxml/jackson/databind/"))
                .noneMatch(name -> name.matches("io/smartconnect/.*(Test|IT)\\.class"));
    }

    @Test
    void everyProvider_isThere() {
        assertThat(jar.stream().map(ZipEntry::getName).filter(name -> name.matches("META-INF/services/io\\.vertx.*")))
                .isNotEmpty()
                .allSatisfy(service -> assertThat(text(service)
                                .lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty() && !line.startsWith("#")))
                        .isNotEmpty()
                        .allMatch(provider -> jar.getEntry(provider.replace('.', '/') + ".class") != null));
    }

    private String text(String name) throws IOException {
        ZipEntry entry = Objects.requireNonNull(jar.getEntry(name), name);
        return new String(jar.getInputStream(entry).readAllBytes(), UTF_8);
    }
}
