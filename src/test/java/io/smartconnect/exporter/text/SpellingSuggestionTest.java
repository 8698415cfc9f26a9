package io.smartconnect.exporter.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingSuggestionTest {

    private static final List<String> KEYS = List.of("health", "lag", "log", "poll", "targets");

    @ParameterizedTest
    @CsvSource({
        "lgo, log",
        "lga, lag",
        "healht, health",
        "heatlh, health",
        "ploll, poll",
        "tragest, targets",
        "target, targets",
        "POLL, poll",
        "p-o-l-l, poll",
    })
    void word_isFound_despiteFewMistakes(String word, String meant) {
        assertThat(SpellingSuggestion.nearest(word, KEYS)).contains(meant);
    }

    /** A transposition costs one mistake, two substitutions cost two. */
    @Test
    void transposition_isNearerThanTwoSubstitutions() {
        assertThat(SpellingSuggestion.nearest("abdc", List.of("abxx", "abcd"))).contains("abcd");
        assertThat(SpellingSuggestion.nearest("ca", List.of("ac"))).contains("ac");
    }

    @ParameterizedTest
    @CsvSource({"lgxyz", "metrics", "loggings"})
    void word_isNotFound_withManyMistakes(String word) {
        assertThat(SpellingSuggestion.nearest(word, KEYS)).isEmpty();
    }

    @Test
    void candidates_areTakenInTheirOrder_ifEquallyNear() {
        assertThat(SpellingSuggestion.nearest("lxg", KEYS)).contains("lag");
        assertThat(SpellingSuggestion.nearest("word", List.of())).isEmpty();
    }

    /** Three transpositions in nine letters are as many mistakes as a third of the letters. */
    @Test
    void longWord_mayHaveAMistakeInThreeLetters() {
        assertThat(SpellingSuggestion.nearest("bacdfeghi", List.of("abcdefghi")))
                .contains("abcdefghi");
        assertThat(SpellingSuggestion.nearest("bacdfehgi", List.of("abcdefghi")))
                .contains("abcdefghi");
        assertThat(SpellingSuggestion.nearest("badcfehgi", List.of("abcdefghi")))
                .isEmpty();
    }

    @Property
    void anyTransposition_isForgiven(
            @ForAll @AlphaChars @StringLength(min = 2, max = 30) String word, @ForAll @IntRange(max = 28) int place) {
        int at = Math.min(place, word.length() - 2);
        String mistyped = word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);

        assertThat(SpellingSuggestion.nearest(mistyped, List.of(word, word + "xy")))
                .isEqualTo(Optional.of(word));
    }

    @Test
    void endlessWord_isNoMisspelling() {
        assertThat(SpellingSuggestion.nearest("a".repeat(65), List.of("a".repeat(64))))
                .isEmpty();
        assertThat(SpellingSuggestion.nearest("a".repeat(64), List.of("a".repeat(65))))
                .isPresent();
    }

    @Test
    void sameWords_differInCaseDashesAndUnderscoresOnly() {
        assertThat(SpellingSuggestion.same("poll_interval", "Poll-Interval")).isTrue();
        assertThat(SpellingSuggestion.same("poll_interval", "poll.interval")).isFalse();
    }
}
