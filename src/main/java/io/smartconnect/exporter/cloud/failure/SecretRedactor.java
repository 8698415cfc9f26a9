package io.smartconnect.exporter.cloud.failure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A filter that conceals secrets in text from the network. */
public final class SecretRedactor {

    /** Longest text, in characters; the rest of a longer one is left out. */
    static final int LONGEST = 80 << 10;

    /** The text is searched so far beyond its end, for secrets that the end would cut. */
    private static final int LOOK_AHEAD = 48 << 10;

    /** Shorter secrets would conceal ordinary words. */
    private static final int SHORTEST_CONCEALED = 4;

    /** Shorter parts of an encoded secret would conceal ordinary words. */
    private static final int SHORTEST_BASE64 = 6;

    /** A signature, which is valid for minutes. */
    private static final Pattern SIGNATURE =
            Pattern.compile("signature[\"'\\s]{0,3}+[=:][\"'\\s]{0,3}+([a-z0-9+/_-]{16,}+)", Pattern.CASE_INSENSITIVE);

    private record Range(int start, int end) {}

    private SecretRedactor() {}

    /**
     * Replaces each of {@code secrets} in {@code text} by {@code ***}, also where it is escaped as in JSON, HTML or URLs, several times
     * over, or is in Base64, and also each signature. Call it before you truncate the text or strip its tags, which could leave a
     * part of a secret. Takes linear time.
     */
    public static String conceal(String text, Stream<String> secrets) {
        String searched =
                text.length() > LONGEST ? text.substring(0, Math.min(text.length(), LONGEST + LOOK_AHEAD)) : text;
        Set<String> spellings = new LinkedHashSet<>();
        secrets.filter(secret -> secret.length() >= SHORTEST_CONCEALED)
                .forEach(secret -> addSpellings(secret, spellings));
        List<Range> found = new ArrayList<>();
        DecodedText decoded = DecodedText.of(searched);
        for (int layer = 0; layer <= DecodedText.LAYERS; layer++) {
            for (String spelling : spellings) {
                find(spelling, decoded, found);
            }
            findSignatures(decoded, found);
            DecodedText next = decoded.next();
            if (next.text().equals(decoded.text())) {
                break;
            }
            decoded = next;
        }
        return replace(searched, Math.min(text.length(), LONGEST), found);
    }

    private static void addSpellings(String secret, Set<String> spellings) {
        Stream.concat(Stream.of(secret), base64(secret)).forEach(spelling -> {
            spellings.add(spelling);
            String decoded = DecodedText.whole(spelling).strip();
            if (decoded.length() >= SHORTEST_CONCEALED) {
                spellings.add(decoded);
            }
        });
    }

    /** The characters that encode nothing but the secret, whatever precedes it. */
    private static Stream<String> base64(String secret) {
        byte[] octets = secret.getBytes(UTF_8);
        return Stream.of(0, 1, 2)
                .map(before -> {
                    byte[] shifted = new byte[before + octets.length];
                    System.arraycopy(octets, 0, shifted, before, octets.length);
                    return Base64.getEncoder()
                            .encodeToString(shifted)
                            .substring(before == 0 ? 0 : before + 1, shifted.length * 8 / 6);
                })
                .filter(core -> core.length() >= SHORTEST_BASE64)
                .flatMap(core -> Stream.of(core, core.replace('+', '-').replace('/', '_')));
    }

    /** The search of Knuth, Morris and Pratt. */
    private static void find(String secret, DecodedText decoded, List<Range> found) {
        String text = decoded.text();
        if (text.length() < secret.length()) {
            return;
        }
        int[] borders = borders(secret);
        int matched = 0;
        for (int i = 0; i < text.length(); i++) {
            while (matched > 0 && secret.charAt(matched) != text.charAt(i)) {
                matched = borders[matched];
            }
            matched += secret.charAt(matched) == text.charAt(i) ? 1 : 0;
            if (matched == secret.length()) {
                found.add(new Range(decoded.start(i + 1 - matched), decoded.end(i)));
                matched = 0;
            }
        }
    }

    /** For each length of a beginning of {@code secret}, the length of its longest border. */
    private static int[] borders(String secret) {
        int[] borders = new int[secret.length() + 1];
        int border = 0;
        for (int i = 1; i < secret.length(); i++) {
            while (border > 0 && secret.charAt(border) != secret.charAt(i)) {
                border = borders[border];
            }
            border += secret.charAt(border) == secret.charAt(i) ? 1 : 0;
            borders[i + 1] = border;
        }
        return borders;
    }

    private static void findSignatures(DecodedText decoded, List<Range> found) {
        Matcher signature = SIGNATURE.matcher(decoded.text());
        while (signature.find()) {
            found.add(new Range(decoded.start(signature.start(1)), decoded.end(signature.end(1) - 1)));
        }
    }

    /** Replaces the ranges, of which overlapping ones are one, in the first {@code length} characters. */
    private static String replace(String text, int length, List<Range> found) {
        found.sort(Comparator.comparingInt(Range::start).thenComparing(Range::end, Comparator.reverseOrder()));
        StringBuilder concealed = new StringBuilder();
        int done = 0;
        for (Range range : found) {
            if (range.start() >= done && range.start() < length) {
                concealed.append(text.substring(done, range.start())).append("***");
            }
            done = Math.max(done, range.end());
        }
        return done < length ? concealed.append(text.substring(done, length)).toString() : concealed.toString();
    }
}
