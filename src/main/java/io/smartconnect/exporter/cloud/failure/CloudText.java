package io.smartconnect.exporter.cloud.failure;

import io.vertx.core.json.Json;
import java.util.Comparator;
import java.util.stream.Stream;

/** Hides secrets in text that came over the network. */
public final class CloudText {

    /** Shorter ones would blank out ordinary words. */
    private static final int SHORTEST_CONCEALED = 4;

    /** As it is, in JSON, and in JSON that is a text in JSON. */
    private static final int FORMS = 3;

    private CloudText() {}

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
}
