package io.smartconnect.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.lease.LeaseSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseReaderTest {

    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    @TempDir
    Path directory;

    private SampleConfiguration file(String settings) throws Exception {
        return SampleConfiguration.withSettings(directory, settings);
    }

    @Test
    void withoutLease_theProcessAlwaysPolls() throws Exception {
        assertThat(file("").load().lease()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1, 443, https://10.0.0.1:443", "fd00::1, 6443, https://[fd00::1]:6443"})
    void lease_isOfThePod(String host, String port, String apiServer) throws Exception {
        Map<String, String> pod =
                Map.of("HOSTNAME", "exporter-7", "KUBERNETES_SERVICE_HOST", host, "KUBERNETES_SERVICE_PORT", port);

        assertThat(file("ha.lease = ops/smart.connect-exporter")
                        .with(pod)
                        .load()
                        .lease())
                .hasValue(new LeaseSettings(
                        "ops", "smart.connect-exporter", "exporter-7", Optional.of(URI.create(apiServer)), ACCOUNT));
    }

    @Test
    void outsideOfACluster_theLeaseHasNoApiServer() throws Exception {
        LeaseSettings lease = file("ha { lease = ops/exporter, service-account = account }")
                .load()
                .lease()
                .orElseThrow();

        assertThat(lease.apiServer()).isEmpty();
        assertThat(lease.serviceAccount()).isEqualTo(directory.resolve("account"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"exporter", "ops/", "/exporter", "ops/Exporter", "ops/a/b", "ops/../x", "-ops/a", "ops/a..b"})
    void otherNames_areMistakes(String lease) throws Exception {
        assertThat(file("ha.lease = \"" + lease + "\"").mistakes())
                .singleElement()
                .asString()
                .contains("ha.lease: must be NAMESPACE/NAME of a Kubernetes lease", lease);
    }

    @Test
    void unusableAddress_isAMistake() throws Exception {
        Map<String, String> pod = Map.of("KUBERNETES_SERVICE_HOST", "a b", "KUBERNETES_SERVICE_PORT", "x");

        assertThat(file("ha.lease = ops/exporter").with(pod).mistakes())
                .singleElement()
                .asString()
                .contains("ha.lease: needs a host in KUBERNETES_SERVICE_HOST");
    }
}
