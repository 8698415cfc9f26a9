package io.smartconnect.exporter.metrics.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The exporter's own families, as the tables of docs/metrics.md have them. */
public final class MetricsDocument {

    public static final Path FILE = Path.of("docs/metrics.md");

    private static final Pattern IDENTITY = Pattern.compile(".*Labels of every series: (?<labels>.+)\\.");
    private static final Pattern ROW =
            Pattern.compile("\\| `(?<name>smartconnect_\\w+)` \\| (?<type>\\w+) \\| (?<labels>[^|]*)\\|.*");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** A family as operators meet it: its type in the classic text format, and all labels of its samples. */
    public record Described(String type, Set<String> labels) {}

    private MetricsDocument() {}

    /** Each family by its name; none may be there twice. */
    public static Map<String, Described> families() throws IOException {
        Map<String, Described> families = new TreeMap<>();
        Set<String> identity = Set.of();
        for (String line : Files.readAllLines(FILE)) {
            Matcher labels = IDENTITY.matcher(line);
            Matcher row = ROW.matcher(line);
            if (line.startsWith("## ")) {
                identity = Set.of();
            } else if (labels.matches()) {
                identity = codes(labels.group("labels"));
            } else if (row.matches()) {
                Set<String> all = codes(row.group("labels"));
                all.addAll(identity);
                Described described = new Described(row.group("type"), all);
                assertThat(families.put(row.group("name"), described)).as(line).isNull();
            }
        }
        return families;
    }

    private static Set<String> codes(String text) {
        Set<String> codes = new HashSet<>();
        CODE.matcher(text).results().forEach(code -> codes.add(code.group(1)));
        return codes;
    }
}
