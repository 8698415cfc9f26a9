package io.smartconnect.exporter.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import io.smartconnect.exporter.text.Truncation;
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
 * A Logback encoder that writes an event as one line: time, level, message, logger, stack trace if any, and the event's
 * key-value pairs. No event can end the line or forge a field; long values are cut.
 */
final class LineEncoder extends EncoderBase<ILoggingEvent> {

    static final int LONGEST_VALUE = 4_096;
    static final int LONGEST_STACK = 16_384;
    private static final int MOST_PAIRS = 64;
    private static final byte[] NOTHING = {};
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final LogSettings.Format format;

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
            case LOGFMT -> LineFormat.logfmt(fields);
            case JSON -> LineFormat.json(fields);
        };
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> fields(ILoggingEvent event) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("time", TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
        fields.put("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
        fields.put("msg", Truncation.cut(String.valueOf(event.getFormattedMessage()), LONGEST_VALUE));
        fields.put("logger", Truncation.cut(String.valueOf(event.getLoggerName()), LONGEST_VALUE));
        Optional<IThrowableProxy> thrown = Optional.ofNullable(event.getThrowableProxy());
        thrown.map(ThrowableProxyUtil::asString)
                .ifPresent(stack -> fields.put("stack", Truncation.cut(stack, LONGEST_STACK)));
        pairs(event).stream().limit(MOST_PAIRS).forEach(pair -> add(fields, pair));
        return fields;
    }

    private static List<KeyValuePair> pairs(ILoggingEvent event) {
        return Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of());
    }

    /** Appends an underscore to a key that is in use, so that a pair cannot forge another field. */
    private static void add(Map<String, String> fields, KeyValuePair pair) {
        String key = LineFormat.key(Truncation.cut(String.valueOf(pair.key), 64));
        while (fields.containsKey(key)) {
            key += "_";
        }
        fields.put(key, Truncation.cut(String.valueOf(pair.value), LONGEST_VALUE));
    }
}
