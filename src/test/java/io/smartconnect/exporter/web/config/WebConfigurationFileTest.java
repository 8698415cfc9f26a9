package io.smartconnect.exporter.web.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.web.TestAuthority;
import io.smartconnect.exporter.web.tls.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The web configuration file: what is accepted, by promtool too, and the mistakes in the rest. */
@Timeout(60)
class WebConfigurationFileTest {

    private static final Path SAMPLE = Path.of("config/web-config.yml");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

    @TempDir
    Path directory;

    @Test
    void sample_isAccepted() throws Exception {
        WebConfigurationFile file = WebConfigurationFile.read(SAMPLE);

        assertThat(file.mistakes()).isEmpty();
        assertThat(file.configuration().headers()).containsEntry("X-Frame-Options", "deny");
        assertThat(promtool(SAMPLE)).isTrue();
    }

    @Test
    void sample_isAccepted_withAllItsLines() throws Exception {
        issue();
        TestAuthority authority = new TestAuthority();
        authority.write(directory.resolve("client-ca.crt"));
        String all = Files.readString(SAMPLE).replaceAll("(?m)^#(?=\\w| {2})", "");
        Path copy = write(all);

        WebConfigurationFile file = WebConfigurationFile.read(copy);

        assertThat(file.mistakes()).isEmpty();
        TlsSettings tls = file.configuration().tls().orElseThrow();
        assertThat(tls.clients().allowedNames()).containsExactly("prometheus.example.com");
        assertThat(file.configuration().users()).containsOnlyKeys("prometheus");
        assertThat(file.configuration().toString()).doesNotContain("$2y");
        assertThat(promtool(write(all.replaceAll("  client_allowed_sans:\n.*\n", ""))))
                .as("without a key that promtool 2.42 lacks")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# nothing\n",
                "{}\n",
                "tls_server_config:\nbasic_auth_users: {}\n",
                "http_server_config: { http2: no }\n"
            })
    void fileWithoutTls_isAccepted(String content) throws IOException {
        WebConfigurationFile file = WebConfigurationFile.read(write(content));

        assertThat(file.mistakes()).isEmpty();
        assertThat(file.configuration().tls()).isEmpty();
    }

    @Test
    void allMistakes_areReportedAtOnce_withLines_andWithoutSecrets() throws IOException {
        assertThat(mistakes("""
                tls_server_config:
                  cert_file: none.crt
                  key: planted
                  client_auth_type: Always
                  min_version: TLS14
                  max_version: TLS11
                  cipher_suites:
                    - TLS_RSA_WITH_NULL_MD5
                  certfile: planted
                http_server_config:
                  http2: perhaps
                  headers:
                    X-Frame-Options: allow
                    Server: planted
                basic_auth_users:
                  alice: planted
                  bob:
                rate_limit: { interval: 1s }
                """)).isEqualTo("""
                1: tls_server_config.key_file: must be the path of a readable file with a PEM private key that is not encrypted; found nothing
                2: tls_server_config.cert_file: must be the path of a readable file with PEM certificates; found "none.crt"
                3: tls_server_config.key: is not supported; found ***
                4: tls_server_config.client_auth_type: must be one of NoClientCert, RequestClientCert, RequireClientCert, RequireAnyClientCert, VerifyClientCertIfGiven, RequireAndVerifyClientCert; found "Always"
                5: tls_server_config.min_version: must be TLS10, TLS11, TLS12 or TLS13; found "TLS14"
                6: tls_server_config.max_version: must be TLS12 or TLS13; older versions are not supported; found ***
                8: tls_server_config.cipher_suites.0: must be a cipher suite that Java enables, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256; found "TLS_RSA_WITH_NULL_MD5"
                9: tls_server_config.certfile: "certfile" is no key here, did you mean cert_file?; found ***
                11: http_server_config.http2: must be true or false; found "perhaps"
                13: http_server_config.headers.X-Frame-Options: must be deny or sameorigin; found "allow"
                14: http_server_config.headers.Server: "Server" is no key here, the keys are: Content-Security-Policy, Strict-Transport-Security, X-Content-Type-Options, X-Frame-Options, X-XSS-Protection; found ***
                16: basic_auth_users.alice: must be a bcrypt hash with a cost from 4 to 18; found ***
                17: basic_auth_users.bob: must be a bcrypt hash with a cost from 4 to 18; found nothing
                18: rate_limit: is not supported; found ***
                """);
    }

    @Test
    void aHash_isHidden_inThePlaceOfAKey() throws IOException {
        assertThat(mistakes("""
                basic_auth_users:
                  $2y$10$Bp36k99aXVkBMeswKPNfNOiQNzl8eVSHKmplySz14lyKbFT3hAfYi: alice
                $2y$10$Bp36k99aXVkBMeswKPNfNO headers: {}
                """))
                .contains("basic_auth_users.***", "*** headers")
                .doesNotContain("Bp36k99aXVkBMeswKPNfNO");
    }

    @Test
    void keyOfAnotherCertificate_andChecksWithoutAuthority_areMistakes() throws Exception {
        issue();
        TestAuthority.write(new TestAuthority().server(), directory, "other");

        assertThat(mistakes("""
                tls_server_config:
                  cert_file: server.crt
                  key_file: other.key
                  client_auth_type: RequireAndVerifyClientCert
                """)).isEqualTo("""
                1: tls_server_config.client_ca_file: must be the path of a readable file with PEM certificates; found nothing
                3: tls_server_config.key_file: must hold the key of the first certificate in cert_file; found ***
                """);
        assertThat(mistakes("""
                tls_server_config:
                  cert_file: server.crt
                  key_file: server.key
                  client_ca_file: server.crt
                """)).startsWith("1: tls_server_config.client_auth_type: must be set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [planted",
                "planted",
                "--- 1\n--- 2\n",
                "a: *planted\n",
                "\"planted",
                "? [planted]\n: 1\n",
                "\t",
                ""
            })
    void otherContent_isOneMistake_withoutTheContent(String content) throws IOException {
        assertThat(mistakes(content)).hasLineCount(1).doesNotContain("planted").contains("must be");
    }

    @Test
    void hostileNesting_isAMistake() throws IOException {
        assertThat(mistakes("[".repeat(200_000))).hasLineCount(1).contains("syntax: must");
        String aliases = """
                a: &a [x, x]
                b: &b [*a, *a, *a, *a, *a, *a, *a]
                c: [*b, *b, *b, *b, *b, *b]
                """;
        assertThat(mistakes(aliases)).hasLineCount(1).contains("syntax: must");
        assertThat(mistakes("a: " + "x".repeat(2 << 20))).contains("at most 1 MiB");
    }

    @Test
    void pipeOrDevice_isUnreadable() {
        assertThat(WebConfigurationFile.read(Path.of("/dev/zero")).mistakes()).hasSize(1);
    }

    private void issue() throws Exception {
        TestAuthority.write(new TestAuthority().server(), directory, "server");
    }

    private Path write(String content) throws IOException {
        return Files.writeString(directory.resolve("web.yml"), content);
    }

    private String mistakes(String content) throws IOException {
        Path file = write(content);
        return WebConfigurationFile.read(file).mistakes().stream()
                .map(mistake -> mistake.toString().replace(file + ": ", "") + "\n")
                .collect(joining());
    }

    /** True if promtool accepts the file, or is not installed or too old to check such files. */
    private static boolean promtool(Path file) throws Exception {
        if (!Files.isExecutable(PROMTOOL)) {
            return true;
        }
        Process process = new ProcessBuilder(List.of(PROMTOOL.toString(), "check", "web-config", file.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() == 0 || output.contains("expected command");
    }
}
