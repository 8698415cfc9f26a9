package io.smartconnect.exporter.config;

import io.smartconnect.exporter.config.reader.ConfigurationSection;
import io.smartconnect.exporter.config.reader.ValueParser;
import io.smartconnect.exporter.history.PrometheusAddress;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.snapshot.task.LagSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reader of the settings of lag. */
final class LagReader {

    private static final String GROUP_NAMES = "consumer-group-names";
    private static final int MOST_GROUP_NAMES = 20;

    private static final ValueParser<String> GROUP_NAME = ValueParser.pattern(
            "must be one line of at most 256 characters with {task_name} or {task_id}, and no other braces",
            "(?=.{1,256}$)[^{}\\p{Cntrl}]*(?:\\{task_(?:name|id)}[^{}\\p{Cntrl}]*)+");

    private static final String HISTORY_FROM = "history-from";

    private static final ValueParser<PrometheusAddress> PROMETHEUS = new ValueParser<>(
            "must be http:// or https://, optionally USER:PASSWORD@, a host, and optionally a port and a path",
            PrometheusAddress::of,
            ValueParser::urlWithoutSecrets);

    private LagReader() {}

    /** Reads the settings; a relative path starts at {@code directory}. */
    static LagSettings read(ConfigurationSection lag, Path directory, Granularity granularity) {
        Optional<PrometheusAddress> historyFrom = lag.get(HISTORY_FROM, PROMETHEUS);
        if (historyFrom.isPresent() && granularity != Granularity.PARTITION) {
            lag.mistake(HISTORY_FROM, "needs metrics.granularity = partition");
        }
        return new LagSettings(
                lag.get("state-file", ValueParser.path(directory)),
                historyFrom,
                sources(lag.list("sources")),
                groupNames(lag),
                lag.setting(
                        "retention-interval", ValueParser.durationOrZero(Duration.ofSeconds(5), Duration.ofDays(1))));
    }

    private static Set<LagSource> sources(ConfigurationSection list) {
        Set<LagSource> sources = EnumSet.noneOf(LagSource.class);
        for (String index : list.keys()) {
            Optional<LagSource> source = list.mandatory(index, ValueParser.oneOf(LagSource.class));
            if (source.isPresent() && !sources.add(source.get())) {
                list.mistake(index, "must be listed only once");
            }
        }
        return sources;
    }

    private static List<String> groupNames(ConfigurationSection lag) {
        ConfigurationSection list = lag.list(GROUP_NAMES);
        if (list.keys().size() > MOST_GROUP_NAMES) {
            lag.mistake(GROUP_NAMES, "must have at most " + MOST_GROUP_NAMES + " elements");
        }
        return list.keys().stream()
                .flatMap(index -> list.mandatory(index, GROUP_NAME).stream())
                .toList();
    }
}
