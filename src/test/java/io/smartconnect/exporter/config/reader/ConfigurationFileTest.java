package io.smartconnect.exporter.config.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.config.SampleConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {

    @TempDir
    Path directory;

    @Test
    void file_isReported_whenThereIsNone() {
        assertThat(new SampleConfiguration(directory.resolve("none.conf"), Map.of()).mistakes())
                .containsExactly("none.conf: --config.file: must be a readable file of at most 1 MiB; found nothing");
    }

    @Test
    void file_isReported_whenItIsADirectory() throws Exception {
        Path inner = Files.createDirectory(directory.resolve("inner.conf"));

        assertThat(new SampleConfiguration(inner, Map.of()).mistakes())
                .containsExactly(
                        "inner.conf: --config.file: must be a readable file of at most 1 MiB; found a directory");
    }

    @Test
    void file_isReported_whenItIsTooLarge() throws Exception {
        assertThat(SampleConfiguration.of(directory, "#".repeat((1 << 20) + 1)).mistakes())
                .containsExactly(
                        "exporter.conf: --config.file: must be a readable file of at most 1 MiB; found 1048577 bytes");
    }

    @Test
    void environment_isChecked_whenTheFileIsUnreadable() {
        SampleConfiguration sample =
                new SampleConfiguration(directory.resolve("none.conf"), Map.of("SMART_CONNECT_POLL_INTERVAL", "1s"));

        assertThat(sample.mistakes())
                .containsExactlyInAnyOrder(
                        "none.conf: --config.file: must be a readable file of at most 1 MiB; found nothing",
                        "environment: SMART_CONNECT_POLL_INTERVAL: must be a duration from 5s to 1d; found \"1s\"");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "unclosed quote | a = \"planted | 2",
                "unclosed triple quote | a = \"\"\"planted | 2",
                "line break in quotes | a = \"planted$nb\" | 2",
                "unknown escape | a = \"planted\\q\" | 2",
                "unclosed substitution | a = ${planted | 2",
                "unclosed brace | a { b = planted$n | 3",
                "brace closed as bracket | a { b = planted ] | 2",
                "unclosed bracket | a = [planted | 2",
                "bracket closed as brace | a = [planted } | 2",
                "too many braces | a = planted } | 2",
                "two separators | a = planted : b | 2",
                "key without value | planted | 2",
                "value without key | = planted | 2",
                "special character | a = plan`ted | 2",
                "include without file | include planted | 2",
                "include of something else | include planted(\"a\") | 2",
                "second line | a = 1$nb = planted } | 3",
            })
    void syntaxError_namesTheLine_butShowsNoValue(String kind, String content, int line) throws Exception {
        assertThat(SampleConfiguration.of(directory, "\n" + content.replace("$n", "\n"))
                        .mistakes())
                .as(kind)
                .containsExactly("exporter.conf: " + line + ": syntax: must be HOCON: close every quote, brace and "
                        + "bracket, and quote values with special characters; found ***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..planted = 1", ".planted = 1", "planted. = 1", "a = ${b..planted}"})
    void path_isReported_whenItHasAnEmptyName(String content) throws Exception {
        assertThat(SampleConfiguration.of(directory, "\n" + content).mistakes())
                .containsExactly("exporter.conf: 2: syntax: a key or substitution must be names joined by single dots; "
                        + "found ***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = ${b}, b = ${a}", "a = ${a}", "a { b = ${a} }"})
    void substitution_isReported_whenItRefersToItself(String content) throws Exception {
        assertThat(SampleConfiguration.of(directory, "\n" + content).mistakes())
                .containsExactly("exporter.conf: 2: syntax: a substitution must not refer to itself; found a cycle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = [{ b = planted }] [1] { c = planted }",
                "a = [planted] { b = planted }",
                "b = [planted], a = ${b} { c = planted }",
            })
    void values_areReported_whenTheyAreJoinedWithAnotherKind(String content) throws Exception {
        assertThat(SampleConfiguration.of(directory, "\n" + content).mistakes())
                .containsExactly("exporter.conf: 2: syntax: must join only values of one kind; found ***");
    }

    @Test
    void nesting_isReported_whenItIsTooDeep() throws Exception {
        assertThat(SampleConfiguration.of(directory, "a = " + "[".repeat(500_000))
                        .mistakes())
                .containsExactly("exporter.conf: syntax: must not be nested so deeply; found ***");
    }

    @Test
    void include_isReported_whenItIsRequiredAndMissing() throws Exception {
        assertThat(SampleConfiguration.of(directory, "include required(\"more.conf\")")
                        .mistakes())
                .containsExactly("exporter.conf: 1: include: must name a readable file; found \"more.conf\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "url(\"http://user:planted@127.0.0.1:1/more.conf\") | must name a file, no URL; found \"http://***@127.0.0.1:1/more.conf\"",
                "\"http://127.0.0.1:1/more.conf\" | must name a file, no URL; found \"http://127.0.0.1:1/more.conf\"",
                "classpath(\"reference.conf\") | must name a file, no class path; found \"reference.conf\"",
                "file(\"/dev/zero\") | must be a readable file of at most 1 MiB instead of a pipe or a device; found \"/dev/zero\"",
                "\"/dev/zero\" | must be a readable file of at most 1 MiB instead of a pipe or a device; found \"/dev/zero\"",
                "\".\" | must be a readable file of at most 1 MiB instead of a directory; found \".\"",
                "\"large\" | must be a readable file of at most 1 MiB instead of 1048577 bytes; found \"large\"",
            })
    void include_readsOnlyFilesOfLimitedLength(String include, String mistake) throws Exception {
        Files.writeString(directory.resolve("large.conf"), " ".repeat((1 << 20) + 1));

        assertThat(SampleConfiguration.of(
                                directory,
                                "# include\ninclude " + include + "\nsmart-connect-exporter.targets = [{"
                                        + SampleConfiguration.TARGET + "}]")
                        .mistakes())
                .containsExactly("exporter.conf: 2: include: " + mistake);
    }

    @ParameterizedTest
    @ValueSource(strings = {"include \"exporter.conf\"", "include \"exporter.conf\"\ninclude \"exporter.conf\""})
    void include_ofItself_ends(String content) throws Exception {
        assertThat(SampleConfiguration.of(directory, content).mistakes())
                .anyMatch(mistake -> mistake.startsWith("exporter.conf: 1: include: "));
    }

    @Test
    void includes_areLimitedTogether() throws Exception {
        for (int number = 0; number < 6; number++) {
            Files.writeString(directory.resolve(number + ".conf"), " ".repeat(1 << 20));
        }

        assertThat(SampleConfiguration.withSettings(
                                directory,
                                "x = 1\n} \n"
                                        + "include \"%d.conf\"\n".repeat(6).formatted(0, 1, 2, 3, 4, 5) + "y {")
                        .mistakes())
                .contains(
                        "exporter.conf: 11: include: all includes must be at most 100 files and 4 MiB; found \"4.conf\"");
    }

    @Test
    void deviceInPlaceOfTheFile_isReported() {
        assertThat(new SampleConfiguration(Path.of("/dev/zero"), Map.of()).mistakes())
                .containsExactly(
                        "zero: --config.file: must be a readable file of at most 1 MiB; found a pipe or a device");
    }

    /** A secret of Kubernetes is a chain of links. */
    @Test
    void link_isFollowed() throws Exception {
        SampleConfiguration sample = SampleConfiguration.withTarget(directory, SampleConfiguration.TARGET);
        Path link = Files.createSymbolicLink(directory.resolve("link.conf"), sample.file());

        assertThat(new SampleConfiguration(link, Map.of()).load().targets()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x%2$d = ${x%1$d}${x%1$d}${x%1$d}${x%1$d}",
                "x%2$d = [${x%1$d}, ${x%1$d}, ${x%1$d}, ${x%1$d}]",
                "x%2$d { a = ${x%1$d}, b = ${x%1$d}, c = ${x%1$d}, d = ${x%1$d} }",
                "x0 = ${x0}${x0}${x0}${x0}",
            })
    void substitutionsThatGrowWithoutLimit_areReported(String line) throws Exception {
        String lines = IntStream.rangeClosed(1, 40)
                .mapToObj(number -> line.formatted(number - 1, number))
                .collect(Collectors.joining("\n", "x0 = [ha]\n", "\n"));

        assertThat(SampleConfiguration.of(directory, lines).mistakes())
                .containsExactly("exporter.conf: syntax: substitutions must expand to at most 8 MiB; found more");
    }

    @Test
    void substitutionsOfAUsualSize_areResolved() throws Exception {
        String targets = IntStream.range(0, 1000)
                .mapToObj(number -> "${base} { name = ${prefix}" + number + " }")
                .collect(Collectors.joining("\n", "[", "]"));

        assertThat(SampleConfiguration.of(
                                directory,
                                "prefix = t\nbase {" + SampleConfiguration.TARGET
                                        + "}\nsmart-connect-exporter.targets = " + targets)
                        .mistakes())
                .hasSize(2)
                .allMatch(mistake -> mistake.contains(" is no key here"));
    }

    @Test
    void substitutions_areReportedEach_whenTheyHaveNoValue() throws Exception {
        SampleConfiguration sample = SampleConfiguration.withSettings(
                directory,
                "poll = ${ONE}\npoll { interval = 1s }\nweb { telemetry-path = \"planted\"${TWO} }\nlog = [${THREE}]");

        assertThat(sample.mistakes())
                .containsExactly(
                        "exporter.conf: 5: smart-connect-exporter.poll: a substitution must name a variable of the environment or a path of the file; found ${ONE}",
                        "exporter.conf: 7: smart-connect-exporter.web.telemetry-path: a substitution must name a variable of the environment or a path of the file; found ${TWO}",
                        "exporter.conf: 8: smart-connect-exporter.log: must be an object; found a list");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "poll.intervall = 5s | poll.intervall: \"intervall\" is no key here, did you mean interval?",
                "poll.stale_after = 5s | poll.stale_after: \"stale_after\" is no key here, did you mean stale-after?",
                "api.maxRetries = 1 | api.maxRetries: \"maxRetries\" is no key here, did you mean max-retries?",
                "wbe { } | wbe: \"wbe\" is no key here, did you mean web?",
                "interval = 5s | interval: \"interval\" is no key here, did you mean smart-connect-exporter.poll.interval?",
                "tracing { } | tracing: \"tracing\" is no key here, the keys are: api, ha, health, lag, log, metrics, poll, shard, targets, web",
                "secretkey = planted | secretkey: \"secretkey\" is no key here, did you mean smart-connect-exporter.targets.0.credentials.secret-key?",
                "log.\"a\\nb\" = 1 | log.\"a\\nb\": \"a\\nb\" is no key here, the keys are: format, level",
            })
    void unknownKey_isReported_withTheNearest(String setting, String mistake) throws Exception {
        assertThat(SampleConfiguration.withSettings(directory, setting).mistakes())
                .containsExactly("exporter.conf: 5: smart-connect-exporter." + mistake + "; found ***");
    }
}
