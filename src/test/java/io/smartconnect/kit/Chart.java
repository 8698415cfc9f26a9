package io.smartconnect.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The Helm chart, rendered by a real Helm. */
record Chart(Path directory) {

    private static final String RELEASE = "scx";
    private static final String NAMESPACE = "kafka";
    private static final String OLDEST_KUBERNETES = "1.25.0";

    private static final Path SAMPLES = Path.of("config/kubernetes/chart/ci");

    /** The values that an installation must set. */
    static final String LEAST = sample("minimal");

    static final String DEMO = sample("demo");

    /** All values. */
    static final String EVERYTHING = sample("everything");

    /** The values of three pods that share the instances. */
    static final String SHARDS = sample("shards");

    /** The values of a pod that gets temporary keys from IAM. */
    static final String WORKLOAD_IDENTITY = sample("cce-workload-identity");

    static Chart ofTheRepository() {
        return new Chart(Path.of("config/kubernetes/chart"));
    }

    /** The names of the samples of values. */
    static List<String> samples() {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.map(file -> SAMPLES.relativize(file).toString().replace("-values.yaml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sample of values. */
    static String sample(String name) {
        try {
            return Files.readString(SAMPLES.resolve(name + "-values.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The result of {@code helm lint}, with warnings as failures. */
    List<String> lint() {
        var result = new Helm(directory).lint().strict().call();
        return result.isFailed() ? result.getMessages() : List.of();
    }

    /** A copy with other defaults: {@code values} over those of the chart. */
    Chart withDefaults(String values, Path copy) throws IOException {
        copyTo(copy);
        JsonNode all = Yaml.merged(file("values.yaml"), Yaml.documents(values).get(0));
        Files.writeString(copy.resolve("values.yaml"), all.toString());
        return new Chart(copy);
    }

    /** A copy whose tests are no hooks: {@code helm template} of helm-java leaves out hooks. */
    Chart withTestsAsResources(Path copy) throws IOException {
        copyTo(copy);
        Path test = copy.resolve("templates/tests/ready.yaml");
        Files.writeString(test, Files.readString(test).replace("helm.sh/hook", "hook"));
        return new Chart(copy);
    }

    private void copyTo(Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(directory.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
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

    /** The Deployment, or with shards the StatefulSet. */
    JsonNode workload(String values) {
        return Stream.of("Deployment", "StatefulSet")
                .flatMap(kind -> manifests(kind, values).stream())
                .reduce((one, other) -> {
                    throw new AssertionError("there are both a Deployment and a StatefulSet");
                })
                .orElseThrow();
    }

    /** The Service that clients and Prometheus use. */
    JsonNode service(String values) {
        return manifests("Service", values).get(0);
    }

    List<JsonNode> manifests(String kind, String values) {
        return manifests(values).stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .toList();
    }

    String rendered(String values) {
        return withFile(
                values,
                file -> new Helm(directory)
                        .template()
                        .withName(RELEASE)
                        .withNamespace(NAMESPACE)
                        .withKubeVersion(OLDEST_KUBERNETES)
                        .withValuesFile(file)
                        .call());
    }

    /** The notes that Helm prints after an installation. */
    String notes(String values) {
        return withFile(
                values,
                file -> new Helm(directory)
                        .install()
                        .clientOnly()
                        .withDryRunOption(DryRun.CLIENT)
                        .withName(RELEASE)
                        .withNamespace(NAMESPACE)
                        .withKubeVersion(OLDEST_KUBERNETES)
                        .withValuesFile(file)
                        .call()
                        .getOutput());
    }

    private static String withFile(String values, Function<Path, String> use) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                return use.apply(Files.writeString(file, values));
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
