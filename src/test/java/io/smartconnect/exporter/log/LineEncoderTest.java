package io.smartconnect.exporter.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LineEncoderTest {

    private final LoggingEvent event = new LoggingEvent(
            "", new LoggerContext().getLogger("io.smartconnect.Test"), Level.INFO, "polled {}", null, new Object[] {"it"
            });

    LineEncoderTest() {
        event.setInstant(Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    @Test
    void logfmt_quotesOnlyWhatNeedsIt() {
        event.setKeyValuePairs(List.of(
                new KeyValuePair("instance_id", "a-1"),
                new KeyValuePair("task name", "says \"hi\"\\\n\u2028\u001b[31m"),
                new KeyValuePair("none", null),
                new KeyValuePair("empty", ""),
                new KeyValuePair("level", "error")));

        assertThat(encode(LogSettings.Format.LOGFMT))
                .isEqualTo("time=2026-01-02T03:04:05.678Z level=info msg=\"polled it\" logger=io.smartconnect.Test "
                        + "instance_id=a-1 task_name=\"says \\\"hi\\\"\\\\\\n\\u2028\\u001b[31m\" none=null empty=\"\" "
                        + "level_=error\n");
    }

    @Test
    void json_isOneObject_withTheSameKeys() {
        event.addKeyValuePair(new KeyValuePair("task", "\ud800 \u202e \ud83d\ude00"));

        assertThat(encode(LogSettings.Format.JSON))
                .isEqualTo("{\"time\":\"2026-01-02T03:04:05.678Z\",\"level\":\"info\",\"msg\":\"polled it\","
                        + "\"logger\":\"io.smartconnect.Test\",\"task\":\"\\ud800 \\u202e \ud83d\ude00\"}\n");
    }

    @Test
    void stackTrace_staysOnTheLine() {
        event.setThrowableProxy(new ch.qos.logback.classic.spi.ThrowableProxy(
                new IllegalStateException("first\nlevel=error", new IllegalArgumentException("x".repeat(20_000)))));

        String line = encode(LogSettings.Format.LOGFMT);

        assertThat(line)
                .containsOnlyOnce("\n")
                .contains(" stack=\"java.lang.IllegalStateException: first\\nlevel=error");
        assertThat(line.length()).isLessThan(LineEncoder.LONGEST_STACK + 2_000);
    }

    @Test
    void values_areCut_whenTheyAreLong() {
        event.addKeyValuePair(new KeyValuePair("long", "x".repeat(5_000)));

        assertThat(new JsonObject(encode(LogSettings.Format.JSON)).getString("long"))
                .isEqualTo("x".repeat(LineEncoder.LONGEST_VALUE - 1) + "…");
    }

    @Property
    void line_staysOneLine_whateverIsSaid(
            @ForAll("texts") String message, @ForAll("texts") String key, @ForAll("texts") String value) {
        LoggingEvent any =
                new LoggingEvent("", new LoggerContext().getLogger("test"), Level.WARN, message, null, new Object[0]);
        any.addKeyValuePair(new KeyValuePair(key, value));

        String json = encode(any, LogSettings.Format.JSON);
        String logfmt = encode(any, LogSettings.Format.LOGFMT);

        assertThat(json.codePoints().filter(LineEncoderTest::breaksALine)).containsExactly((int) '\n');
        assertThat(logfmt.codePoints().filter(LineEncoderTest::breaksALine)).containsExactly((int) '\n');
        List<Object> said = List.copyOf(new JsonObject(json).getMap().values());
        assertThat(said).hasSize(5).contains(message, value);
        assertThat(valuesOf(logfmt)).isEqualTo(said);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> nasty = Arbitraries.of(
                "\n",
                "\r",
                "\"",
                "\\",
                "=",
                " level=error ",
                "\u2028",
                "\u0085",
                "\u001b[2J",
                "\ud800",
                "\udc00",
                "{}",
                "\u202e",
                "\t",
                "\0");
        return Arbitraries.oneOf(nasty, Arbitraries.strings().ofMaxLength(8))
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    private String encode(LogSettings.Format format) {
        return encode(event, format);
    }

    private static String encode(LoggingEvent event, LogSettings.Format format) {
        return new String(new LineEncoder(format).encode(event), StandardCharsets.UTF_8);
    }

    private static boolean breaksALine(int point) {
        return Character.isISOControl(point) || point == 0x2028 || point == 0x2029;
    }

    /** Reads logfmt back the way that tools do; the quoted form is that of JSON. */
    private static List<Object> valuesOf(String logfmt) {
        List<Object> values = new ArrayList<>();
        int at = 0;
        while (at < logfmt.length()) {
            int start = logfmt.indexOf('=', at) + 1;
            int end = endOfValue(logfmt, start);
            String value = logfmt.substring(start, end);
            values.add(value.startsWith("\"") ? new JsonObject("{\"v\":" + value + "}").getString("v") : value);
            at = end + 1;
        }
        return values;
    }

    private static int endOfValue(String logfmt, int start) {
        if (logfmt.charAt(start) != '"') {
            int space = logfmt.indexOf(' ', start);
            return space < 0 ? logfmt.length() - 1 : space;
        }
        int end = start + 1;
        while (logfmt.charAt(end) != '"') {
            end += logfmt.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1;
    }
}
