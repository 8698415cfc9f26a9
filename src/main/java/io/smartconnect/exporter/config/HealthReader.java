package io.smartconnect.exporter.config;

import io.smartconnect.exporter.config.reader.ConfigurationSection;
import io.smartconnect.exporter.config.reader.ValueParser;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.health.TaskLimit;
import java.util.List;
import java.util.Optional;

/** Reader of the settings of health. */
final class HealthReader {

    private static final String ALL = "*";

    private static final double LEAST_CERTAINTY = 0.9;

    /** A year. */
    private static final int LONGEST_OBJECTIVE = 31_536_000;

    private HealthReader() {}

    static HealthSettings read(ConfigurationSection health) {
        return new HealthSettings(
                health.setting("window-polls", ValueParser.whole(3, 100)),
                health.setting("certainty", ValueParser.within(LEAST_CERTAINTY, 1)),
                limits(health.list("allowed-lag"), "messages", ValueParser.count()),
                limits(health.list("lag-objectives"), "seconds", ValueParser.whole(1, LONGEST_OBJECTIVE)));
    }

    private static List<TaskLimit> limits(ConfigurationSection list, String unit, ValueParser<? extends Number> rule) {
        return list.keys().stream()
                .flatMap(index -> limit(list.section(index), unit, rule).stream())
                .toList();
    }

    private static Optional<TaskLimit> limit(
            ConfigurationSection entry, String unit, ValueParser<? extends Number> rule) {
        String target = entry.get("target", ValueParser.name(128)).orElse(ALL);
        String task = entry.get("task", ValueParser.name(128)).orElse(ALL);
        return entry.mandatory(unit, rule).map(limit -> new TaskLimit(target, task, limit.longValue()));
    }
}
