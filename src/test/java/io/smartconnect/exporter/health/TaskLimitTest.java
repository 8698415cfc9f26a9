package io.smartconnect.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskLimitTest {

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
        assertThat(new TaskLimit("*", pattern, 5).covers("prod", name)).isEqualTo(fits);
        assertThat(new TaskLimit(pattern, "*", 5).covers(name, "task")).isEqualTo(fits);
    }

    @Property
    void pattern_fits_whateverStandsForItsAsterisks(
            @ForAll @Chars({'a', 'b', '*', '\n'}) @StringLength(max = 8) String pattern,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 4) String filling) {
        assertThat(new TaskLimit(pattern, "*", 5).covers(pattern.replace("*", filling), ""))
                .isTrue();
    }

    @Test
    void allowedLag_isThatOfTheFirstThatFits() {
        HealthSettings settings = new HealthSettings(
                10,
                List.of(
                        new TaskLimit("prod", "nightly-*", 1_000),
                        new TaskLimit("*", "nightly-*", 50),
                        new TaskLimit("prod", "*", 7)));

        assertThat(settings.allowedLag("prod", "nightly-orders")).isEqualTo(1_000);
        assertThat(settings.allowedLag("lab", "nightly-orders")).isEqualTo(50);
        assertThat(settings.allowedLag("prod", "orders")).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"prod, orders-eu, 60", "lab, orders-eu, 7200", "prod, invoices, 3600"})
    void lagObjective_isThatOfTheFirstThatFits_evenBelowTwoDeliverIntervals(String target, String task, long seconds) {
        HealthSettings settings = new HealthSettings(
                10,
                0.999,
                List.of(),
                List.of(
                        new TaskLimit("prod", "orders-*", 60),
                        new TaskLimit("*", "orders-*", 7_200),
                        new TaskLimit("*", "*", 3_600)));

        assertThat(settings.lagObjectiveSeconds(target, task, OptionalLong.of(3_600)))
                .isEqualTo(seconds);
    }

    @Test
    void lagObjective_isThirtyMinutesOrTwoDeliverIntervals_whenNothingFits() {
        assertThat(defaultObjective(OptionalLong.empty())).isEqualTo(1_800);
        assertThat(defaultObjective(OptionalLong.of(900))).isEqualTo(1_800);
        assertThat(defaultObjective(OptionalLong.of(901))).isEqualTo(1_802);
        assertThat(defaultObjective(OptionalLong.of(Long.MAX_VALUE)))
                .as("without an overflow")
                .isEqualTo(Long.MAX_VALUE - 1);
    }

    private static long defaultObjective(OptionalLong deliverInterval) {
        return HealthSettings.DEFAULT.lagObjectiveSeconds("prod", "orders", deliverInterval);
    }

    @Test
    void allowedLag_isNone_whenNothingFits() {
        assertThat(HealthSettings.DEFAULT.allowedLag("prod", "orders")).isZero();
    }
}
