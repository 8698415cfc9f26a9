package io.smartconnect.exporter.config.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.config.SampleConfiguration;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsReaderTest {

    private static final String AKSK = "access-key = AKEXAMPLE0123456789A, secret-key = planted";
    private static final URI IAM = URI.create("https://iam.eu-west-101.myhuaweicloud.eu");
    private static final Map<String, String> WORKLOAD =
            Map.of("HUAWEICLOUD_SDK_IDP_ID", "cce", "HUAWEICLOUD_SDK_ID_TOKEN_FILE", "/run/token");

    @TempDir
    private Path directory;

    private SampleConfiguration sample(String credentials, Map<String, String> environment) throws Exception {
        return SampleConfiguration.withTarget(
                        directory, "region = eu-west-101, project-id = a\ncredentials {\n" + credentials + "\n}")
                .with(environment);
    }

    private TargetSettings target(String credentials, Map<String, String> environment) throws Exception {
        return sample(credentials, environment).load().targets().get(0);
    }

    private Credentials read(String credentials) throws Exception {
        return target(credentials, Map.of()).credentials();
    }

    private List<String> mistakes(String credentials, Map<String, String> environment) throws Exception {
        return sample(credentials, environment).mistakes().stream()
                .map(line -> line.replaceFirst(".*credentials\\.", ""))
                .toList();
    }

    @Test
    void metadata_hasAnEndpoint() throws Exception {
        assertThat(read("type = metadata")).isEqualTo(new Credentials.Metadata(URI.create("http://169.254.169.254")));
        assertThat(read("type = metadata, metadata-endpoint = \"http://127.0.0.1:1234\""))
                .isEqualTo(new Credentials.Metadata(URI.create("http://127.0.0.1:1234")));
        assertThat(target("type = metadata", Map.of()).iamEndpoint()).isEmpty();
    }

    @Test
    void agency_hasASource() throws Exception {
        TargetSettings target =
                target("type = assume-agency, agency-name = a, domain-id = d, source { " + AKSK + " }", Map.of());

        assertThat(target.credentials())
                .isEqualTo(new Credentials.Agency(
                        "a",
                        "domain_id",
                        "d",
                        Duration.ofHours(1),
                        new Credentials.AccessKey(
                                Secret.of("AKEXAMPLE0123456789A"), Secret.of("planted"), Optional.empty())));
        assertThat(target.iamEndpoint()).contains(IAM);
        assertThat(
                        read(
                                "type = assume-agency, agency-name = a, domain-name = d, duration = 15m, source.type = metadata"))
                .isEqualTo(new Credentials.Agency(
                        "a",
                        "domain_name",
                        "d",
                        Duration.ofMinutes(15),
                        new Credentials.Metadata(URI.create("http://169.254.169.254"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type = metadata, access-key = A1 | access-key: is only for type aksk; found ***",
                "type = metadata, idp-id = i | idp-id: is only for type workload-identity; found \"i\"",
                "type = metadata, metadata-endpoint = \"http://a/b\" | metadata-endpoint: must be http:// or https://, a host, and optionally a port; found \"http://a/b\"",
                "type = pod-identity, source { type = metadata } | source: is only for type assume-agency; found an object",
                "type = profile, source { type = metadata }, profile-file = p | source: is only for type assume-agency; found an object",
                "type = auto, profile-file = p | profile-file: is only for type profile; found \"p\"",
                "type = auto, duration = 1h | duration: is only for type assume-agency; found \"1h\"",
                "type = assume-agency, domain-id = d, source.type = metadata | agency-name: is mandatory and must be one line of at most 64 characters, and not blank; found nothing",
                "type = assume-agency, agency-name = a, source.type = metadata | domain-name: one of domain-name and domain-id is mandatory, and not both; found nothing",
                "type = assume-agency, agency-name = a, domain-name = n, domain-id = d, source.type = metadata | domain-name: one of domain-name and domain-id is mandatory, and not both; found \"n\"",
                "type = assume-agency, agency-name = a, domain-id = d, source.type = metadata, duration = 14m | duration: must be a duration from 15m to 1d; found \"14m\"",
                "type = assume-agency, agency-name = a, domain-id = d, source.type = metadata, duration = 25h | duration: must be a duration from 15m to 1d; found \"25h\"",
                "type = assume-agency, agency-name = a, domain-id = d | source: is mandatory for type assume-agency: the credentials that assume the agency; found nothing",
                "type = assume-agency, agency-name = a, domain-id = d, source.secret-key = s | source.access-key: is mandatory for type aksk, or in its place access-key-file; found nothing",
                "type = workload-identity, id-token-file = t | idp-id: is mandatory for type workload-identity, or the variable HUAWEICLOUD_SDK_IDP_ID; found nothing",
                "type = workload-identity, idp-id = i | id-token-file: is mandatory for type workload-identity, or the variable HUAWEICLOUD_SDK_ID_TOKEN_FILE; found nothing",
            })
    void mistake_isReported(String credentials, String mistake) throws Exception {
        assertThat(mistakes(
                        credentials,
                        Map.of(
                                "HC_CONTAINER_CREDENTIALS_FULL_URI",
                                "https://a/b",
                                "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                                "/t")))
                .filteredOn(line -> !line.startsWith("type: needs"))
                .anySatisfy(line -> assertThat(line).endsWith(mistake))
                .allSatisfy(line -> assertThat(line).doesNotContain("A1"));
    }

    @Test
    void agencyAsSource_isAMistake() throws Exception {
        assertThat(mistakes(
                        "type = assume-agency, agency-name = a, domain-id = d, source { type = assume-agency, "
                                + "agency-name = b, domain-id = d, source.type = metadata }",
                        Map.of()))
                .containsExactly("source.type: must be another type than assume-agency; found \"assume-agency\"");
    }

    @Test
    void typesThatAskIam_needItsEndpoint_withoutARegion() throws Exception {
        for (String type : List.of("assume-agency", "workload-identity", "password")) {
            assertThat(SampleConfiguration.withTarget(
                                    directory,
                                    "endpoint = \"https://example.com\", project-id = a, credentials.type = " + type)
                            .mistakes())
                    .anySatisfy(line -> assertThat(line)
                            .contains("targets.0.iam-endpoint: is mandatory for type " + type + " without a region"));
        }
    }

    @Test
    void autoWithAWorkloadIdentity_needsTheEndpointOfIam_withoutARegion() throws Exception {
        SampleConfiguration sample = SampleConfiguration.withTarget(
                directory, "endpoint = \"https://example.com\", project-id = a, credentials.type = auto");

        assertThat(sample.with(WORKLOAD).mistakes())
                .singleElement()
                .asString()
                .contains("targets.0.iam-endpoint: is mandatory for type auto without a region");
        assertThat(sample.with(Map.of()).load().targets()).hasSize(1);
    }

    @Test
    void workloadIdentity_comesFromTheVariables_unlessItIsConfigured() throws Exception {
        assertThat(target("type = workload-identity", WORKLOAD).credentials())
                .isEqualTo(new Credentials.WorkloadIdentity("cce", Path.of("/run/token")));
        assertThat(target("type = workload-identity, idp-id = i, id-token-file = t", WORKLOAD)
                        .credentials())
                .isEqualTo(new Credentials.WorkloadIdentity("i", directory.resolve("t")));
        assertThat(target("type = workload-identity", WORKLOAD).iamEndpoint()).contains(IAM);
    }

    @Test
    void profile_isInTheHomeDirectory_unlessItIsConfigured() throws Exception {
        assertThat(target("type = profile", Map.of("HOME", "/home/me")).credentials())
                .isEqualTo(new Credentials.Profile(Path.of("/home/me/.huaweicloud/credentials"), false));
        assertThat(read("type = profile"))
                .isEqualTo(new Credentials.Profile(
                        Path.of(System.getProperty("user.home"), ".huaweicloud/credentials"), false));
        assertThat(target("type = profile", Map.of("HUAWEICLOUD_SDK_CREDENTIALS_FILE", "/etc/p"))
                        .credentials())
                .isEqualTo(new Credentials.Profile(Path.of("/etc/p"), false));
        assertThat(target("type = profile, profile-file = \"~/p\"", Map.of("HOME", "/home/me"))
                        .credentials())
                .isEqualTo(new Credentials.Profile(Path.of("/home/me/p"), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://agent.example.com/v1",
                "http://127.0.0.1:8080/v1?a=b",
                "http://localhost/",
                "http://169.254.170.23/v1/credentials",
                "http://[::1]/v1",
                "http://[fe80::1]/v1",
            })
    void podIdentity_acceptsAddressesThatKeepTheTokenSecret(String uri) throws Exception {
        Map<String, String> environment =
                Map.of("HC_CONTAINER_CREDENTIALS_FULL_URI", uri, "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/run/token");
        assertThat(target("type = pod-identity", environment).credentials())
                .isEqualTo(new Credentials.PodIdentity(URI.create(uri), Path.of("/run/token")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/v1",
                "http://10.0.0.1/v1",
                "http://127.0.0.1.example.com/",
                "http://169.254.170.23@example.com/",
                "http://localhost.example.com/",
                "http://999.1.1.1/",
                "ftp://127.0.0.1/",
                "agent",
                "::",
            })
    void podIdentity_refusesOtherAddresses(String uri) throws Exception {
        assertThat(mistakes(
                        "type = pod-identity",
                        Map.of(
                                "HC_CONTAINER_CREDENTIALS_FULL_URI",
                                uri,
                                "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                                "/run/token")))
                .containsExactly("type: needs the variable HC_CONTAINER_CREDENTIALS_FULL_URI: an https:// URL, or an "
                        + "http:// URL of a loopback or link-local address; found \"pod-identity\"");
        assertThat(mistakes("type = pod-identity", Map.of("HC_CONTAINER_CREDENTIALS_FULL_URI", "https://a/")))
                .containsExactly("type: needs the variable HC_CONTAINER_AUTHORIZATION_TOKEN_FILE: the path of a file; "
                        + "found \"pod-identity\"");
    }

    @Test
    void auto_takesTheFirstThatIsThere() throws Exception {
        Map<String, String> accessKey = Map.of("HUAWEICLOUD_SDK_AK", "AK", "HUAWEICLOUD_SDK_SK", "planted");
        Map<String, String> pod = Map.of(
                "HC_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1/", "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE", "t");

        assertThat(auto(accessKey, WORKLOAD, pod).other()).isInstanceOf(Credentials.AccessKey.class);
        assertThat(auto(WORKLOAD, pod).other()).isInstanceOf(Credentials.WorkloadIdentity.class);
        assertThat(auto(pod).other()).isInstanceOf(Credentials.PodIdentity.class);
        assertThat(auto(pod).profile()).isEmpty();
        assertThat(auto(Map.of("HOME", "/h")))
                .isEqualTo(new Credentials.Auto(
                        Optional.of(new Credentials.Profile(Path.of("/h/.huaweicloud/credentials"), false)),
                        new Credentials.Metadata(URI.create("http://169.254.169.254"))));
    }

    @SafeVarargs
    private Credentials.Auto auto(Map<String, String>... environments) throws Exception {
        Map<String, String> all = new HashMap<>();
        for (Map<String, String> environment : environments) {
            all.putAll(environment);
        }
        return (Credentials.Auto) target("type = auto", all).credentials();
    }
}
