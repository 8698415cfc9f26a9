package io.smartconnect.exporter.cloud.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudTextTest {
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
