package io.smartconnect.exporter.cloud.failure;

import io.vertx.core.json.Json;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes text that came over the network fit for a log line. */
public final class CloudText {
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Z}]+");
    private static final int READ_AT_MOST = 10_000;
    private static final String ELLIPSIS = "…";

    /** Shorter ones would blank out ordinary words. */
    private static final int SHORTEST_CONCEALED = 4;

    /** As it is, in JSON, and in JSON that is a text in JSON. */
    private static final int FORMS = 3;

    private CloudText() {}

    /**
     * One line of at most {@code limit} characters: runs of blanks, control characters, line separators and of what is no
     * Unicode become one space; what is too long ends in an ellipsis.
     */
    public static String oneLine(String text, int limit) {
        String line =
                UNPRINTABLE.matcher(start(text, READ_AT_MOST)).replaceAll(" ").strip();
        return line.length() <= limit ? line : start(line, Math.max(0, limit - ELLIPSIS.length())) + ELLIPSIS;
    }

    /**
     * Replaces each of {@code secrets} in {@code text} by asterisks, also as JSON spells it; the longest first: one may be
     * part of another. Must come before the text is cut, lest a part of a secret be left.
     */
    public static String conceal(String text, Stream<String> secrets) {
        return secrets.filter(secret -> secret.length() >= SHORTEST_CONCEALED)
                .flatMap(secret -> Stream.iterate(secret, CloudText::inJson).limit(FORMS))
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .reduce(text, (concealed, secret) -> concealed.replace(secret, "***"));
    }

    private static String inJson(String text) {
        String quoted = Json.encode(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String start(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        boolean splitsPair = limit > 0 && Character.isHighSurrogate(text.charAt(limit - 1));
        return text.substring(0, splitsPair ? limit - 1 : limit);
    }
}
