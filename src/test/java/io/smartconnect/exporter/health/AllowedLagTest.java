package io.smartconnect.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedLagTest {

    @ParameterizedTest
    @CsvSource({
        "nightly-*, nightly-, true",
        "nightly-*, nightly-orders, true",
        "nightly-*, nightly, false",
        "nightly-*, my-nightly-orders, false",
        "*-orders, nightly-orders, true",
        "*-orders, nightly-orders-2, false",
        "*night*, my nightly, true",
        "a*a, a, false",
        "a*a, aa, true",
        "a*b*a, aba, true",
        "a*b*a, abab, false",
        "a*bc*bc, abc, false",
        "**, anything, true",
        "a.c, abc, false",
        "a.c, a.c, true",
        "[a]+, aa, false",
        "orders, Orders, false",
    })
    void pattern_fits_whereOnlyTheAsteriskIsSpecial(String pattern, String name, boolean fits) {
        assertThat(new AllowedLag("*", pattern, 5).covers("prod", name)).isEqualTo(fits);
        assertThat(new AllowedLag(pattern, "*", 5).covers(name, "task")).isEqualTo(fits);
    }

    @Property
    void pattern_fits_whateverStandsForItsAsterisks(
            @ForAll @Chars({'a', 'b', '*', '\n'}) @StringLength(max = 8) String pattern,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 4) String filling) {
        assertThat(new AllowedLag(pattern, "*", 5).covers(pattern.replace("*", filling), ""))
                .isTrue();
    }

    @Test
    void allowedLag_isThatOfTheFirstThatFits() {
        HealthSettings settings = new HealthSettings(
                10,
                List.of(
                        new AllowedLag("prod", "nightly-*", 1_000),
                        new AllowedLag("*", "nightly-*", 50),
                        new AllowedLag("prod", "*", 7)));

        assertThat(settings.allowedLag("prod", "nightly-orders")).isEqualTo(1_000);
        assertThat(settings.allowedLag("lab", "nightly-orders")).isEqualTo(50);
        assertThat(settings.allowedLag("prod", "orders")).isEqualTo(7);
    }

    @Test
    void allowedLag_isNone_whenNothingFits() {
        assertThat(HealthSettings.DEFAULT.allowedLag("prod", "orders")).isZero();
    }
}
