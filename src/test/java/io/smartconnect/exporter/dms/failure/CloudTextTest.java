package io.smartconnect.exporter.dms.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
