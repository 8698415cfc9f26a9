package io.smartconnect.exporter.cloud.failure;

import io.vertx.core.json.Json;
import java.util.Comparator;
import java.util.stream.Stream;

/** A filter that conceals secrets in text from the network. */
public final class CloudText {

    /** Shorter secrets would conceal ordinary words. */
    private static final int SHORTEST_CONCEALED = 4;

    /** Plain text, JSON, and JSON inside a JSON string. */
    private static final int FORMS = 3;

    private CloudText() {}

    /**
     * Replaces each of {@code secrets} in {@code text}, also in its JSON forms, by {@code ***}. Longer secrets come
     * first, since one may contain another. Call it before you truncate the text, which could leave a part of a
     * secret.
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
}
