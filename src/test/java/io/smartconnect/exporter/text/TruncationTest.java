package io.smartconnect.exporter.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruncationTest {

    @ParameterizedTest
    @CsvSource({
        "abcdef, 6, abcdef",
        "abcdefg, 6, abcde…",
        "abcd😀fg, 6, abcd…",
        "abc😀fgh, 6, abc😀…",
        "ab, 1, …",
        "ab, 0, …"
    })
    void text_isCut_withoutSplittingACharacter(String text, int longest, String cut) {
        assertThat(Truncation.cut(text, longest)).isEqualTo(cut);
    }

    @Property
    void text_isAtMostAsLongAsItsLimit(@ForAll String text, @ForAll @IntRange(min = 1, max = 20) int longest) {
        String cut = Truncation.cut(text, longest);

        assertThat(cut).hasSizeLessThanOrEqualTo(longest);
        if (text.length() > longest) {
            assertThat(cut).endsWith(Truncation.ELLIPSIS);
            assertThat(text).startsWith(cut.substring(0, cut.length() - 1));
        } else {
            assertThat(cut).isEqualTo(text);
        }
    }

    @Test
    void line_hasNoBreaks_andSingleBlanks() {
        assertThat(Truncation.oneLine(" a\r\n\tb\u0000\u0085c\u2028d\u202Ee\uD800f\u00A0g ", 100))
                .isEqualTo("a b c d e f g");
    }

    @Test
    void line_keepsTextOfAnyLanguage() {
        assertThat(Truncation.oneLine("实例不存在 é 😀 \"quoted\"", 100)).isEqualTo("实例不存在 é 😀 \"quoted\"");
    }

    @Test
    void line_isCut_afterItsBlanksHaveShrunk() {
        assertThat(Truncation.oneLine("a   b   c", 5)).isEqualTo("a b c");
        assertThat(Truncation.oneLine("a   b   c", 4)).isEqualTo("a b…");
    }

    @Property
    void name_isOneShortLine(@ForAll String text) {
        assertThat(Truncation.name(text)).hasSizeLessThanOrEqualTo(250).doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}]");
    }

    @Test
    void name_isNotCutWithinACharacter() {
        assertThat(Truncation.name("a".repeat(248) + "😀".repeat(9))).isEqualTo("a".repeat(248) + "…");
    }
}
