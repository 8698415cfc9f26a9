package io.smartconnect.exporter.cloud.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRedactorTest {
    @ParameterizedTest
    @CsvSource({
        "a secret-b c, a *** c",
        "secret, ***",
        "secretsecret, ******",
        "abc, abc",
        "nothing, nothing",
    })
    void secrets_areConcealed_theLongestFirst(String text, String concealed) {
        assertThat(SecretRedactor.conceal(text, Stream.of("secret", "secret-b", "abc", "")))
                .isEqualTo(concealed);
    }

    @Test
    void secrets_areConcealed_asJsonSpellsThem() {
        String secret = "a\"b\\c";
        String once = new JsonObject().put("password", secret).encode();
        String twice = new JsonObject().put("said", once).encode();

        assertThat(SecretRedactor.conceal(secret + " " + once + " " + twice, Stream.of(secret)))
                .isEqualTo("*** {\"password\":\"***\"} {\"said\":\"{\\\"password\\\":\\\"***\\\"}\"}");
    }

    private static final String SECRET = "p<b>&\"'%41+/=\\ü\r\n wörd";

    private static String percent(String text, boolean upper) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(UTF_8)) {
            encoded.append(String.format(upper ? "%%%02X" : "%%%02x", octet & 0xFF));
        }
        return encoded.toString();
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String json(String text) {
        String quoted = new JsonObject().put("a", text).encode();
        return quoted.substring(6, quoted.length() - 2);
    }

    private static String units(String text, String format) {
        return text.chars().mapToObj(format::formatted).collect(Collectors.joining());
    }

    static Stream<String> echoes() {
        return Stream.of(
                SECRET,
                json(SECRET),
                json(json(SECRET)),
                json(SECRET).replace("/", "\\/"),
                units(SECRET, "\\u%04x"),
                units(SECRET, "\\u%04X"),
                html(SECRET),
                units(SECRET, "&#%d;"),
                units(SECRET, "&#x%x;"),
                units(SECRET, "&#X%X;"),
                html(json(SECRET)),
                json(html(SECRET)),
                percent(SECRET, true),
                percent(SECRET, false),
                percent(percent(SECRET, true), false),
                URLEncoder.encode(SECRET, UTF_8),
                html(URLEncoder.encode(SECRET, UTF_8)),
                SECRET.replace("\r\n", "\n"),
                SECRET.replace("\r\n ", "  "));
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void secrets_areConcealed_howeverTheyAreEscaped(String echo) {
        String text = "begin " + echo + " end; again: [" + echo + "]";

        assertThat(SecretRedactor.conceal(text, Stream.of(SECRET))).isEqualTo("begin *** end; again: [***]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us:", "user:", "a longer user:"})
    void secrets_areConcealed_inBase64_whateverPrecedesThem(String before) {
        byte[] octets = (before + SECRET + "!").getBytes(UTF_8);
        for (Base64.Encoder encoder :
                List.of(Base64.getEncoder(), Base64.getUrlEncoder().withoutPadding())) {
            String concealed =
                    SecretRedactor.conceal("Basic " + json(encoder.encodeToString(octets)), Stream.of(SECRET));
            assertThat(concealed).matches("Basic [A-Za-z0-9+/=_-]{0,24}\\*\\*\\*[A-Za-z0-9+/=_-]{0,6}");
        }
    }

    @Test
    void secretAfterAnEscape_isConcealed() {
        for (String before : List.of("\\", "%", "&", "\\u00", "%4", "&amp;\\")) {
            assertThat(SecretRedactor.conceal(before + "name-1f00", Stream.of("name-1f00")))
                    .isEqualTo(before + "***");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Access=AK, SignedHeaders=host, Signature=%s",
                "Access%%3DAK%%2C%%20Signature%%3d%s",
                "{\"signature\": \"%s\"}",
                "{\\\"Signature\\\":\\\"%s\\\"}",
                "X-Signature: %s",
                "Signature&#61;%s",
            })
    void signatures_areConcealed(String format) {
        String signature = "0a1b2c3d".repeat(8);
        assertThat(SecretRedactor.conceal(format.formatted(signature), Stream.empty()))
                .isEqualTo(format.formatted("***"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify aksk signature fail: signature mismatch",
                "100 % of a+b, &amp; \\n &c; %zz \\u12 \\",
                "the task task-1 has no topic",
            })
    void otherText_staysAsItIs(String text) {
        assertThat(SecretRedactor.conceal(text, Stream.of("secret"))).isEqualTo(text);
    }

    /** A search that takes quadratic time would not end. */
    @Test
    @Timeout(20)
    void concealing_isLinear_andBounded() {
        String secret = "a".repeat(20_000) + "b";
        for (String text : List.of("a", "%61", "&#97;", "\\u0061", "&", "\\", "%", "signature", "signature=")) {
            String long1 = text.repeat((16 << 20) / text.length());
            assertThat(SecretRedactor.conceal(long1, Stream.of(secret)))
                    .hasSizeLessThanOrEqualTo(SecretRedactor.LONGEST);
        }
    }

    @Test
    void secretAtTheEndOfALongText_isConcealed_beforeItIsCut() {
        String text = "x".repeat(SecretRedactor.LONGEST - 3) + "secret-token" + "y".repeat(99);

        assertThat(SecretRedactor.conceal(text, Stream.of("secret-token")))
                .hasSize(SecretRedactor.LONGEST)
                .endsWith("x***");
    }
}
