package io.smartconnect.exporter.config.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.config.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFileTest {

    @TempDir
    Path directory;

    @Test
    void file_isReported_whenThereIsNone() {
        assertThat(new Sample(directory.resolve("none.conf"), Map.of()).mistakes())
                .containsExactly("none.conf: --config.file: must be a readable file of at most 1 MiB; found nothing");
    }

    @Test
    void file_isReported_whenItIsADirectory() throws Exception {
        Path inner = Files.createDirectory(directory.resolve("inner.conf"));

        assertThat(new Sample(inner, Map.of()).mistakes())
                .containsExactly(
                        "inner.conf: --config.file: must be a readable file of at most 1 MiB; found a directory");
    }

    @Test
    void file_isReported_whenItIsTooLarge() throws Exception {
        assertThat(Sample.of(directory, "#".repeat((1 << 20) + 1)).mistakes())
                .containsExactly(
                        "exporter.conf: --config.file: must be a readable file of at most 1 MiB; found 1048577 bytes");
    }

    @Test
    void environment_isChecked_besideAnUnreadableFile() {
        Sample sample = new Sample(directory.resolve("none.conf"), Map.of("SMART_CONNECT_POLL_INTERVAL", "1s"));

        assertThat(sample.mistakes())
                .containsExactlyInAnyOrder(
                        "none.conf: --config.file: must be a readable file of at most 1 MiB; found nothing",
                        "environment: SMART_CONNECT_POLL_INTERVAL: must be a duration from 5s to 1d; found \"1s\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a = \"planted | 2: syntax: End of input but string quote was still open; found ***",
                "a = \"planted$nb | 2: syntax: JSON does not allow unescaped newline in quoted strings; found ***",
                "a = ${planted | 2: syntax: Substitution ${ was not closed with a }; found ***",
                "a { b = planted$n | 3: syntax: The file must not end while something is open; found ***",
                "a { b = planted | 2: syntax: Expecting close brace } or a comma; found ***",
                "a = planted : b | 2: syntax: Expecting end of input or a comma; found ':'",
                "a = planted } | 2: syntax: unbalanced close brace; found ***",
                "planted | 2: syntax: The file must not end while something is open; found ***",
                "a = [{ b = planted }] [1] { c = planted } | 2: syntax: must be HOCON in which only like is joined with like; found ***",
                "a..planted = 1 | 2: syntax: path has a leading, trailing, or two adjacent period; found ***",
                "a = ${b}, b = ${a} | 2: syntax: a substitution must not lead back to itself; found ${a}",
            })
    void syntaxError_namesTheLine_butShowsNoValue(String content, String mistake) throws Exception {
        assertThat(Sample.of(directory, "\n" + content.replace("$n", "\n")).mistakes())
                .containsExactly("exporter.conf: " + mistake);
    }

    @Test
    void nesting_isReported_whenItIsTooDeep() throws Exception {
        assertThat(Sample.of(directory, "a = " + "[".repeat(500_000)).mistakes())
                .containsExactly("exporter.conf: syntax: must not be nested so deeply; found ***");
    }

    @Test
    void include_isReported_whenItIsRequiredAndMissing() throws Exception {
        assertThat(Sample.of(directory, "include required(\"more.conf\")").mistakes())
                .containsExactly("exporter.conf: include: must name a readable file; found \"more.conf\"");
    }

    @Test
    void substitutions_areReportedEach_whenTheyHaveNoValue() throws Exception {
        Sample sample = Sample.withSettings(
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
                "tracing { } | tracing: \"tracing\" is no key here, the keys are: api, health, lag, log, metrics, poll, targets, web",
                "secretkey = planted | secretkey: \"secretkey\" is no key here, did you mean smart-connect-exporter.targets.0.credentials.secret-key?",
                "log.\"a\\nb\" = 1 | log.\"a\\nb\": \"a\\nb\" is no key here, the keys are: format, level",
            })
    void unknownKey_isReported_withTheNearest(String setting, String mistake) throws Exception {
        assertThat(Sample.withSettings(directory, setting).mistakes())
                .containsExactly("exporter.conf: 5: smart-connect-exporter." + mistake + "; found ***");
    }
}
