package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the types, by which manifests are judged, let nothing pass that a cluster would refuse. */
class ManifestsTest {

    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: exporter}
            spec:
              ports: [{name: metrics, port: 10052, targetPort: metrics}]
            """;
    private static final String MONITOR = """
            apiVersion: monitoring.coreos.com/v1
            kind: ServiceMonitor
            metadata: {name: exporter}
            spec:
              selector: {matchLabels: {a: b}}
              endpoints: [{port: metrics}]
            """;

    @Test
    void goodManifests_pass() {
        assertThatCode(() -> check(SERVICE)).doesNotThrowAnyException();
        assertThatCode(() -> check(MONITOR)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "metadata, metadate",
        "spec, specs",
        "targetPort, targetport",
        "'port: 10052, ', ''",
        "'port: 10052', 'port: many'",
        "'ports: [{', 'ports: [{also: this, '",
        "Service, Servise",
    })
    void ofKubernetes_unknownFields_wrongTypes_andMissingFields_areRefused(String good, String bad) {
        assertThatThrownBy(() -> check(SERVICE.replace(good, bad))).isInstanceOf(Exception.class);
    }

    @ParameterizedTest
    @CsvSource({
        "metadata, metadate",
        "spec, specs",
        "matchLabels, matchLabel",
        "'port: metrics', 'prot: metrics'",
        "'{port: metrics}', metrics",
    })
    void ofTheOperator_unknownFields_andWrongTypes_areRefused(String good, String bad) {
        assertThatThrownBy(() -> check(MONITOR.replace(good, bad))).isInstanceOf(Exception.class);
    }

    private static void check(String manifest) throws Exception {
        Manifests.check(Yaml.documents(manifest).get(0));
    }
}
