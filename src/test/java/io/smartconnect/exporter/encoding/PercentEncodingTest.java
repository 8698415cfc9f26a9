package io.smartconnect.exporter.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PercentEncodingTest {

    @Example
    void unreservedCharacters_stay() {
        assertThat(PercentEncoding.encode("Az09-._~")).isEqualTo("Az09-._~");
        assertThat(PercentEncoding.isUnreserved("Az09-._~")).isTrue();
    }

    @Example
    void everythingElse_isEscaped() {
        assertThat(PercentEncoding.encode("a/b?c#d%e f+é*")).isEqualTo("a%2Fb%3Fc%23d%25e%20f%2B%C3%A9%2A");
    }

    @Property
    void anyText_isTheSameDecoded(@ForAll String text) {
        String inUtf8 = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String encoded = PercentEncoding.encode(text);

        assertThat(encoded).matches("([A-Za-z0-9._~-]|%[0-9A-F]{2})*");
        assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(inUtf8);
    }

    @Property
    void onlyTextWithoutEscapes_isUnreserved(@ForAll String text) {
        assertThat(PercentEncoding.isUnreserved(text))
                .isEqualTo(!PercentEncoding.encode(text).contains("%"));
    }
}
