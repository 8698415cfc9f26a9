package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A real Alertmanager inhibits exactly the alerts of the table in docs/alerts.md. */
class InhibitionTest {

    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| (SmartConnect[^|\\[`]*?)(?: with reason `(?<reason>\\w+)`)? \\| (SmartConnect[^|\\[]*) \\|$");
    private static final Pattern NAME = Pattern.compile("\\w+");

    private final Set<String> names = Alerts.all().keySet();

    @TempDir
    Path directory;

    static Stream<Monitoring> versions() {
        return Monitoring.versions();
    }

    static Stream<Arguments> versionsAndReasons() {
        return versions().flatMap(version -> Stream.of("auth", "denied").map(reason -> Arguments.of(version, reason)));
    }

    @ParameterizedTest
    @MethodSource("versionsAndReasons")
    void alerts_inhibitThoseOfTheTable_inTheSamePlace(Monitoring version, String reason) throws IOException {
        List<Alert> firing = new ArrayList<>();
        for (String cause : names) {
            for (String consequence : names) {
                if (!cause.equals(consequence)) {
                    firing.addAll(inOnePlace(cause, consequence, reason));
                }
            }
        }

        assertThat(inhibited(version, firing)).isEqualTo(table(reason));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void alerts_inhibitNone_inAnotherPlace(Monitoring version) throws IOException {
        List<Alert> firing = names.stream()
                .flatMap(name -> inOnePlace(name, name, "auth").stream())
                .toList();

        assertThat(inhibited(version, firing)).isEmpty();
    }

    /** Both alerts with every label that a rule could compare. No other alert has these values. */
    private static List<Alert> inOnePlace(String cause, String consequence, String reason) {
        String place = cause + " " + consequence;
        Map<String, String> labels =
                Map.of("target", place, "instance_id", place, "task_id", place, "api", place, "reason", reason);
        return List.of(new Alert(cause, labels), new Alert(consequence, labels));
    }

    /** Cause and consequence of each inhibited alert. */
    private Set<String> inhibited(Monitoring version, List<Alert> firing) throws IOException {
        try (Alertmanager alertmanager = Alertmanager.start(version, directory)) {
            return alertmanager.inhibited(firing).stream()
                    .filter(labels -> labels.getOrDefault("target", "").endsWith(labels.get("alertname")))
                    .map(labels -> labels.get("target"))
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> table(String reason) throws IOException {
        Set<String> pairs = new HashSet<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("docs/alerts.md")));
        while (row.find()) {
            if (row.group("reason") == null || row.group("reason").equals(reason)) {
                for (String cause : found(row.group(1))) {
                    found(row.group(3)).forEach(consequence -> pairs.add(cause + " " + consequence));
                }
            }
        }
        return pairs;
    }

    private static List<String> found(String cell) {
        return NAME.matcher(cell).results().map(MatchResult::group).toList();
    }
}
