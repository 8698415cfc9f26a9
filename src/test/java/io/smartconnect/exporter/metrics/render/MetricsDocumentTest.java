package io.smartconnect.exporter.metrics.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.metrics.catalogue.LibraryRenderer;
import io.smartconnect.exporter.metrics.self.ExporterMetrics;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares docs/metrics.md with the code, and the names of metrics in all documents. */
class MetricsDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/metrics.md");

    /** Not in the name of a recording rule, which has colons. */
    private static final Pattern NAME = Pattern.compile("(?<![\\w:])smartconnect_[a-z0-9_]+");

    private static final Pattern JVM_NAME = Pattern.compile("`((?:jvm|process)_[a-z0-9_]+)`");

    @Test
    void document_hasEveryFamilyWithItsTypeAndLabels_andNoOther() throws IOException {
        Map<String, MetricsDocument.Described> families = new TreeMap<>(ofTheCatalogue());
        families.putAll(ofTheExporter());

        assertThat(MetricsDocument.families()).isEqualTo(families);
    }

    @ParameterizedTest
    @EnumSource
    void document_explainsEveryReason(FailureReason reason) {
        assertThat(DOCUMENT).content().contains("\n| `" + reason.label() + "` | ");
    }

    /** The daemon never sends the operations that change tasks. */
    @ParameterizedTest
    @EnumSource
    void document_namesEveryOperation_thatChangesNothing(CloudOperation operation) throws IOException {
        assertThat(Files.readString(DOCUMENT).contains("`" + operation.label() + "`"))
                .isEqualTo(!operation.changes());
    }

    @Test
    void document_namesEveryFamilyOfTheMachine_andNoOther() throws IOException {
        Set<String> named = new TreeSet<>();
        JVM_NAME.matcher(Files.readString(DOCUMENT)).results().forEach(match -> named.add(match.group(1)));
        Set<String> known = ownFamilies().stream()
                .map(TextParser.Parsed::name)
                .filter(name -> !name.startsWith("smartconnect_"))
                .collect(Collectors.toCollection(TreeSet::new));

        named.removeIf(MetricsDocumentTest::dependsOnTheMachine);
        known.removeIf(MetricsDocumentTest::dependsOnTheMachine);

        assertThat(named).isEqualTo(known);
    }

    @Test
    void everyNameInADocument_isThatOfAMetric() throws IOException {
        Map<String, MetricsDocument.Described> families = new TreeMap<>(ofTheCatalogue());
        families.putAll(ofTheExporter());
        Set<String> known = families.entrySet().stream()
                .flatMap(
                        family -> seriesNames(family.getKey(), family.getValue().type()))
                .collect(Collectors.toSet());

        for (Path document : documents()) {
            Stream<String> names =
                    NAME.matcher(Files.readString(document)).results().map(MatchResult::group);
            assertThat(names).as(document.toString()).allMatch(name -> isOrBegins(name, known));
        }
    }

    private static Map<String, MetricsDocument.Described> ofTheCatalogue() {
        return Stream.of(Granularity.values())
                .flatMap(granularity -> TextParser.parse(
                        SnapshotSamples.rendered(SnapshotSamples.everything(), granularity),
                        ExpositionFormat.TEXT_0_0_4)
                        .stream())
                .distinct()
                .collect(Collectors.toMap(TextParser.Parsed::name, MetricsDocumentTest::described));
    }

    private static Map<String, MetricsDocument.Described> ofTheExporter() {
        return ownFamilies().stream()
                .filter(family -> family.name().startsWith("smartconnect_"))
                .collect(Collectors.toMap(TextParser.Parsed::name, MetricsDocumentTest::described));
    }

    private static MetricsDocument.Described described(TextParser.Parsed family) {
        Set<String> labels = family.samples().stream()
                .flatMap(sample -> sample.labels().keySet().stream())
                .filter(label -> !label.equals("le"))
                .collect(Collectors.toSet());
        return new MetricsDocument.Described(family.type(), labels);
    }

    /** The exporter's own families, after something of each kind has happened. */
    private static List<TextParser.Parsed> ownFamilies() {
        WatchedDms dms = new WatchedDms();
        dms.expiry = Optional.of(Instant.EPOCH);
        try (ExporterMetrics metrics = new ExporterMetrics("0.1.0", "abc1234")) {
            metrics.watch(Map.of("prod", dms));
            metrics.watchStateFile();
            metrics.showShard(1, 2);
            metrics.showLeader(() -> true);
            metrics.requested(CloudOperation.TOKEN, "201", Duration.ZERO);
            metrics.unreadable("lag");
            byte[] text = LibraryRenderer.write(metrics.collect(), ExpositionFormat.TEXT_0_0_4);
            return TextParser.parse(new String(text, UTF_8), ExpositionFormat.TEXT_0_0_4);
        }
    }

    /** Whether a garbage collection must have been, or a collector or system of a certain kind must be in use. */
    private static boolean dependsOnTheMachine(String name) {
        return name.startsWith("jvm_gc_") || name.matches("process_(files_.*|.*_fds|.*_memory_bytes)");
    }

    private static Stream<String> seriesNames(String family, String type) {
        return type.equals("histogram")
                ? Stream.of("", "_bucket", "_sum", "_count").map(suffix -> family + suffix)
                : Stream.of(family);
    }

    private static boolean isOrBegins(String name, Set<String> known) {
        return name.endsWith("_") ? known.stream().anyMatch(full -> full.startsWith(name)) : known.contains(name);
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> below = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), below)
                    .filter(path -> path.toString().endsWith(".md"))
                    .filter(Files::exists)
                    .toList();
        }
    }
}
