package io.smartconnect.exporter.config;

import com.typesafe.config.ConfigObject;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.config.reader.ConfigurationFile;
import io.smartconnect.exporter.config.reader.ConfigurationSources;
import io.smartconnect.exporter.config.reader.Flags;
import io.smartconnect.exporter.config.reader.Mistake;
import io.smartconnect.exporter.config.reader.MistakeReport;
import io.smartconnect.exporter.config.reader.Section;
import io.smartconnect.exporter.config.reader.ValueRule;
import io.smartconnect.exporter.health.AllowedLag;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.log.LogSettings;
import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.poll.PollSettings;
import io.smartconnect.exporter.web.WebSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a file, the environment and the command line into {@link Settings}. After a mistake it reads on with a stand-in,
 * so that one run finds all mistakes; no stand-in leaves this package.
 */
public final class Configuration {

    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration USUALLY_STALE = Duration.ofMinutes(5);
    private static final ListenAddress NOWHERE = new ListenAddress("", 0);

    private Configuration() {}

    /**
     * Reads everything and checks it. Blocks: reads the file, what it includes and the files of secrets.
     *
     * @param file HOCON; without it the environment gives the one target
     * @param environment for what the file leaves out, and for {@code ${?NAME}} in it
     * @param flags beat everything
     */
    public static Settings load(Optional<Path> file, Map<String, String> environment, Flags flags)
            throws ConfigurationException {
        MistakeReport report = new MistakeReport(file.map(Path::toString).orElse(ConfigurationSources.ENVIRONMENT));
        Optional<ConfigObject> content = file.flatMap(path -> new ConfigurationFile(path, report).read(environment));
        boolean targetsAreKnown = file.isEmpty() || content.isPresent();
        ConfigObject values = ConfigurationSources.merged(flags, content, environment);
        Settings settings = read(values, targetsAreKnown, directoryOf(file), report);
        List<Mistake> mistakes = report.close();
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(mistakes);
        }
        return settings;
    }

    /** Reads all parts, whatever is wrong with them; the result is good only if the report stays empty. */
    static Settings read(ConfigObject values, boolean targetsAreKnown, Path directory, MistakeReport report) {
        Section root = Section.root(values, report).section(ConfigurationSources.ROOT);
        return new Settings(
                targetsAreKnown ? new TargetsReader(directory).read(root) : List.of(),
                poll(root.section("poll")),
                api(root.section("api")),
                lag(root.section("lag"), directory),
                health(root.section("health")),
                granularity(root.section("metrics")),
                web(root.section("web")),
                log(root.section("log")));
    }

    private static Path directoryOf(Optional<Path> file) {
        return file.flatMap(path -> Optional.ofNullable(path.getParent())).orElse(Path.of(""));
    }

    private static PollSettings poll(Section poll) {
        Optional<Duration> interval =
                poll.get("interval", ValueRule.duration(Duration.ofSeconds(5), Duration.ofDays(1)));
        Optional<Duration> timeout = poll.get("timeout", ValueRule.duration(MILLISECOND, Duration.ofDays(1)));
        Optional<Duration> staleAfter = poll.get("stale-after", ValueRule.duration(MILLISECOND, Duration.ofDays(7)));
        Duration pause = interval.orElse(Duration.ZERO);
        if (interval.isPresent()
                && timeout.filter(limit -> limit.compareTo(pause) >= 0).isPresent()) {
            poll.mistake("timeout", "must be less than the interval, " + ValueRule.brief(pause));
        }
        return new PollSettings(
                pause,
                timeout.orElse(pause.multipliedBy(5).dividedBy(6)),
                staleAfter.orElse(longer(USUALLY_STALE, pause.multipliedBy(2))));
    }

    private static ApiSettings api(Section api) {
        return new ApiSettings(
                api.get("request-timeout", ValueRule.duration(MILLISECOND, Duration.ofMinutes(10)))
                        .orElse(Duration.ZERO),
                api.get("concurrency", ValueRule.whole(1, 64)).orElse(0),
                api.get("max-requests-per-second", ValueRule.positive(10_000)).orElse(0.0),
                api.get("max-retries", ValueRule.whole(0, 10)).orElse(0),
                api.get("throttle-cool-down", ValueRule.duration(MILLISECOND, Duration.ofHours(1)))
                        .orElse(Duration.ZERO));
    }

    private static LagSettings lag(Section lag, Path directory) {
        return new LagSettings(lag.get("state-file", ValueRule.path(directory)));
    }

    private static HealthSettings health(Section health) {
        Section allowed = health.list("allowed-lag");
        return new HealthSettings(
                health.get("window-polls", ValueRule.whole(3, 100)).orElse(0),
                allowed.keys().stream()
                        .map(index -> allowedLag(allowed.section(index)))
                        .toList());
    }

    private static AllowedLag allowedLag(Section allowed) {
        return new AllowedLag(
                allowed.get("target", ValueRule.name(128)).orElse("*"),
                allowed.get("task", ValueRule.name(128)).orElse("*"),
                allowed.mandatory("messages", ValueRule.count()).orElse(0L));
    }

    private static Granularity granularity(Section metrics) {
        return metrics.get("granularity", ValueRule.oneOf(Granularity.class)).orElse(Granularity.TASK);
    }

    private static WebSettings web(Section web) {
        ValueRule<ListenAddress> address =
                new ValueRule<>("must be [HOST]:PORT, an IPv6 address in brackets", ListenAddress::of);
        ValueRule<String> path = ValueRule.text(
                "must begin with / and go on with letters, digits and . _ ~ - /, but not be one of the daemon's own paths",
                text -> text.matches("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+/?")
                        && text.length() <= 256
                        && !WebSettings.isTaken(text));
        ListenAddress listen = web.get("listen-address", address).orElse(NOWHERE);
        return new WebSettings(
                listen.host(), listen.port(), web.get("telemetry-path", path).orElse(""));
    }

    private static LogSettings log(Section log) {
        return new LogSettings(
                log.get("level", ValueRule.oneOf(LogSettings.Level.class)).orElse(LogSettings.Level.INFO),
                log.get("format", ValueRule.oneOf(LogSettings.Format.class)).orElse(LogSettings.Format.LOGFMT));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
