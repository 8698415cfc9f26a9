package io.smartconnect.exporter.web.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PageWordsTest {

    private static final PageWords ENGLISH = PageLanguage.ENGLISH.words();
    private static final PageWords CHINESE = PageLanguage.CHINESE.words();
    private static final Pattern ARGUMENT = Pattern.compile("\\{[0-9]}");

    static Stream<String> translated() {
        return CHINESE.translated().stream();
    }

    @ParameterizedTest
    @MethodSource("translated")
    void translation_hasTheArgumentsOfTheEnglishText(String english) {
        assertThat(arguments(CHINESE.text(english)))
                .containsExactlyInAnyOrderElementsOf(arguments(english).toList());
    }

    @Test
    void arguments_areInsertedAsTheyAre() {
        assertThat(ENGLISH.text("{0} of {1}", "{1}", "$0\\")).isEqualTo("{1} of $0\\");
        assertThat(CHINESE.text("no translation, {0}", 1)).isEqualTo("no translation, 1");
    }

    @Test
    void numbers_areCountedAndShared() {
        assertThat(ENGLISH.count(1, "task")).isEqualTo("1 task");
        assertThat(CHINESE.count(1_234, "message")).isEqualTo("1,234 条");
        assertThat(ENGLISH.share(2, 36)).isEqualTo("2 of 36");
        assertThat(ENGLISH.share(36, 36)).isEqualTo("36");
        assertThat(CHINESE.ago(Duration.ofSeconds(72))).isEqualTo("1m 12s 前");
        assertThat(ENGLISH.ago(Duration.ofMillis(999))).isEqualTo("just now");
    }

    private static Stream<String> arguments(String text) {
        return ARGUMENT.matcher(text).results().map(MatchResult::group);
    }
}
