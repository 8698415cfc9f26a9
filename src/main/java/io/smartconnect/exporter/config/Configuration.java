package io.smartconnect.exporter.config;

import com.typesafe.config.ConfigObject;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.route.Authorities;
import io.smartconnect.exporter.cloud.route.Proxies;
import io.smartconnect.exporter.config.credentials.Surroundings;
import io.smartconnect.exporter.config.reader.ConfigurationFile;
import io.smartconnect.exporter.config.reader.ConfigurationSources;
import io.smartconnect.exporter.config.reader.Flags;
import io.smartconnect.exporter.config.reader.Mistake;
import io.smartconnect.exporter.config.reader.MistakeReport;
import io.smartconnect.exporter.config.reader.Section;
import io.smartconnect.exporter.config.reader.ValueRule;
import io.smartconnect.exporter.health.AllowedLag;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.log.LogSettings;
import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.metrics.catalogue.MetricsSettings;
import io.smartconnect.exporter.poll.PollSettings;
import io.smartconnect.exporter.web.WebSettings;
import io.smartconnect.exporter.web.config.WebConfigurationFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Loader of the {@link Settings} from the file, the environment and the command line. After a mistake it continues to read,
 * with the default of reference.conf in place of the broken value, so that one run finds all mistakes. Each call reads
 * everything again and returns a new, independent result.
 */
public final class Configuration {

    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LEAST_STALE_AFTER = Duration.ofMinutes(5);
    private static final String ALL = "*";
    private static final int LEAST_SERIES = 1_000;
    private static final int MOST_SERIES = 100_000_000;

    private Configuration() {}

    /**
     * Reads and checks the whole configuration. Blocks: reads the file, its includes and the files of secrets.
     *
     * @param file HOCON; without a file, the environment provides the only target
     * @param environment fills keys that the file omits, and {@code ${?NAME}} in the file
     * @param flags override the file and the environment
     * @throws ConfigurationException with all mistakes, if there is one
     */
    public static Settings load(Optional<Path> file, Map<String, String> environment, Flags flags)
            throws ConfigurationException {
        return load(file, environment, flags, settings -> List.of());
    }

    /** As {@link #load}; also checks the web configuration file, whose content the settings do not hold. */
    public static Settings loadForServer(Optional<Path> file, Map<String, String> environment, Flags flags)
            throws ConfigurationException {
        return load(
                file,
                environment,
                flags,
                settings -> settings.web()
                        .configFile()
                        .map(web -> WebConfigurationFile.read(web).mistakes())
                        .orElse(List.of()));
    }

    private static Settings load(
            Optional<Path> file,
            Map<String, String> environment,
            Flags flags,
            Function<Settings, List<Mistake>> furtherFiles)
            throws ConfigurationException {
        MistakeReport report = new MistakeReport(file.map(Path::toString).orElse(ConfigurationSources.ENVIRONMENT));
        Optional<ConfigObject> content = file.flatMap(path -> new ConfigurationFile(path, report).read(environment));
        boolean targetsAreKnown = file.isEmpty() || content.isPresent();
        ConfigObject values = ConfigurationSources.merged(flags, content, environment);
        report.hideSecrets(values, environment);
        Proxies.mistakes(environment).forEach(report::addVariable);
        Settings read = read(values, targetsAreKnown, new Surroundings(directoryOf(file), environment), report);
        Settings settings =
                flags.webConfigFile().map(Path::of).map(read::withWebConfigFile).orElse(read);
        List<Mistake> mistakes = Stream.concat(report.close().stream(), furtherFiles.apply(settings).stream())
                .toList();
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(mistakes);
        }
        return settings;
    }

    /** Reads all parts in spite of mistakes; the result is usable only if the report stays empty. */
    static Settings read(
            ConfigObject values, boolean targetsAreKnown, Surroundings surroundings, MistakeReport report) {
        Section root =
                Section.root(values, ConfigurationSources.reference(), report).section(ConfigurationSources.ROOT);
        return new Settings(
                targetsAreKnown ? new TargetsReader(surroundings).read(root) : List.of(),
                poll(root.section("poll")),
                api(root.section("api"), surroundings.directory()),
                LagReader.read(root.section("lag"), surroundings.directory()),
                health(root.section("health")),
                metrics(root.section("metrics")),
                web(root.section("web"), surroundings.directory()),
                log(root.section("log")));
    }

    private static Path directoryOf(Optional<Path> file) {
        return file.flatMap(path -> Optional.ofNullable(path.getParent())).orElse(Path.of(""));
    }

    private static PollSettings poll(Section poll) {
        Duration interval = poll.setting("interval", ValueRule.duration(Duration.ofSeconds(5), DAY));
        Optional<Duration> timeout = poll.get("timeout", ValueRule.duration(MILLISECOND, DAY));
        Optional<Duration> staleAfter = poll.get("stale-after", ValueRule.duration(MILLISECOND, Duration.ofDays(7)));
        if (poll.isValid("interval")
                && timeout.filter(limit -> limit.compareTo(interval) >= 0).isPresent()) {
            poll.mistake("timeout", "must be less than the interval, " + ValueRule.brief(interval));
        }
        return new PollSettings(
                interval,
                timeout.orElse(interval.multipliedBy(5).dividedBy(6)),
                staleAfter.orElse(longer(LEAST_STALE_AFTER, interval.multipliedBy(2))));
    }

    private static ApiSettings api(Section api, Path directory) {
        ApiSettings settings = new ApiSettings(
                api.setting("request-timeout", ValueRule.duration(MILLISECOND, Duration.ofMinutes(10))),
                api.setting("concurrency", ValueRule.whole(1, 64)),
                api.setting("max-requests-per-second", ValueRule.positive(10_000)),
                api.setting("max-retries", ValueRule.whole(0, 10)),
                api.setting("throttle-cool-down", ValueRule.duration(MILLISECOND, Duration.ofHours(1))));
        ValueRule<Authorities> certificates = new ValueRule<>(
                "must be the path of a readable PEM file with certificates, at most 1 MiB",
                path -> Authorities.in(directory.resolve(path)));
        return api.get("ca-file", certificates).map(settings::withAuthorities).orElse(settings);
    }

    private static HealthSettings health(Section health) {
        Section allowed = health.list("allowed-lag");
        return new HealthSettings(
                health.setting("window-polls", ValueRule.whole(3, 100)),
                allowed.keys().stream()
                        .flatMap(index -> allowedLag(allowed.section(index)).stream())
                        .toList());
    }

    private static MetricsSettings metrics(Section metrics) {
        MetricsSettings all = MetricsSettings.of(metrics.setting("granularity", ValueRule.oneOf(Granularity.class)));
        return metrics.get("max-series", ValueRule.whole(LEAST_SERIES, MOST_SERIES))
                .map(series -> new MetricsSettings(all.granularity(), series))
                .orElse(all);
    }

    private static Optional<AllowedLag> allowedLag(Section allowed) {
        String target = allowed.get("target", ValueRule.name(128)).orElse(ALL);
        String task = allowed.get("task", ValueRule.name(128)).orElse(ALL);
        return allowed.mandatory("messages", ValueRule.count()).map(messages -> new AllowedLag(target, task, messages));
    }

    private static WebSettings web(Section web, Path directory) {
        ValueRule<ListenAddress> address =
                new ValueRule<>("must be [HOST]:PORT, an IPv6 address in brackets", ListenAddress::of);
        ValueRule<String> path = ValueRule.text(
                "must be / and then letters, digits and . _ ~ - /, and none of the exporter's other paths",
                text -> text.matches("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+/?")
                        && text.length() <= 256
                        && !WebSettings.isTaken(text));
        ListenAddress listen = web.setting("listen-address", address);
        return new WebSettings(
                listen.host(),
                listen.port(),
                web.setting("telemetry-path", path),
                web.get("config-file", ValueRule.path(directory)));
    }

    private static LogSettings log(Section log) {
        return new LogSettings(
                log.setting("level", ValueRule.oneOf(LogSettings.Level.class)),
                log.setting("format", ValueRule.oneOf(LogSettings.Format.class)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
