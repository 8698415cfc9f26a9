package io.smartconnect.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Helm chart, rendered by a real Helm. */
record Chart(Path directory) {

    /** What an installation needs. The keys of its targets are not looked at by Helm. */
    static final String LEAST = """
            existingSecret: credentials
            config:
              targets:
                - region: eu-west-101
                  project-id: 0123456789abcdef0123456789abcdef
            """;

    static Chart ofTheRepository() {
        return new Chart(Path.of("config/kubernetes/chart"));
    }

    /** What Helm says of it, warnings being failures. */
    List<String> lint() {
        var result = new Helm(directory).lint().strict().call();
        return result.isFailed() ? result.getMessages() : List.of();
    }

    /** The manifests that {@code values} lead to; fails with Helm's words if it refuses them. */
    List<JsonNode> manifests(String values) {
        return Yaml.documents(rendered(values));
    }

    /** The one manifest of {@code kind}. */
    JsonNode manifest(String kind, String values) {
        List<JsonNode> ofKind = manifests(kind, values);
        if (ofKind.size() != 1) {
            throw new AssertionError("there are " + ofKind.size() + " of kind " + kind);
        }
        return ofKind.get(0);
    }

    List<JsonNode> manifests(String kind, String values) {
        return manifests(values).stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .toList();
    }

    String rendered(String values) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                Files.writeString(file, values);
                return new Helm(directory)
                        .template()
                        .withName("scx")
                        .withNamespace("kafka")
                        .withKubeVersion("1.25.0")
                        .withValuesFile(file)
                        .call();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode file(String name) {
        return Yaml.file(directory.resolve(name));
    }
}
