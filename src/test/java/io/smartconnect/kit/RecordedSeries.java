package io.smartconnect.kit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The series of a Prometheus that scrapes one exporter each minute, in the format of promtool's rule tests. */
final class RecordedSeries {

    private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(?:\\{(.*)})? (\\S+)$", Pattern.MULTILINE);

    /** No rule reads these, and they are many. */
    private static final Pattern LEFT_OUT = Pattern.compile("(jvm|process)_.*|.*_bucket");

    /** As Prometheus marks a series that its source does not name any more, and as promtool spells what was never there. */
    private static final String STALE = "stale";

    private static final String MISSING = "_";

    private final long start;
    private final String scraped;
    private final Map<String, List<String>> series = new TreeMap<>();
    private int minutes;

    /**
     * With the labels that a scrape adds in a cluster.
     *
     * @param start of the recording; promtool's time begins in 1970, so all times are relative to it
     * @param address of the exporter
     */
    RecordedSeries(Instant start, String address) {
        this.start = start.getEpochSecond();
        this.scraped = "job=\"smart-connect\",instance=\"%s\",namespace=\"monitoring\",pod=\"p\"".formatted(address);
    }

    int minutes() {
        return minutes;
    }

    /** A scrape that succeeded. */
    void scraped(String exposition) {
        SAMPLE.matcher(exposition)
                .results()
                .filter(sample -> !LEFT_OUT.matcher(sample.group(1)).matches())
                .forEach(sample -> add(name(sample), value(sample)));
        add("up{" + scraped + "}", "1");
        endMinute();
    }

    /** A scrape that failed. */
    void down() {
        add("up{" + scraped + "}", "0");
        endMinute();
    }

    /** A minute in which there is nothing to scrape. */
    void absent() {
        endMinute();
    }

    /** The values per series, one a minute. */
    Map<String, List<String>> values() {
        return Collections.unmodifiableMap(series);
    }

    /** The value of {@code input_series}. */
    String yaml() {
        return series.entrySet().stream()
                .map(each -> "- series: '%s'\n  values: '%s'\n"
                        .formatted(each.getKey().replace("'", "''"), String.join(" ", each.getValue())))
                .collect(Collectors.joining());
    }

    private void add(String name, String value) {
        List<String> values = series.computeIfAbsent(name, first -> new ArrayList<>());
        while (values.size() < minutes) {
            values.add(MISSING);
        }
        values.add(value);
    }

    private void endMinute() {
        minutes++;
        series.values().stream().filter(values -> values.size() < minutes).forEach(values -> values.add(gap(values)));
    }

    private static String gap(List<String> values) {
        String last = values.get(values.size() - 1);
        return last.equals(STALE) || last.equals(MISSING) ? MISSING : STALE;
    }

    private String name(MatchResult sample) {
        String labels = sample.group(2);
        return sample.group(1) + "{" + (labels == null ? "" : labels + ",") + scraped + "}";
    }

    private String value(MatchResult sample) {
        return sample.group(1).endsWith("_timestamp_seconds")
                ? new BigDecimal(sample.group(3))
                        .subtract(BigDecimal.valueOf(start))
                        .toPlainString()
                : sample.group(3);
    }
}
