package io.smartconnect.exporter.metrics.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A strict reader of both text formats, written from their specifications. It takes only what the exporter has reason to
 * write: each family once, described first, with all its samples behind it, without timestamps, and no series twice.
 */
public final class TextParser {

    private static final Pattern DESCRIPTION =
            Pattern.compile("# (?<kind>HELP|TYPE|UNIT) (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<text>.+)");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?|[+-]Inf|NaN");
    private static final String END = "# EOF\n";

    private static final Map<String, Set<String>> TEXT_SUFFIXES = Map.of(
            "counter", Set.of(""),
            "gauge", Set.of(""),
            "histogram", Set.of("_bucket", "_count", "_sum"),
            "summary", Set.of("_count", "_sum"));

    private static final Map<String, Set<String>> OPENMETRICS_SUFFIXES = Map.of(
            "counter", Set.of("_total"),
            "gauge", Set.of(""),
            "info", Set.of("_info"),
            "histogram", Set.of("_bucket", "_count", "_sum"),
            "summary", Set.of("_count", "_sum"));

    /** One sample as it was read. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    /** One family as it was read. */
    public record Parsed(String name, String type, String help, List<Sample> samples) {}

    private final Map<String, Set<String>> suffixes;
    private final Map<String, Parsed> families = new LinkedHashMap<>();
    private final Set<String> series = new HashSet<>();
    private final Map<String, String> descriptions = new HashMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private String name = "";

    private TextParser(Map<String, Set<String>> suffixes) {
        this.suffixes = suffixes;
    }

    /** The families of a whole exposition. */
    public static List<Parsed> parse(String text, ExpositionFormat format) {
        if (format == ExpositionFormat.TEXT_0_0_4) {
            return new TextParser(TEXT_SUFFIXES).read(text);
        }
        check(text.endsWith(END), "must end with # EOF");
        return new TextParser(OPENMETRICS_SUFFIXES).read(text.substring(0, text.length() - END.length()));
    }

    private List<Parsed> read(String text) {
        check(text.isEmpty() || text.endsWith("\n"), "the last line must end with a line break");
        if (!text.isEmpty()) {
            for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
                readLine(line);
            }
            end();
        }
        return List.copyOf(families.values());
    }

    private void readLine(String line) {
        Matcher description = DESCRIPTION.matcher(line);
        if (description.matches()) {
            describe(description.group("name"), description.group("kind"), description.group("text"));
        } else {
            add(new SampleReader(line).read(), line);
        }
    }

    private void describe(String described, String kind, String text) {
        if (!described.equals(name)) {
            end();
            name = described;
        }
        check(samples.isEmpty(), "descriptions must precede the samples: " + name);
        check(descriptions.put(kind, text) == null, kind + " must be there once: " + name);
    }

    private void add(Sample sample, String line) {
        boolean belongs = suffixes.getOrDefault(descriptions.getOrDefault("TYPE", ""), Set.of()).stream()
                .anyMatch(suffix -> sample.name().equals(name + suffix));
        check(belongs, "sample must belong to " + name + " as described: " + line);
        check(series.add(sample.name() + new TreeMap<>(sample.labels())), "series must be there once: " + line);
        samples.add(sample);
    }

    private void end() {
        if (!name.isEmpty()) {
            check(descriptions.containsKey("TYPE") && descriptions.containsKey("HELP"), "must be described: " + name);
            check(name.endsWith(descriptions.getOrDefault("UNIT", "")), "unit must end the name: " + name);
            check(!samples.isEmpty(), "must have samples: " + name);
            Parsed family = new Parsed(
                    name,
                    descriptions.getOrDefault("TYPE", ""),
                    descriptions.getOrDefault("HELP", ""),
                    List.copyOf(samples));
            check(families.put(name, family) == null, "family must be there once: " + name);
        }
        descriptions.clear();
        samples.clear();
    }

    private static void check(boolean right, String rule) {
        if (!right) {
            throw new AssertionError(rule);
        }
    }

    /** Reads one line: {@code name{label="value",...} number}. */
    private static final class SampleReader {

        private final String line;
        private int at;

        SampleReader(String line) {
            this.line = line;
        }

        Sample read() {
            String name = take(NAME, 0);
            Map<String, String> labels = new LinkedHashMap<>();
            if (skip("{")) {
                do {
                    String label = take(LABEL, 1);
                    check(labels.put(label, quoted()) == null, "label must be there once: " + line);
                } while (skip(","));
                check(skip("}"), "labels must end: " + line);
            }
            check(skip(" "), "a space must precede the value: " + line);
            String number = take(NUMBER, 0);
            check(at == line.length(), "nothing may follow the value: " + line);
            return new Sample(name, labels, Double.parseDouble(number.replace("Inf", "Infinity")));
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            while (!skip("\"")) {
                check(at < line.length(), "label value must end: " + line);
                char character = line.charAt(at++);
                value.append(character == '\\' ? escaped() : character);
            }
            return value.toString();
        }

        private char escaped() {
            check(at < line.length(), "something must follow a backslash: " + line);
            char character = line.charAt(at++);
            return switch (character) {
                case '\\', '"' -> character;
                case 'n' -> '\n';
                default -> throw new AssertionError("escape must be known: " + line);
            };
        }

        private boolean skip(String text) {
            boolean there = line.startsWith(text, at);
            at += there ? text.length() : 0;
            return there;
        }

        private String take(Pattern pattern, int group) {
            Matcher matcher = pattern.matcher(line).region(at, line.length());
            check(matcher.lookingAt(), "must go on with " + pattern + " at " + at + ": " + line);
            at = matcher.end();
            return matcher.group(group);
        }
    }
}
