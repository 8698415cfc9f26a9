package io.smartconnect.exporter.web.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.progress.LagTime;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTextTest {

    @ParameterizedTest
    @CsvSource({"0, 0/s", "0.25, 0.3/s", "2, 2/s", "9.94, 9.9/s", "9.96, 10/s", "10.4, 10/s", "'12345.6', '12,346/s'"})
    void rate_hasADigitAfterThePoint_onlyWhereItCounts(double rate, String words) {
        assertThat(PageText.rate(OptionalDouble.of(rate))).isEqualTo(words);
    }

    @Test
    void age_isAtLeastThat_whenItIsALowerBound() {
        assertThat(PageText.age(Optional.of(new LagTime(734.2, true)))).isEqualTo("at least 12 min");
        assertThat(PageText.age(Optional.of(new LagTime(7, false)))).isEqualTo("7 s");
        assertThat(PageText.age(Optional.empty())).isEqualTo("unknown");
    }

    @Test
    void count_hasItsNounInTheRightNumber() {
        assertThat(PageText.count(1, "task")).isEqualTo("1 task");
        assertThat(PageText.count(1_000, "task")).isEqualTo("1,000 tasks");
    }
}
