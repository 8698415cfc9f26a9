package io.smartconnect.exporter.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.KeyValuePair;

/**
 * Writes an event as one line: time, level, message, logger, the event's key-value pairs, and its stack trace if it has one.
 * Nothing in an event can end the line or forge a field; what is longer than a limit is cut. Public for logback.xml.
 */
public final class LineEncoder extends EncoderBase<ILoggingEvent> {

    static final int LONGEST_VALUE = 4_096;
    static final int LONGEST_STACK = 16_384;
    private static final int MOST_PAIRS = 64;
    private static final byte[] NOTHING = {};
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final LogSettings.Format format;

    /** Writes logfmt. */
    public LineEncoder() {
        this(LogSettings.Format.LOGFMT);
    }

    LineEncoder(LogSettings.Format format) {
        this.format = format;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        Map<String, String> fields = fields(event);
        String line = switch (format) {
            case LOGFMT -> Line.logfmt(fields);
            case JSON -> Line.json(fields);
        };
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> fields(ILoggingEvent event) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("time", TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
        fields.put("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
        fields.put("msg", cut(String.valueOf(event.getFormattedMessage()), LONGEST_VALUE));
        fields.put("logger", cut(String.valueOf(event.getLoggerName()), LONGEST_VALUE));
        Optional<IThrowableProxy> thrown = Optional.ofNullable(event.getThrowableProxy());
        thrown.map(ThrowableProxyUtil::asString).ifPresent(stack -> fields.put("stack", cut(stack, LONGEST_STACK)));
        pairs(event).stream().limit(MOST_PAIRS).forEach(pair -> add(fields, pair));
        return fields;
    }

    private static List<KeyValuePair> pairs(ILoggingEvent event) {
        return Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of());
    }

    /** A key that is taken gets a trailing underscore, so that a pair can't pose as another field. */
    private static void add(Map<String, String> fields, KeyValuePair pair) {
        String key = Line.key(cut(String.valueOf(pair.key), 64));
        while (fields.containsKey(key)) {
            key += "_";
        }
        fields.put(key, cut(String.valueOf(pair.value), LONGEST_VALUE));
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }
}
