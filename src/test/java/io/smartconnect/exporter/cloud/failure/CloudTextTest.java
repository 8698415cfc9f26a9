package io.smartconnect.exporter.cloud.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudTextTest {
    @Test
    void line_hasNoBreaks_andSingleBlanks() {
        assertThat(CloudText.oneLine(" a\r\n\tb\u0000\u0085c\u2028d\u202Ee\uD800f\u00A0g ", 100))
                .isEqualTo("a b c d e f g");
    }

    @Test
    void line_keepsTextOfAnyLanguage() {
        assertThat(CloudText.oneLine("实例不存在 é 😀 \"quoted\"", 100)).isEqualTo("实例不存在 é 😀 \"quoted\"");
    }

    @Test
    void line_isCut_withoutSplittingACharacter() {
        assertThat(CloudText.oneLine("abcdef", 6)).isEqualTo("abcdef");
        assertThat(CloudText.oneLine("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(CloudText.oneLine("abcd😀fg", 6)).isEqualTo("abcd…");
    }

    @ParameterizedTest
    @CsvSource({
        "a secret-b c, a *** c",
        "secret, ***",
        "secretsecret, ******",
        "abc, abc",
        "nothing, nothing",
    })
    void secrets_areConcealed_theLongestFirst(String text, String concealed) {
        assertThat(CloudText.conceal(text, Stream.of("secret", "secret-b", "abc", "")))
                .isEqualTo(concealed);
    }

    @Test
    void secrets_areConcealed_asJsonSpellsThem() {
        String secret = "a\"b\\c";
        String once = new JsonObject().put("password", secret).encode();
        String twice = new JsonObject().put("said", once).encode();

        assertThat(CloudText.conceal(secret + " " + once + " " + twice, Stream.of(secret)))
                .isEqualTo("*** {\"password\":\"***\"} {\"said\":\"{\\\"password\\\":\\\"***\\\"}\"}");
    }
}
