package io.smartconnect.exporter.config;

import com.typesafe.config.ConfigObject;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.route.CertificateAuthorities;
import io.smartconnect.exporter.cloud.route.Proxies;
import io.smartconnect.exporter.config.credentials.CredentialEnvironment;
import io.smartconnect.exporter.config.process.LeaseReader;
import io.smartconnect.exporter.config.process.ShardReader;
import io.smartconnect.exporter.config.reader.ConfigurationFile;
import io.smartconnect.exporter.config.reader.ConfigurationMistake;
import io.smartconnect.exporter.config.reader.ConfigurationSection;
import io.smartconnect.exporter.config.reader.ConfigurationSources;
import io.smartconnect.exporter.config.reader.FlagValues;
import io.smartconnect.exporter.config.reader.MistakeReport;
import io.smartconnect.exporter.config.reader.ValueParser;
import io.smartconnect.exporter.log.LogSettings;
import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.metrics.catalogue.MetricsSettings;
import io.smartconnect.exporter.poll.PollSettings;
import io.smartconnect.exporter.shard.Shard;
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
    public static Settings load(Optional<Path> file, Map<String, String> environment, FlagValues flags)
            throws ConfigurationException {
        return load(file, environment, flags, settings -> List.of());
    }

    /** As {@link #load}; also checks the web configuration file, whose content the settings do not hold. */
    public static Settings loadForServer(Optional<Path> file, Map<String, String> environment, FlagValues flags)
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
            FlagValues flags,
            Function<Settings, List<ConfigurationMistake>> furtherFiles)
            throws ConfigurationException {
        MistakeReport report = new MistakeReport(file.map(Path::toString).orElse(ConfigurationSources.ENVIRONMENT));
        Optional<ConfigObject> content = file.flatMap(path -> new ConfigurationFile(path, report).read(environment));
        boolean targetsAreKnown = file.isEmpty() || content.isPresent();
        ConfigObject values = ConfigurationSources.merged(flags, content, environment);
        report.hideSecrets(values, environment);
        Proxies.mistakes(environment).forEach(report::addVariable);
        Settings read =
                read(values, targetsAreKnown, new CredentialEnvironment(directoryOf(file), environment), report);
        Settings settings = flags.get("web.config.file")
                .map(Path::of)
                .map(read::withWebConfigFile)
                .orElse(read);
        List<ConfigurationMistake> mistakes = Stream.concat(
                        report.close().stream(), furtherFiles.apply(settings).stream())
                .toList();
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(mistakes);
        }
        return settings;
    }

    /** Reads all parts in spite of mistakes; the result is usable only if the report stays empty. */
    static Settings read(
            ConfigObject values, boolean targetsAreKnown, CredentialEnvironment surroundings, MistakeReport report) {
        ConfigurationSection root = ConfigurationSection.root(values, ConfigurationSources.reference(), report)
                .section(ConfigurationSources.ROOT);
        Shard shard = ShardReader.read(root.section("shard"), surroundings.environment());
        MetricsSettings metrics = metrics(root.section("metrics"));
        return new Settings(
                targetsAreKnown ? new TargetsReader(surroundings).read(root) : List.of(),
                poll(root.section("poll")),
                shared(api(root.section("api"), surroundings.directory()), shard),
                LagReader.read(root.section("lag"), surroundings.directory(), metrics.granularity()),
                HealthReader.read(root.section("health")),
                metrics,
                WebReader.read(root.section("web"), surroundings.directory()),
                log(root.section("log")),
                shard,
                LeaseReader.read(root.section("ha"), surroundings.directory(), surroundings.environment()));
    }

    private static Path directoryOf(Optional<Path> file) {
        return file.flatMap(path -> Optional.ofNullable(path.getParent())).orElse(Path.of(""));
    }

    private static PollSettings poll(ConfigurationSection poll) {
        Duration interval = poll.setting("interval", ValueParser.duration(Duration.ofSeconds(5), DAY));
        Optional<Duration> timeout = poll.get("timeout", ValueParser.duration(MILLISECOND, DAY));
        Optional<Duration> staleAfter = poll.get("stale-after", ValueParser.duration(MILLISECOND, Duration.ofDays(7)));
        if (poll.isValid("interval")
                && timeout.filter(limit -> limit.compareTo(interval) >= 0).isPresent()) {
            poll.mistake("timeout", "must be less than the interval, " + ValueParser.brief(interval));
        }
        return new PollSettings(
                interval,
                timeout.orElse(Duration.ofMillis(interval.toMillis() * 5 / 6)),
                staleAfter.orElse(longer(LEAST_STALE_AFTER, interval.plus(interval))));
    }

    private static ApiSettings api(ConfigurationSection api, Path directory) {
        ApiSettings settings = new ApiSettings(
                api.setting("request-timeout", ValueParser.duration(MILLISECOND, Duration.ofMinutes(10))),
                api.setting("concurrency", ValueParser.whole(1, 64)),
                api.setting("max-requests-per-second", ValueParser.positive(10_000)),
                api.setting("max-retries", ValueParser.whole(0, 10)),
                api.setting("throttle-cool-down", ValueParser.duration(MILLISECOND, Duration.ofHours(1))));
        ValueParser<CertificateAuthorities> certificates = new ValueParser<>(
                "must be the path of a readable PEM file with certificates, at most 1 MiB",
                path -> CertificateAuthorities.in(directory.resolve(path)));
        return api.get("ca-file", certificates).map(settings::withAuthorities).orElse(settings);
    }

    /** Each shard takes its part of the rate of the account. */
    private static ApiSettings shared(ApiSettings api, Shard shard) {
        return shard.isPart() ? api.withRate(api.maxRequestsPerSecond() / shard.count()) : api;
    }

    private static MetricsSettings metrics(ConfigurationSection metrics) {
        MetricsSettings all = MetricsSettings.of(metrics.setting("granularity", ValueParser.oneOf(Granularity.class)));
        return metrics.get("max-series", ValueParser.whole(LEAST_SERIES, MOST_SERIES))
                .map(series -> new MetricsSettings(all.granularity(), series))
                .orElse(all);
    }

    private static LogSettings log(ConfigurationSection log) {
        return new LogSettings(
                log.setting("level", ValueParser.oneOf(LogSettings.Level.class)),
                log.setting("format", ValueParser.oneOf(LogSettings.Format.class)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
