package io.smartconnect.kit;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The alerts in the tables of docs/running.md about the demo. */
final class DemoTable {

    private static final Pattern SECTION =
            Pattern.compile("(?ms)^## Demo$(.*?)^The demo can't show these alerts:$(.*?)^## ");
    private static final Pattern ALERTS_OF_TROUBLE = Pattern.compile("(?m)\\| ([^|]+) \\|$");
    private static final Pattern ALERTS_WITH_REASON = Pattern.compile("(?m)^\\| ([^|]+) \\|");
    private static final Pattern ALERT = Pattern.compile("\\b[A-Z][a-z]\\w+");

    private DemoTable() {}

    /** The alerts that fire in the demo. */
    static Set<String> shown() {
        return alerts(section().group(1), ALERTS_OF_TROUBLE);
    }

    /** The alerts that do not. */
    static Set<String> missing() {
        return alerts(section().group(2), ALERTS_WITH_REASON);
    }

    private static Matcher section() {
        try {
            Matcher section = SECTION.matcher(Files.readString(Path.of("docs/running.md")));
            if (!section.find()) {
                throw new AssertionError("docs/running.md has no section about the demo");
            }
            return section;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> alerts(String table, Pattern cell) {
        return cell.matcher(table)
                .results()
                .flatMap(row -> ALERT.matcher(row.group(1)).results())
                .map(name -> "SmartConnect" + name.group())
                .collect(toCollection(TreeSet::new));
    }
}
