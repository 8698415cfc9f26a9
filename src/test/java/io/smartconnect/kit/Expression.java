package io.smartconnect.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An expression of PromQL, and what it names. */
record Expression(String text) {

    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'");
    private static final Pattern COMMENT_OR_WINDOW = Pattern.compile("#.*|\\[[^\\]]*]");
    private static final Pattern LABEL_LIST =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTOR =
            Pattern.compile("(?<![\\w$.:])([a-zA-Z_:][\\w:]*+)(?!\\s*\\()(?:\\s*\\{([^}]*)})?");
    private static final Pattern NAMELESS = Pattern.compile("(?<=[(,])\\s*\\{[^}]*}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern MADE = Pattern.compile("(?<=,)\\s*\"(\\w+)\"\\s*(?=,)");

    /** Words in the place of a metric that are none. */
    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "or",
            "unless",
            "bool",
            "offset",
            "inf",
            "nan",
            "by",
            "without",
            "on",
            "ignoring",
            "group_left",
            "group_right");

    /** The metrics that it reads, each with the labels by which it selects among their series. */
    Map<String, Set<String>> metrics() {
        Map<String, Set<String>> metrics = new TreeMap<>();
        String named = NAMELESS.matcher(bare()).replaceAll("");
        SELECTOR.matcher(LABEL_LIST.matcher(named).replaceAll(""))
                .results()
                .filter(selector -> !KEYWORDS.contains(selector.group(1)))
                .forEach(selector -> metrics.computeIfAbsent(selector.group(1), first -> new TreeSet<>())
                        .addAll(matched(selector)));
        return metrics;
    }

    /** The labels by which it groups and joins. */
    Set<String> listedLabels() {
        Set<String> labels = new TreeSet<>();
        LABEL_LIST
                .matcher(bare())
                .results()
                .flatMap(list -> Stream.of(list.group(1).split(",")))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .forEach(labels::add);
        return labels;
    }

    /**
     * The metrics and labels that it names although nobody exposes them.
     *
     * @param exposed the labels of each metric, see {@link MetricLabels}
     */
    List<String> strangers(Map<String, Set<String>> exposed) {
        List<String> strangers = new ArrayList<>();
        Set<String> known = made();
        metrics().forEach((metric, selected) -> {
            Set<String> labels = exposed.getOrDefault(metric, Set.of());
            known.addAll(labels);
            if (!exposed.containsKey(metric)) {
                strangers.add(metric);
            }
            selected.stream()
                    .filter(label -> !labels.contains(label))
                    .forEach(label -> strangers.add(metric + "{" + label + "}"));
        });
        listedLabels().stream().filter(label -> !known.contains(label)).forEach(strangers::add);
        return strangers;
    }

    /** Without what could be taken for a name: the contents of strings, windows of time, comments. */
    private String bare() {
        return COMMENT_OR_WINDOW
                .matcher(STRING.matcher(text).replaceAll("\"\""))
                .replaceAll("");
    }

    private static List<String> matched(MatchResult selector) {
        return selector.group(2) == null
                ? List.of()
                : MATCHER.matcher(selector.group(2))
                        .results()
                        .map(label -> label.group(1))
                        .toList();
    }

    /** Labels that it makes itself, where it does. */
    private Set<String> made() {
        Set<String> made = new TreeSet<>();
        if (text.contains("label_replace(") || text.contains("label_join(")) {
            MADE.matcher(text).results().map(label -> label.group(1)).forEach(made::add);
        }
        return made;
    }
}
