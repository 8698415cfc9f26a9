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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which alert silences which, as docs/alerts.md tells it and as a real Alertmanager does it. */
class SilencesTest {

    private static final String OF_ALL = "SmartConnectExporterAbsent";
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (SmartConnect[^|\\[]*) \\| (SmartConnect[^|\\[]*) \\|$");
    private static final Pattern NAME = Pattern.compile("\\w+");

    private final Set<String> names = Alerts.all().keySet();

    @TempDir
    Path directory;

    static Stream<Monitoring> versions() {
        return Monitoring.versions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void alerts_silenceThoseOfTheTable_inTheSamePlace(Monitoring version) throws IOException {
        List<Alert> firing = new ArrayList<>();
        for (String cause : names) {
            for (String consequence : names) {
                if (!cause.equals(consequence) && !cause.equals(OF_ALL) && !consequence.equals(OF_ALL)) {
                    firing.addAll(inOnePlace(cause, consequence));
                }
            }
        }

        assertThat(silenced(version, firing)).isEqualTo(table());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void alerts_silenceNone_inAnotherPlace(Monitoring version) throws IOException {
        List<Alert> firing = names.stream()
                .filter(name -> !name.equals(OF_ALL))
                .flatMap(name -> inOnePlace(name, name).stream())
                .toList();

        assertThat(silenced(version, firing)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void absentExporter_silencesAllOthers(Monitoring version) throws IOException {
        List<Alert> firing =
                names.stream().flatMap(name -> inOnePlace(name, name).stream()).toList();

        assertThat(silenced(version, firing))
                .hasSize(names.size() - 1)
                .allSatisfy(pair -> assertThat(pair).doesNotContain(OF_ALL));
    }

    /** Both with every label by which any of them could be compared, and nothing else has these values. */
    private static List<Alert> inOnePlace(String cause, String consequence) {
        String place = cause + " " + consequence;
        Map<String, String> labels =
                Map.of("target", place, "instance_id", place, "task_id", place, "api", place, "reason", "server_error");
        return List.of(new Alert(cause, labels), new Alert(consequence, labels));
    }

    /** Cause and consequence of each alert that is silenced. */
    private Set<String> silenced(Monitoring version, List<Alert> firing) throws IOException {
        try (Alertmanager alertmanager = Alertmanager.start(version, directory)) {
            return alertmanager.silenced(firing).stream()
                    .filter(labels -> labels.getOrDefault("target", "").endsWith(labels.get("alertname")))
                    .map(labels -> labels.get("target"))
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> table() throws IOException {
        Set<String> pairs = new HashSet<>();
        for (MatchResult row : ROW.matcher(Files.readString(Path.of("docs/alerts.md")))
                .results()
                .toList()) {
            for (String cause : found(row.group(1))) {
                found(row.group(2)).forEach(consequence -> pairs.add(cause + " " + consequence));
            }
        }
        return pairs;
    }

    private static List<String> found(String cell) {
        return NAME.matcher(cell).results().map(MatchResult::group).toList();
    }
}
