package io.smartconnect.command.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTextTest {

    private static final String HOSTILE = "a\u001b[2Jb\u009bc\u202ed\u2028e\nf\ud800g\u0000😀東";

    @Test
    void controlCharacters_areSpelledOut_andLettersStay() {
        assertThat(SafeText.of(HOSTILE)).isEqualTo("a\\u001b[2Jb\\u009bc\\u202ed\\u2028e\\u000af\\ud800g\\u0000😀東");
    }

    @Test
    void json_isTheSame_andSafe() {
        JsonObject document = new JsonObject().put("name", HOSTILE.replace("\ud800", ""));

        String safe = SafeText.json(document.encodePrettily());

        assertThat(new JsonObject(safe)).isEqualTo(document);
        assertThat(safe.replace("\n", "")).doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}]");
    }

    @ParameterizedTest
    @CsvSource({"abc, 3", "東京, 4", "e\u0301, 1", "😀, 2", "'', 0"})
    void width_isThatOfATerminal(String text, int columns) {
        assertThat(SafeText.width(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({"abcdef, 6, abcdef", "abcdef, 5, abcd…", "東京都, 5, 東京…", "東京都, 4, 東…", "abc, 1, …", "abc, 0, ''"})
    void textThatIsTooLong_isCut(String text, int columns, String cut) {
        assertThat(SafeText.fit(text, columns)).isEqualTo(cut);
        assertThat(SafeText.width(SafeText.fit(text, columns))).isLessThanOrEqualTo(columns);
    }
}
