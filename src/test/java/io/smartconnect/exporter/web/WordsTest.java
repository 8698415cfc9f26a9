package io.smartconnect.exporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.Age;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({"0, 0/s", "0.25, 0.3/s", "2, 2/s", "9.94, 9.9/s", "9.96, 10/s", "10.4, 10/s", "'12345.6', '12,346/s'"})
    void rate_hasADigitAfterThePoint_onlyWhereItCounts(double rate, String words) {
        assertThat(Words.rate(OptionalDouble.of(rate))).isEqualTo(words);
    }

    @Test
    void age_isAtLeastThat_whenItIsALowerBound() {
        assertThat(Words.age(Optional.of(new Age(734.2, true)))).isEqualTo("at least 12 min");
        assertThat(Words.age(Optional.of(new Age(7, false)))).isEqualTo("7 s");
        assertThat(Words.age(Optional.empty())).isEqualTo("unknown");
    }

    @Test
    void count_hasItsNounInTheRightNumber() {
        assertThat(Words.count(1, "task")).isEqualTo("1 task");
        assertThat(Words.count(1_000, "task")).isEqualTo("1,000 tasks");
    }
}
