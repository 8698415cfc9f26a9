package io.smartconnect.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import io.netty.pkitesting.CertificateBuilder;
import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.config.credentials.CredentialEnvironment;
import io.smartconnect.exporter.config.reader.ConfigurationSources;
import io.smartconnect.exporter.config.reader.FlagValues;
import io.smartconnect.exporter.config.reader.MistakeReport;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.health.TaskLimit;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.log.LogSettings;
import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.metrics.catalogue.MetricsSettings;
import io.smartconnect.exporter.poll.PollSettings;
import io.smartconnect.exporter.shard.Shard;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.web.ListenAddress;
import io.smartconnect.exporter.web.WebSettings;
import io.smartconnect.exporter.web.html.LinkTemplate;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    private static final Map<String, String> SIDECAR = Map.of(
            "SMART_CONNECT_REGION", "eu-de",
            "SMART_CONNECT_INSTANCES", "one, two,",
            "HUAWEICLOUD_SDK_PROJECT_ID", "0123456789abcdef0123456789abcdef",
            "HUAWEICLOUD_SDK_AK", "AKEXAMPLE0123456789A",
            "HUAWEICLOUD_SDK_SK", "planted",
            "HUAWEICLOUD_SDK_SECURITY_TOKEN", "",
            "SMART_CONNECT_POLL_INTERVAL", "30s",
            "SMART_CONNECT_LISTEN_ADDRESS", ":8080");

    @TempDir
    Path directory;

    @Test
    void load_fillsWhatIsLeftOut_fromTheDefaults() throws Exception {
        Settings settings = SampleConfiguration.withTarget(directory, SampleConfiguration.TARGET)
                .load();

        assertThat(settings)
                .isEqualTo(new Settings(
                        List.of(new TargetSettings(
                                "eu-west-101",
                                "eu-west-101",
                                "0123456789abcdef0123456789abcdef",
                                URI.create("https://dms.eu-west-101.myhuaweicloud.eu"),
                                Optional.empty(),
                                Optional.of(URI.create("https://ces.eu-west-101.myhuaweicloud.eu")),
                                List.of(),
                                new Credentials.AccessKey(
                                        Secret.of("AKEXAMPLE0123456789A"), Secret.of("planted"), Optional.empty()))),
                        new PollSettings(Duration.ofSeconds(60), Duration.ofSeconds(50), Duration.ofMinutes(5)),
                        new ApiSettings(Duration.ofSeconds(15), 4, 10, 3, Duration.ofSeconds(60)),
                        LagSettings.DEFAULT,
                        new HealthSettings(10, List.of()),
                        MetricsSettings.of(Granularity.PARTITION),
                        new WebSettings("0.0.0.0", 10052, "/metrics"),
                        new LogSettings(LogSettings.Level.INFO, LogSettings.Format.LOGFMT),
                        Shard.WHOLE,
                        Optional.empty()));
    }

    @Test
    void load_takesEverything_thatTheFileSays() throws Exception {
        Settings settings = SampleConfiguration.of(directory, """
                        smart-connect-exporter {
                          targets = [{
                            name = prod, region = eu-nl, project-id = abc, instances = [one, 2]
                            endpoint = "HTTP://localhost:8080/", iam-endpoint = "https://iam.example.com"
                            cloud-eye-endpoint = "http://localhost:8081"
                            credentials { type = Password, username = reader, domain = account, password = "pass word" }
                          }]
                          poll { interval = 5s, timeout = 1500ms, stale-after = 1h }
                          api { request-timeout = 1s, concurrency = 64, max-requests-per-second = 0.5, max-retries = 0, throttle-cool-down = 5m }
                          lag {
                            state-file = state, sources = [Cloud-Eye, consumer_group], retention-interval = 0
                            consumer-group-names = ["sink-{task_name}", "{task_id}{task_name}"]
                          }
                          health { window-polls = 30, certainty = 1, allowed-lag = [
                            { target = prod, task = "nightly-*", messages = 1000 }
                            { messages = 9223372036854775807 }
                          ], lag-objectives = [{ task = "orders-*", seconds = 60 }] }
                          metrics { granularity = Topic, max-series = 20000 }
                          web { listen-address = "[::1]:0", telemetry-path = /a/b, max-requests = 0,
                                links = [{ title = Runbook, url = "https://wiki.example.com/{task_id}" }] }
                          log { level = DEBUG, format = json }
                          shard { index = 1, count = 2 }
                        }
                        """).load();

        assertThat(settings)
                .isEqualTo(new Settings(
                        List.of(new TargetSettings(
                                "prod",
                                "eu-nl",
                                "abc",
                                URI.create("http://localhost:8080"),
                                Optional.of(URI.create("https://iam.example.com")),
                                Optional.of(URI.create("http://localhost:8081")),
                                List.of("one", "2"),
                                new Credentials.Password("reader", "account", Secret.of("pass word")))),
                        new PollSettings(Duration.ofSeconds(5), Duration.ofMillis(1500), Duration.ofHours(1)),
                        new ApiSettings(Duration.ofSeconds(1), 64, 0.25, 0, Duration.ofMinutes(5)),
                        new LagSettings(
                                Optional.of(directory.resolve("state")),
                                Optional.empty(),
                                Set.of(LagSource.CLOUD_EYE, LagSource.CONSUMER_GROUP),
                                List.of("sink-{task_name}", "{task_id}{task_name}"),
                                Duration.ZERO),
                        new HealthSettings(
                                30,
                                1,
                                List.of(
                                        new TaskLimit("prod", "nightly-*", 1000),
                                        new TaskLimit("*", "*", Long.MAX_VALUE)),
                                List.of(new TaskLimit("*", "orders-*", 60))),
                        new MetricsSettings(Granularity.TOPIC, 20_000),
                        new WebSettings(
                                List.of(new ListenAddress("::1", 0)),
                                "/a/b",
                                0,
                                Optional.empty(),
                                List.of(new LinkTemplate("Runbook", "https://wiki.example.com/{task_id}"))),
                        new LogSettings(LogSettings.Level.DEBUG, LogSettings.Format.JSON),
                        new Shard(1, 2),
                        Optional.empty()));
    }

    @Test
    void listenAddress_mayBeAList_inTheFile_andWithCommasElsewhere() throws Exception {
        List<ListenAddress> two = List.of(new ListenAddress("127.0.0.1", 1), new ListenAddress("::1", 2));
        SampleConfiguration file =
                SampleConfiguration.withSettings(directory, "web.listen-address = [\"127.0.0.1:1\", \"[::1]:2\"]");
        Map<String, String> environment = new HashMap<>(SIDECAR);
        environment.put("SMART_CONNECT_LISTEN_ADDRESS", "127.0.0.1:1, [::1]:2");

        assertThat(file.load().web().addresses()).isEqualTo(two);
        assertThat(Configuration.load(Optional.empty(), environment, FlagValues.NONE)
                        .web()
                        .addresses())
                .isEqualTo(two);
        assertThat(Configuration.load(
                                Optional.empty(),
                                SIDECAR,
                                FlagValues.NONE.with("web.listen-address", "127.0.0.1:1,[::1]:2"))
                        .web()
                        .addresses())
                .isEqualTo(two);
    }

    @Test
    void load_takesOneTargetFromTheEnvironment_withoutAFile() throws Exception {
        Settings settings = Configuration.load(Optional.empty(), SIDECAR, FlagValues.NONE);

        assertThat(settings.targets())
                .containsExactly(new TargetSettings(
                        "eu-de",
                        "eu-de",
                        "0123456789abcdef0123456789abcdef",
                        URI.create("https://dms.eu-de.otc.t-systems.com"),
                        Optional.empty(),
                        Optional.of(URI.create("https://ces.eu-de.otc.t-systems.com")),
                        List.of("one", "two"),
                        new Credentials.AccessKey(
                                Secret.of("AKEXAMPLE0123456789A"), Secret.of("planted"), Optional.empty())));
        assertThat(settings.poll().interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.web()).isEqualTo(new WebSettings("0.0.0.0", 8080, "/metrics"));
    }

    @Test
    void cloudEye_isNotRead_withAnEndpointOfDmsAlone() throws Exception {
        String target = SampleConfiguration.TARGET + ", endpoint = \"http://localhost:1\"";

        assertThat(SampleConfiguration.withTarget(directory, target).load().targets())
                .extracting(TargetSettings::cloudEyeEndpoint)
                .containsExactly(Optional.empty());
        assertThat(SampleConfiguration.withTarget(directory, target + ", cloud-eye-endpoint = \"http://localhost:2\"")
                        .load()
                        .targets())
                .extracting(TargetSettings::cloudEyeEndpoint)
                .containsExactly(Optional.of(URI.create("http://localhost:2")));
    }

    @Test
    void cloudEyeEndpoint_ofTheEnvironment_isRead() throws Exception {
        Map<String, String> environment = new HashMap<>(SIDECAR);
        environment.put("SMART_CONNECT_ENDPOINT", "http://localhost:1");
        environment.put("SMART_CONNECT_CLOUD_EYE_ENDPOINT", "http://localhost:2");

        assertThat(Configuration.load(Optional.empty(), environment, FlagValues.NONE)
                        .targets())
                .extracting(TargetSettings::cloudEyeEndpoint)
                .containsExactly(Optional.of(URI.create("http://localhost:2")));
    }

    @Test
    void sources_mayBeNone() throws Exception {
        assertThat(SampleConfiguration.withSettings(directory, "lag.sources = []")
                        .load()
                        .lag()
                        .sources())
                .isEmpty();
    }

    @Test
    void environment_fillsOnlySettings_besideAFile() throws Exception {
        Settings settings = SampleConfiguration.withSettings(directory, "poll.interval = \"\"")
                .with(SIDECAR)
                .load();

        assertThat(settings.targets()).extracting(TargetSettings::region).containsExactly("eu-west-101");
        assertThat(settings.poll().interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.web().addresses().get(0).port()).isEqualTo(8080);
    }

    @Test
    void file_beatsTheEnvironment() throws Exception {
        SampleConfiguration sample =
                SampleConfiguration.withSettings(directory, "poll.interval = 2m, web.listen-address = \"localhost:1\"");

        Settings settings = sample.with(SIDECAR).load();

        assertThat(settings.poll().interval()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.web()).isEqualTo(new WebSettings("localhost", 1, "/metrics"));
    }

    @Test
    void flags_beatTheFile() throws Exception {
        SampleConfiguration sample = SampleConfiguration.withSettings(
                directory, "web { listen-address = bad, telemetry-path = bad }, log { level = bad, format = bad }");
        FlagValues flags = new FlagValues(Map.of(
                "web.listen-address", ":9", "web.telemetry-path", "/flag", "log.level", "warn", "log.format", "json"));

        Settings settings = sample.load(flags);

        assertThat(settings.web()).isEqualTo(new WebSettings("0.0.0.0", 9, "/flag"));
        assertThat(settings.log()).isEqualTo(new LogSettings(LogSettings.Level.WARN, LogSettings.Format.JSON));
    }

    @Test
    void flags_areNamed_whenTheyAreWrong() throws Exception {
        FlagValues flags = new FlagValues(
                Map.of("web.listen-address", "x", "web.telemetry-path", "/", "log.level", "loud", "log.format", "xml"));

        assertThat(SampleConfiguration.withTarget(directory, SampleConfiguration.TARGET)
                        .mistakes(flags))
                .containsExactlyInAnyOrder(
                        "command line: --web.listen-address: must be [HOST]:PORT, an IPv6 address in brackets; found \"x\"",
                        "command line: --web.telemetry-path: must be / and then letters, digits and . _ ~ - /, and none of the exporter's other paths; found \"/\"",
                        "command line: --log.level: must be one of error, warn, info, debug, trace; found \"loud\"",
                        "command line: --log.format: must be one of logfmt, json; found \"xml\"");
    }

    @Test
    void load_namesBothWays_whenThereIsNoTarget() {
        assertThatThrownBy(() -> Configuration.load(Optional.empty(), Map.of(), FlagValues.NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("environment: SMART_CONNECT_REGION: there must be a target: list one in the file of "
                        + "--config.file, or run without a file and set SMART_CONNECT_REGION (or SMART_CONNECT_ENDPOINT), "
                        + "HUAWEICLOUD_SDK_PROJECT_ID, HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK; found nothing");
    }

    @Test
    void load_doesNotTakeTheTargetOfTheEnvironment_besideAFileWithoutOne() throws Exception {
        assertThat(SampleConfiguration.of(directory, "smart-connect-exporter { targets = [] }")
                        .with(SIDECAR)
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith("exporter.conf: 1: smart-connect-exporter.targets: there must be a target: ")
                .endsWith("; found a list");
    }

    @Test
    void environment_namesItsVariables_whenTheyAreWrongOrMissing() {
        Map<String, String> environment = Map.of(
                "SMART_CONNECT_ENDPOINT", "dms.example.com",
                "SMART_CONNECT_INSTANCES", "a,a",
                "HUAWEICLOUD_SDK_SECURITY_TOKEN", "planted\nplanted",
                "SMART_CONNECT_POLL_INTERVAL", "1s",
                "SMART_CONNECT_LISTEN_ADDRESS", "10052");

        assertThatThrownBy(() -> Configuration.load(Optional.empty(), environment, FlagValues.NONE))
                .message()
                .satisfies(
                        message -> assertThat(message.lines())
                                .containsExactlyInAnyOrder(
                                        "environment: SMART_CONNECT_ENDPOINT: must be http:// or https://, a host, and optionally a port; found \"dms.example.com\"",
                                        "environment: SMART_CONNECT_INSTANCES: must be listed only once over all targets; found \"a\"",
                                        "environment: HUAWEICLOUD_SDK_PROJECT_ID: is mandatory and must be at most 64 letters, digits, dashes and underscores; found nothing",
                                        "environment: HUAWEICLOUD_SDK_AK: is mandatory for type aksk; found nothing",
                                        "environment: HUAWEICLOUD_SDK_SK: is mandatory for type aksk; found nothing",
                                        "environment: HUAWEICLOUD_SDK_SECURITY_TOKEN: must be at most 32768 visible ASCII characters without spaces; found ***",
                                        "environment: SMART_CONNECT_POLL_INTERVAL: must be a duration from 5s to 1d; found \"1s\"",
                                        "environment: SMART_CONNECT_LISTEN_ADDRESS: must be [HOST]:PORT, an IPv6 address in brackets; found \"10052\""));
    }

    @Test
    void historyFrom_hidesItsPassword_andIsWarnedOf_withoutTls() throws Exception {
        Settings settings = SampleConfiguration.withSettings(
                        directory, "lag.history-from = \"HTTP://reader:planted@prometheus:9090/prefix/\"")
                .load();

        assertThat(settings.lag().historyFrom())
                .hasValueSatisfying(address -> assertThat(address.base()).hasToString("http://prometheus:9090/prefix"));
        assertThat(settings.warnings())
                .containsExactly("lag.history-from: http://***@prometheus:9090/prefix is not encrypted, so others can "
                        + "read the credentials on their way; use https://");
    }

    @Test
    void historyFrom_needsSeriesOfPartitions() throws Exception {
        assertThat(SampleConfiguration.withSettings(
                                directory, "lag.history-from = \"https://p\", metrics.granularity = topic")
                        .mistakes())
                .containsExactly("exporter.conf: 5: smart-connect-exporter.lag.history-from: needs "
                        + "metrics.granularity = partition; found \"https://p\"");
    }

    @Test
    void mayPoll_knowsShardsAndListedInstances() throws Exception {
        Settings listed = SampleConfiguration.withTarget(directory, SampleConfiguration.TARGET + ", instances = [one]")
                .load();

        assertThat(listed.mayPoll("one")).isTrue();
        assertThat(listed.mayPoll("two")).isFalse();
        assertThat(SampleConfiguration.withSettings(directory, "shard.count = 1")
                        .load()
                        .mayPoll("two"))
                .isTrue();
    }

    @Test
    void staleAfter_isTwiceTheInterval_whereThatIsLongerThanUsual() throws Exception {
        assertThat(SampleConfiguration.withSettings(directory, "poll.interval = 10m")
                        .load()
                        .poll())
                .isEqualTo(new PollSettings(Duration.ofMinutes(10), Duration.ofSeconds(500), Duration.ofMinutes(20)));
    }

    @Test
    void timeout_isNotCompared_withAnIntervalThatIsAMistake() throws Exception {
        assertThat(SampleConfiguration.withSettings(directory, "poll { interval = 1s, timeout = 2m }")
                        .mistakes())
                .containsExactly(
                        "exporter.conf: 5: smart-connect-exporter.poll.interval: must be a duration from 5s to "
                                + "1d; found \"1s\"");
    }

    @Test
    void brokenValues_readAsTheDefaults() {
        MistakeReport report = new MistakeReport("none");
        Settings defaults = read("", new MistakeReport("none"));

        Settings settings = read(
                "poll.interval = 1s, api { concurrency = 0, max-retries = -1, max-requests-per-second = 0 }, "
                        + "health.window-polls = 1, metrics.granularity = fine, web.listen-address = bad, "
                        + "web.telemetry-path = bad, log { level = loud, format = xml }",
                report);

        assertThat(settings).isEqualTo(defaults);
        assertThat(report.close()).hasSize(10);
    }

    private static Settings read(String settings, MistakeReport report) {
        ConfigObject content = ConfigFactory.parseString("smart-connect-exporter {" + settings + "}")
                .root();
        ConfigObject values = ConfigurationSources.merged(FlagValues.NONE, Optional.of(content), Map.of());
        return Configuration.read(values, false, new CredentialEnvironment(Path.of(""), Map.of()), report);
    }

    @Test
    void include_isFollowed_andNamedInMistakes() throws Exception {
        Files.writeString(directory.resolve("more.conf"), "\nsmart-connect-exporter.api.concurrency = 0");
        SampleConfiguration sample = SampleConfiguration.of(
                directory,
                "include \"more.conf\"\nsmart-connect-exporter.targets = [{" + SampleConfiguration.TARGET + "}]");

        assertThat(sample.mistakes())
                .containsExactly(
                        "more.conf: 2: smart-connect-exporter.api.concurrency: must be a whole number from 1 to 64; found 0");
    }

    @Test
    void substitution_takesTheGivenEnvironment_andNamesTheVariableInMistakes() throws Exception {
        SampleConfiguration sample = SampleConfiguration.withSettings(
                directory, "log { level = ${?LEVEL}, format = ${?FORMAT} }, web.telemetry-path = /${PATH_}");

        assertThat(sample.with(Map.of("LEVEL", "debug", "PATH_", "m")).load())
                .extracting(Settings::log, Settings::web)
                .containsExactly(
                        new LogSettings(LogSettings.Level.DEBUG, LogSettings.Format.LOGFMT),
                        new WebSettings("0.0.0.0", 10052, "/m"));
        assertThat(sample.with(Map.of("LEVEL", "loud", "PATH_", "?")).mistakes())
                .containsExactlyInAnyOrder(
                        "environment: LEVEL: must be one of error, warn, info, debug, trace; found \"loud\"",
                        "exporter.conf: 5: smart-connect-exporter.web.telemetry-path: must be / and then letters, digits and . _ ~ - /, and none of the exporter's other paths; found \"/?\"");
    }

    /** Whether the secret is a variable or stands in another key, and also where it is only a part of the value. */
    @ParameterizedTest
    @ValueSource(strings = {"${HUAWEICLOUD_SDK_SK}", "plantedInTheKey", "x${HUAWEICLOUD_SDK_SK}", "${CI_JOB_TOKEN}"})
    void secretInAWrongPlace_isNotShown(String value) throws Exception {
        SampleConfiguration sample = SampleConfiguration.withTarget(directory, """
                region = %s, project-id = ${HUAWEICLOUD_SDK_SK}, name = a, endpoint = ${HUAWEICLOUD_SDK_SK}
                credentials { access-key = AKEXAMPLE0123456789A, secret-key = plantedInTheKey }
                """.formatted(value));

        assertThat(sample.with(Map.of("HUAWEICLOUD_SDK_SK", "Planted/Secret+1", "CI_JOB_TOKEN", "Planted_token"))
                        .mistakes())
                .hasSize(3)
                .allMatch(mistake -> mistake.endsWith("; found ***"))
                .noneMatch(mistake -> mistake.contains("lanted"));
    }

    @Test
    void secretInTwoNames_isNotShown() throws Exception {
        String target = "{ name = ${HUAWEICLOUD_SDK_SK}\n" + SampleConfiguration.TARGET + "}";
        SampleConfiguration sample =
                SampleConfiguration.of(directory, "smart-connect-exporter.targets = [" + target + ", " + target + "]");

        assertThat(sample.with(Map.of("HUAWEICLOUD_SDK_SK", "Secret/1")).mistakes())
                .singleElement()
                .asString()
                .endsWith(", and another target is ***; found ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access-key = \"a b\", secret-key = planted",
                "access-key = a, secret-key = planted, security-token = \"a b\"",
                "access-key = \u00fc, secret-key = planted",
                "type = token, token = \"a b\"",
                "type = token, token-file = token"
            })
    void tokenThatCanNotBeSent_isAMistake(String credentials) throws Exception {
        Files.writeString(directory.resolve("token"), "a b\n");

        assertThat(SampleConfiguration.withTarget(
                                directory, "region = a, project-id = a\ncredentials { " + credentials + " }")
                        .mistakes())
                .singleElement()
                .asString()
                .contains("must be at most 32768 visible ASCII characters without spaces; found ");
    }

    @Test
    void authorities_areRead_andAMissingOrBrokenFileIsAMistake() throws Exception {
        Files.writeString(
                directory.resolve("ca.pem"),
                new CertificateBuilder()
                        .ecp256()
                        .subject("CN=authority")
                        .setIsCertificateAuthority(true)
                        .buildSelfSigned()
                        .getCertificatePEM());
        Files.writeString(directory.resolve("empty.pem"), "");
        Files.writeString(directory.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nplanted\n");

        assertThat(SampleConfiguration.withSettings(directory, "api.ca-file = ca.pem")
                        .load()
                        .api()
                        .authorities()
                        .certificates())
                .hasSize(1);
        for (String file : List.of("missing.pem", "empty.pem", "broken.pem", ".")) {
            assertThat(SampleConfiguration.withSettings(directory, "api.ca-file = \"" + file + "\"")
                            .mistakes())
                    .containsExactly(
                            "exporter.conf: 5: smart-connect-exporter.api.ca-file: must be the path of a readable "
                                    + "PEM file with certificates, at most 1 MiB; found \"" + file + "\"");
        }
    }

    @Test
    void variableThatNamesNoProxy_isAMistake_withoutItsPassword() throws Exception {
        assertThat(SampleConfiguration.withTarget(directory, SampleConfiguration.TARGET)
                        .with(Map.of("HTTPS_PROXY", "https://user:planted@proxy"))
                        .mistakes())
                .containsExactly(
                        "environment: HTTPS_PROXY: must be [http://][USER:PASSWORD@]HOST[:PORT], or the same with "
                                + "socks5://; found ***");
    }

    @Test
    void endpointWithoutTls_isAWarning_unlessItIsThisMachine() throws Exception {
        String target = SampleConfiguration.TARGET
                + ", endpoint = \"http://dms.example.com\", cloud-eye-endpoint = \"http://127.0.0.1:1\"";

        assertThat(SampleConfiguration.withTarget(directory, target).load().warnings())
                .containsExactly("target eu-west-101: http://dms.example.com is not encrypted, so others can read the "
                        + "credentials on their way; use https://");
        assertThat(SampleConfiguration.withTarget(directory, SampleConfiguration.TARGET)
                        .load()
                        .warnings())
                .isEmpty();
    }

    @Test
    void load_reportsEverything_inOneRun() throws Exception {
        SampleConfiguration sample = SampleConfiguration.of(directory, """
                smart-connect-exporter {
                  targets = [{ regoin = eu-de }, planted]
                  poll = 5
                  api.concurrency = lots
                  metrics.granularity = ${NOWHERE}
                }
                smart-connect = {}
                """);

        assertThat(sample.mistakes())
                .containsExactlyInAnyOrder(
                        "exporter.conf: 2: smart-connect-exporter.targets.0.region: a region or an endpoint is mandatory; found nothing",
                        "exporter.conf: 2: smart-connect-exporter.targets.0.project-id: is mandatory and must be at most 64 letters, digits, dashes and underscores; found nothing",
                        "exporter.conf: 2: smart-connect-exporter.targets.0.credentials.access-key: is mandatory for type aksk, or in its place access-key-file; found nothing",
                        "exporter.conf: 2: smart-connect-exporter.targets.0.credentials.secret-key: is mandatory for type aksk, or in its place secret-key-file; found nothing",
                        "exporter.conf: 2: smart-connect-exporter.targets.0.regoin: \"regoin\" is no key here, did you mean region?; found ***",
                        "exporter.conf: 2: smart-connect-exporter.targets.1: must be an object; found a text",
                        "exporter.conf: 3: smart-connect-exporter.poll: must be an object; found a text",
                        "exporter.conf: 4: smart-connect-exporter.api.concurrency: must be a whole number from 1 to 64; found \"lots\"",
                        "exporter.conf: 5: smart-connect-exporter.metrics.granularity: a substitution must name a variable of the environment or a path of the file; found ${NOWHERE}",
                        "exporter.conf: 7: smart-connect: \"smart-connect\" is no key here, the keys are: smart-connect-exporter; found ***");
    }
}
