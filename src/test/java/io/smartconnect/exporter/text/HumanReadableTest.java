package io.smartconnect.exporter.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanReadableTest {

    @ParameterizedTest
    @CsvSource({
        "-3600, 0s",
        "-0.5, 0s",
        "0, 0s",
        "0.0004, 0s",
        "0.29, 290ms",
        "0.999, 999ms",
        "1.5, 1s",
        "45.9, 45s",
        "60, 1m 0s",
        "612, 10m 12s",
        "3600, 1h 0m",
        "11159, 3h 5m",
        "187200, 2d 4h",
        "34560000, 400d 0h",
    })
    void duration_isInTheTwoLargestUnits(double seconds, String text) {
        assertThat(HumanReadable.duration(seconds)).isEqualTo(text);
        assertThat(HumanReadable.duration(Duration.ofNanos(Math.round(seconds * 1e9))))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT-1H, just now",
        "PT0.999S, just now",
        "PT1S, 1s ago",
        "PT119S, 1m 59s ago",
        "PT47H59M, 1d 23h ago",
    })
    void ago_isADuration_fromOneSecondOn(Duration age, String text) {
        assertThat(HumanReadable.ago(age)).isEqualTo(text);
    }

    @Property
    void number_isGroupedByThousands(@ForAll long value) {
        assertThat(HumanReadable.number(value)).isEqualTo(String.format(Locale.ROOT, "%,d", value));
    }

    @Property
    void number_isGroupedByThousands_whateverItsSize(@ForAll BigInteger value) {
        assertThat(HumanReadable.number(value)).isEqualTo(String.format(Locale.ROOT, "%,d", value));
    }

    @Test
    void count_hasItsNounInTheRightNumber() {
        assertThat(HumanReadable.count(0, "task")).isEqualTo("0 tasks");
        assertThat(HumanReadable.count(1, "message")).isEqualTo("1 message");
        assertThat(HumanReadable.count(1_234, "message")).isEqualTo("1,234 messages");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0/s",
        "0.033, <0.1/s",
        "0.25, 0.3/s",
        "2, 2/s",
        "9.94, 9.9/s",
        "9.96, 10/s",
        "10.4, 10/s",
        "'12345.6', '12,346/s'"
    })
    void rate_hasADecimal_onlyBelowTen(double rate, String text) {
        assertThat(HumanReadable.rate(rate)).isEqualTo(text);
    }
}
