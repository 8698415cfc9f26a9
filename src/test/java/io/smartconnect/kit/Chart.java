package io.smartconnect.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** The Helm chart, rendered by a real Helm. */
record Chart(Path directory) {

    private static final String RELEASE = "scx";
    private static final String NAMESPACE = "kafka";
    private static final String OLDEST_KUBERNETES = "1.25.0";

    /** The values that an installation must set. */
    static final String LEAST = """
            existingSecret: credentials
            config:
              targets:
                - region: eu-west-101
                  project-id: 0123456789abcdef0123456789abcdef
            """;

    static final String DEMO = "demo: true\n";

    static final String EVERYTHING = """
            existingSecret: credentials
            config:
              targets:
                - name: orders
                  region: eu-west-101
                  project-id: 0123456789abcdef0123456789abcdef
                  instances: [11111111-2222-3333-4444-555555555555]
                - name: invoices
                  endpoint: https://dms.example.com
                  iam-endpoint: https://iam.example.com
                  project-id: fedcba9876543210fedcba9876543210
                  credentials:
                    type: password
                    username: exporter
                    domain: invoices
                    password-file: /run/secrets/smart-connect-exporter/password
                - name: partner
                  region: eu-west-101
                  project-id: abcdef0123456789abcdef0123456789
                  credentials:
                    type: assume-agency
                    agency-name: smart-connect-exporter
                    domain-name: partner
                    duration: 30m
                    source: {type: metadata}
              poll: {interval: 30s, timeout: 20s, stale-after: 10m}
              api:
                request-timeout: 10s
                concurrency: 8
                max-requests-per-second: 0.5
                max-retries: 0
                throttle-cool-down: 2m
              health:
                window-polls: 20
                allowed-lag: [{target: "*", task: nightly-*, messages: 10000000}]
                lag-objectives: [{target: "*", task: orders-*, seconds: 1800}]
              metrics: {granularity: topic}
              log: {level: debug, format: json}
            extraEnv: [{name: JAVA_TOOL_OPTIONS, value: -Dhttps.proxyHost=proxy.example.com}]
            image: {repository: registry.example.com/smart-connect-exporter, tag: "1.2.3"}
            imagePullSecrets: [{name: registry}]
            fullnameOverride: exporter
            serviceAccount: {annotations: {owner: kafka}}
            persistence: {enabled: true, storageClassName: fast, size: 512Mi}
            podAnnotations: {prometheus.io/scrape: "true"}
            podLabels: {team: kafka}
            nodeSelector: {kubernetes.io/arch: arm64}
            tolerations: [{key: arch, operator: Exists, effect: NoSchedule}]
            affinity:
              nodeAffinity:
                preferredDuringSchedulingIgnoredDuringExecution:
                  - weight: 1
                    preference: {matchExpressions: [{key: spot, operator: DoesNotExist}]}
            priorityClassName: high
            service: {type: NodePort, port: 80, annotations: {owner: kafka}}
            serviceMonitor: {enabled: true, labels: {release: monitoring}, interval: 15s}
            rules:
              enabled: true
              labels: {release: monitoring}
              runbookUrl: https://wiki.example.com/runbooks/{alert}?from=alert
              grafanaUrl: https://grafana.example.com/root
            dashboards: {enabled: true, annotations: {grafana_folder: Kafka}}
            networkPolicy: {enabled: true, fromNamespaces: [monitoring, operations], egressPorts: [443, 3128]}
            """;

    /** The values of a pod that gets temporary keys from IAM. */
    static final String WORKLOAD_IDENTITY = """
            config: {targets: [{region: eu-west-101, project-id: 0123456789abcdef0123456789abcdef}]}
            workloadIdentity: {idpId: cce-orders, audience: iam}
            extraEnv: [{name: JAVA_TOOL_OPTIONS, value: -Xmx64m}]
            """;

    static Chart ofTheRepository() {
        return new Chart(Path.of("config/kubernetes/chart"));
    }

    /** The result of {@code helm lint}, with warnings as failures. */
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
