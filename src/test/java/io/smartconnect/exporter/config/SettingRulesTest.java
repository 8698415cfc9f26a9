package io.smartconnect.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.config.reader.FlagValues;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingRulesTest {

    private static final String SECRET_RULE =
            "must be one line of at most 32768 characters, not blank and without control characters";

    private static final String TOKEN_RULE = "must be at most 32768 visible ASCII characters without spaces";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "poll.interval = 4999ms | must be a duration from 5s to 1d; found \"4999ms\"",
                "poll.interval = 25h | must be a duration from 5s to 1d; found \"25h\"",
                "poll.interval = soon | must be a duration from 5s to 1d; found \"soon\"",
                "poll.interval = [5s] | must be a duration from 5s to 1d; found a list",
                "poll.interval = { a = 5s } | must be a duration from 5s to 1d; found an object",
                "poll.timeout = 0s | must be a duration from 1ms to 1d; found \"0s\"",
                "poll.timeout = 60s | must be less than the interval, 1m; found \"60s\"",
                "poll.timeout = 90000 | must be less than the interval, 1m; found 90000",
                "poll.stale-after = -5m | must be a duration from 1ms to 7d; found \"-5m\"",
                "api.request-timeout = 11m | must be a duration from 1ms to 10m; found \"11m\"",
                "api.concurrency = 0 | must be a whole number from 1 to 64; found 0",
                "api.concurrency = 65 | must be a whole number from 1 to 64; found 65",
                "api.concurrency = 1.5 | must be a whole number from 1 to 64; found 1.5",
                "api.max-requests-per-second = 0 | must be a number above 0, at most 10000; found 0",
                "api.max-requests-per-second = 10000.5 | must be a number above 0, at most 10000; found 10000.5",
                "api.max-requests-per-second = NaN | must be a number above 0, at most 10000; found \"NaN\"",
                "api.max-requests-per-second = 1d | must be a number above 0, at most 10000; found \"1d\"",
                "api.max-requests-per-second = \" 1\" | must be a number above 0, at most 10000; found \" 1\"",
                "api.max-requests-per-second = 0x1p3 | must be a number above 0, at most 10000; found \"0x1p3\"",
                "api.max-retries = -1 | must be a whole number from 0 to 10; found -1",
                "api.max-retries = 11 | must be a whole number from 0 to 10; found 11",
                "api.throttle-cool-down = 2h | must be a duration from 1ms to 1h; found \"2h\"",
                "lag.state-file = \"a\\u0000b\" | must be the path of a file; found \"a\\u0000b\"",
                "lag.history-from = \"prometheus:9090\" | must be http:// or https://, optionally USER:PASSWORD@, a host, and optionally a port and a path; found \"prometheus:9090\"",
                "lag.history-from = \"http://reader:planted@prometheus:0/a?b\" | must be http:// or https://, optionally USER:PASSWORD@, a host, and optionally a port and a path; found ***@prometheus:0/a?***",
                "lag.sources = dump | must be a list; found a text",
                "lag.consumer-group-names = {} | must be a list; found an object",
                "lag.retention-interval = 1ms | must be 0s, or a duration from 5s to 1d; found \"1ms\"",
                "lag.retention-interval = 25h | must be 0s, or a duration from 5s to 1d; found \"25h\"",
                "lag.retention-interval = never | must be 0s, or a duration from 5s to 1d; found \"never\"",
                "health.window-polls = 2 | must be a whole number from 3 to 100; found 2",
                "health.window-polls = 101 | must be a whole number from 3 to 100; found 101",
                "health.certainty = 0.5 | must be a number from 0.9 to 1; found 0.5",
                "health.certainty = 1.1 | must be a number from 0.9 to 1; found 1.1",
                "health.certainty = NaN | must be a number from 0.9 to 1; found \"NaN\"",
                "health.allowed-lag = 1000 | must be a list; found a text",
                "metrics.granularity = fine | must be one of partition, topic, task; found \"fine\"",
                "metrics.max-series = 999 | must be a whole number from 1000 to 100000000; found 999",
                "metrics.max-series = 1.5 | must be a whole number from 1000 to 100000000; found 1.5",
                "log.level = \"a\\u2028b\\nc\" | must be one of error, warn, info, debug, trace; found \"a\\u2028b\\nc\"",
                "web.listen-address = [] | must have 1 to 16 elements; found a list",
                "web.max-requests = -1 | must be a whole number from 0 to 100000; found -1",
                "log.format = true | must be one of logfmt, json; found true",
                "poll = [] | must be an object; found a list",
            })
    void setting_isReported_whenItBreaksItsRule(String setting, String mistake) throws Exception {
        String path = setting.replaceFirst(" .*", "");

        assertThat(SampleConfiguration.withSettings(directory, setting).mistakes())
                .containsExactly("exporter.conf: 5: smart-connect-exporter." + path + ": " + mistake);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ task = a } | messages: is mandatory and must be a whole number, at least 0; found nothing",
                "{ messages = -1 } | messages: must be a whole number, at least 0; found -1",
                "{ messages = 1, task = \" \" } | task: must be one line of at most 128 characters, and not blank; found \" \"",
                "{ messages = 1, taks = a } | taks: \"taks\" is no key here, did you mean task?; found ***",
            })
    void allowedLag_isReported_whenItBreaksARule(String allowed, String mistake) throws Exception {
        assertThat(SampleConfiguration.withSettings(directory, "health.allowed-lag = [" + allowed + "]")
                        .mistakes())
                .containsExactly("exporter.conf: 5: smart-connect-exporter.health.allowed-lag.0." + mistake);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | seconds: is mandatory and must be a whole number from 1 to 31536000; found nothing",
                "{ seconds = 0 } | seconds: must be a whole number from 1 to 31536000; found 0",
                "{ seconds = 30m } | seconds: must be a whole number from 1 to 31536000; found \"30m\"",
                "{ seconds = 1, target = \" \" } | target: must be one line of at most 128 characters, and not blank; found \" \"",
            })
    void lagObjective_isReported_whenItBreaksARule(String objective, String mistake) throws Exception {
        assertThat(SampleConfiguration.withSettings(directory, "health.lag-objectives = [" + objective + "]")
                        .mistakes())
                .containsExactly("exporter.conf: 5: smart-connect-exporter.health.lag-objectives.0." + mistake);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url = \"https://a/{tusk}\" | 0.url: {tusk} is no placeholder, the placeholders are: target, region, "
                        + "project_id, instance_id, instance_name, task_id, task_name, health, status; "
                        + "found \"https://a/{tusk}\"",
                "url = \"ftp://a\" | 0.url: must be http:// or https:// with a host, without a user, "
                        + "at most 2000 characters; found \"ftp://a\"",
                "url = \"https://{target\" | 0.url: must be http:// or https:// with a host, without a user, "
                        + "at most 2000 characters; found \"https://{target\"",
                "url = \"https://admin:planted@a/?token=planted\" | 0.url: must be http:// or https:// with a host, without "
                        + "a user, at most 2000 characters; found ***@a/?***",
            })
    void link_isReported_whenItBreaksARule(String url, String mistake) throws Exception {
        assertThat(SampleConfiguration.withSettings(directory, "web.links = [{ title = Runbook, " + url + " }]")
                        .mistakes())
                .containsExactly("exporter.conf: 5: smart-connect-exporter.web.links." + mistake);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[kafka] | 0: must be one of dump, consumer-group, cloud-eye; found \"kafka\"",
                "[dump, {}] | 1: must be one of dump, consumer-group, cloud-eye; found an object",
                "[dump, \"\"] | 1: is mandatory and must be one of dump, consumer-group, cloud-eye; found nothing",
                "[cloud-eye, dump, CLOUD_EYE] | 2: must be listed only once; found \"CLOUD_EYE\"",
            })
    void source_isReported_whenItBreaksARule(String sources, String mistake) throws Exception {
        assertThat(SampleConfiguration.withSettings(directory, "lag.sources = " + sources)
                        .mistakes())
                .containsExactly("exporter.conf: 5: smart-connect-exporter.lag.sources." + mistake);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sink", "{task_name", "task_id}", "{name}", "{task_name}{", "{{task_name}}", "{}{task_id}"})
    void groupName_isReported_withoutAPlaceholder_orWithOtherBraces(String pattern) throws Exception {
        assertGroupNameIsReported(pattern);
    }

    @Test
    void groupName_isReported_whenItIsTooLong_orHasSeveralLines() throws Exception {
        assertGroupNameIsReported("{task_id}" + "x".repeat(248));
        assertGroupNameIsReported("{task_id}\\n");
        assertThat(SampleConfiguration.withSettings(
                                directory, "lag.consumer-group-names = [\"{task_id}" + "x".repeat(247) + "\"]")
                        .load()
                        .lag()
                        .groupNames())
                .hasSize(1);
    }

    private void assertGroupNameIsReported(String pattern) throws Exception {
        assertThat(SampleConfiguration.withSettings(directory, "lag.consumer-group-names = [\"" + pattern + "\"]")
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith(
                        "exporter.conf: 5: smart-connect-exporter.lag.consumer-group-names.0: must be one line of at "
                                + "most 256 characters with {task_name} or {task_id}, and no other braces; found \"");
    }

    @Test
    void groupNames_areReported_whenThereAreTooMany() throws Exception {
        String names = "[" + "\"{task_id}\", ".repeat(21) + "]";

        assertThat(SampleConfiguration.withSettings(directory, "lag.consumer-group-names = " + names)
                        .mistakes())
                .containsExactly(
                        "exporter.conf: 5: smart-connect-exporter.lag.consumer-group-names: must have at most 20 "
                                + "elements; found a list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10052", "::1:80", "host:65536", "a b:1", "http://x:1", "[]:1", "[localhost]:1", ":"})
    void listenAddress_isReported_whenItIsNoHostAndPort(String address) throws Exception {
        assertThat(SampleConfiguration.withTarget(directory, SampleConfiguration.TARGET)
                        .mistakes(FlagValues.NONE.with("web.listen-address", address + " ")))
                .containsExactly(
                        "command line: --web.listen-address: must be [HOST]:PORT, an IPv6 address in brackets; "
                                + "found \"" + address + " \"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metrics",
                "/",
                "/-/healthy",
                "/-/ready",
                "/tasks/x",
                "/api/v1/tasks",
                "/api/x",
                "/a?b",
                "/:id",
                "/*",
                "/a b"
            })
    void telemetryPath_isReported_whenItCannotBeServed(String path) throws Exception {
        assertThat(SampleConfiguration.withSettings(directory, "web.telemetry-path = \"" + path + "\"")
                        .mistakes())
                .containsExactly(
                        "exporter.conf: 5: smart-connect-exporter.web.telemetry-path: must be / and then letters, "
                                + "digits and . _ ~ - /, and none of the exporter's other paths; found \""
                                + path + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "name = \" \" | name: must be one line of at most 128 characters, and not blank; found \" \"",
                "region = EU | region: must be lower-case letters, digits and dashes, for example eu-west-101; found \"EU\"",
                "region = [eu] | region: must be lower-case letters, digits and dashes, for example eu-west-101; found a list",
                "project-id = \"a/b\" | project-id: must be at most 64 letters, digits, dashes and underscores; found \"a/b\"",
                "project-id = \"\" | project-id: is mandatory and must be at most 64 letters, digits, dashes and underscores; found nothing",
                "instances = one | instances: must be a list; found a text",
                "instances = [one, \"\"] | instances.1: is mandatory and must be one line of at most 64 characters, and not blank; found nothing",
                "instances = [[one]] | instances.0: must be one line of at most 64 characters, and not blank; found a list",
                "instances = [one, two, one] | instances.2: must be listed only once over all targets; found \"one\"",
                "credentials = planted | credentials: must be an object; found a text",
                "credentials.type = magic | credentials.type: must be one of aksk, token, password, metadata, assume-agency, profile, workload-identity, pod-identity, auto; found \"magic\"",
                "credentials.token = planted | credentials.token: is only for type token; found ***",
                "credentials.username = me | credentials.username: is only for type password; found \"me\"",
                "credentials.access-key = \"AKEXAMPLE\\n\" | credentials.access-key: $TOKEN; found AKEX***",
                "credentials.access-key = \"A\\n\" | credentials.access-key: $TOKEN; found ***",
                "credentials.access-key = \"\" | credentials.access-key: is mandatory for type aksk, or in its place access-key-file; found nothing",
                "credentials.secret-key = [planted] | credentials.secret-key: $SECRET; found ***",
                "credentials.secret-key = { planted = planted } | credentials.secret-key: $SECRET; found ***",
                "credentials.secret-key = \"planted\\r\\nX: y\" | credentials.secret-key: $SECRET; found ***",
            })
    void target_isReported_whenItBreaksARule(String setting, String mistake) throws Exception {
        assertThat(SampleConfiguration.withTarget(directory, SampleConfiguration.TARGET + setting)
                        .mistakes())
                .containsExactly("exporter.conf: 4: smart-connect-exporter.targets.0."
                        + mistake.replace("$SECRET", SECRET_RULE).replace("$TOKEN", TOKEN_RULE));
    }

    @ParameterizedTest
    @CsvSource({
        "dms.example.com, dms.example.com",
        "ftp://example.com, ftp://example.com",
        "https://, https://",
        "https://a_b, https://a_b",
        "https://example.com:65536, https://example.com:65536",
        "https://example.com/v2, https://example.com/v2",
        "https://example.com#a, https://example.com#a",
        "https://example.com?token=planted, https://example.com?***",
    })
    void endpoint_isReported_whenItIsNoBase(String endpoint, String shown) throws Exception {
        String found = shown.endsWith("***") ? shown : shown + "\"";

        assertThat(SampleConfiguration.withTarget(
                                directory, SampleConfiguration.TARGET + "endpoint = \"" + endpoint + "\"")
                        .mistakes())
                .containsExactly("exporter.conf: 4: smart-connect-exporter.targets.0.endpoint: must be http:// or "
                        + "https://, a host, and optionally a port; found \"" + found);
    }

    @Test
    void endpoint_doesNotShowItsPassword_whenItHasOne() throws Exception {
        assertThat(SampleConfiguration.withTarget(
                                directory,
                                SampleConfiguration.TARGET + "endpoint = \"https://me:pla/nted@example.com\"")
                        .mistakes())
                .containsExactly("exporter.conf: 4: smart-connect-exporter.targets.0.endpoint: must be http:// or "
                        + "https://, a host, and optionally a port; found ***@example.com\"");
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-101, https://dms.eu-west-101.myhuaweicloud.eu, https://iam.eu-west-101.myhuaweicloud.eu",
        "eu-west-0, https://dms.eu-west-0.myhuaweicloud.com, https://iam.eu-west-0.myhuaweicloud.com",
        "cn-north-4, https://dms.cn-north-4.myhuaweicloud.com, https://iam.cn-north-4.myhuaweicloud.com",
        "eu-de, https://dms.eu-de.otc.t-systems.com, https://iam.eu-de.otc.t-systems.com",
        "eu-nl, https://dms.eu-nl.otc.t-systems.com, https://iam.eu-nl.otc.t-systems.com",
    })
    void endpoints_followTheRegion(String region, URI dms, URI iam) throws Exception {
        TargetSettings target = onlyTarget("region = " + region
                + ", project-id = a, credentials { type = password, username = u, domain = d, password = p }");

        assertThat(target.endpoint()).isEqualTo(dms);
        assertThat(target.iamEndpoint()).contains(iam);
    }

    @Test
    void name_isTheHost_whenThereIsOnlyAnEndpoint() throws Exception {
        TargetSettings target =
                onlyTarget("endpoint = \"http://[::1]:8080\", project-id = a, credentials { type = token, token = t }");

        assertThat(target.name()).isEqualTo("[::1]");
        assertThat(target.region()).isEmpty();
        assertThat(target.credentials()).isEqualTo(new Credentials.Token(Secret.of("t")));
    }

    @Test
    void name_isReported_whenTwoTargetsHaveIt() throws Exception {
        SampleConfiguration sample = SampleConfiguration.of(
                directory,
                "smart-connect-exporter.targets = [{" + SampleConfiguration.TARGET + "}, {" + SampleConfiguration.TARGET
                        + "}]");

        assertThat(sample.mistakes())
                .containsExactly("exporter.conf: 3: smart-connect-exporter.targets.1.name: must be unique (default: "
                        + "the region), and another target is eu-west-101; found nothing");
    }

    @Test
    void instance_isReported_whenTwoTargetsHaveIt() throws Exception {
        SampleConfiguration sample = SampleConfiguration.of(
                directory,
                "smart-connect-exporter.targets = [{instances = [one]\n" + SampleConfiguration.TARGET
                        + "}, {instances = [one], name = b\n" + SampleConfiguration.TARGET + "}]");

        assertThat(sample.mistakes())
                .containsExactly("exporter.conf: 4: smart-connect-exporter.targets.1.instances.0: must be listed only "
                        + "once over all targets; found \"one\"");
    }

    @Test
    void password_needsItsOwnKeys_andNoOthers() throws Exception {
        SampleConfiguration sample = SampleConfiguration.withTarget(
                directory,
                "endpoint = \"https://example.com\", project-id = a, credentials { type = password, secret-key = planted }");

        assertThat(sample.mistakes())
                .containsExactlyInAnyOrder(
                        "exporter.conf: 1: smart-connect-exporter.targets.0.iam-endpoint: is mandatory for type password without a region; found nothing",
                        "exporter.conf: 2: smart-connect-exporter.targets.0.credentials.secret-key: is only for type aksk; found ***",
                        "exporter.conf: 2: smart-connect-exporter.targets.0.credentials.username: is mandatory and must be one line of at most 256 characters, and not blank; found nothing",
                        "exporter.conf: 2: smart-connect-exporter.targets.0.credentials.domain: is mandatory and must be one line of at most 256 characters, and not blank; found nothing",
                        "exporter.conf: 2: smart-connect-exporter.targets.0.credentials.password: is mandatory for type password, or in its place password-file; found nothing");
    }

    @Test
    void secretFile_isFoundInTheDirectoryOfTheConfiguration() throws Exception {
        Files.writeString(directory.resolve("token"), "planted\r\n");

        assertThat(onlyTarget("region = eu-de, project-id = a, credentials { type = token, token-file = token }")
                        .credentials())
                .isEqualTo(new Credentials.Token(Secret.in(directory.resolve("token"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", ".", "empty", "lines", "/dev/zero"})
    void secretFile_isReported_whenItHoldsNoSecret(String name) throws Exception {
        Files.writeString(directory.resolve("empty"), "\n");
        Files.writeString(directory.resolve("lines"), "planted\nplanted\n");

        assertThat(SampleConfiguration.withTarget(
                                directory,
                                "region = eu-de, project-id = a\ncredentials { type = token, token-file = " + name
                                        + " }")
                        .mistakes())
                .containsExactly(
                        "exporter.conf: 3: smart-connect-exporter.targets.0.credentials.token-file: must be the "
                                + "path of a readable file whose content " + TOKEN_RULE + "; found \"" + name + "\"");
    }

    @Test
    void secretFile_isReported_whenItsTwinIsSet() throws Exception {
        Files.writeString(directory.resolve("sk"), "planted");

        assertThat(SampleConfiguration.withTarget(
                                directory, SampleConfiguration.TARGET + "credentials.secret-key-file = sk")
                        .mistakes())
                .containsExactly("exporter.conf: 4: smart-connect-exporter.targets.0.credentials.secret-key-file: must "
                        + "not be set together with secret-key; found \"sk\"");
    }

    private TargetSettings onlyTarget(String target) throws Exception {
        return SampleConfiguration.withTarget(directory, target)
                .load()
                .targets()
                .get(0);
    }
}
