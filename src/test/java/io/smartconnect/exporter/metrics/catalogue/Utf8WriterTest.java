package io.smartconnect.exporter.metrics.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares written numbers and labels with those of the JDK. */
class Utf8WriterTest {

    @Property
    void wholeNumber_isItsDigits(@ForAll long number) {
        assertThat(new Utf8Writer(0).append(number).toString()).isEqualTo(Long.toString(number));
    }

    @Property
    void number_isReadBackAsItWas(@ForAll double number) {
        assertThat(Double.parseDouble(new Utf8Writer(0).append(number).toString()))
                .isEqualTo(number);
    }

    @Property
    void milliseconds_areDecimalsWithoutExponent(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000_000L) long millis) {
        BigDecimal seconds = BigDecimal.valueOf(millis, 3).stripTrailingZeros();

        assertThat(new Utf8Writer(0).append(seconds.doubleValue()).toString()).isEqualTo(seconds.toPlainString());
    }

    @ParameterizedTest
    @CsvSource({
        "0.001, 0.001",
        "83.302, 83.302",
        "12.5, 12.5",
        "-3, -3",
        "-0.5, -0.5",
        "9007199254740991, 9007199254740991",
        "9007199254740992, 9.007199254740992E15",
        "Infinity, +Inf",
        "-Infinity, -Inf",
        "NaN, NaN"
    })
    void number_isAsShortAsCanBe(double number, String expected) {
        assertThat(new Utf8Writer(0).append(number).toString()).isEqualTo(expected);
    }

    @Example
    void label_isEscaped_whateverItsValueIs() {
        Utf8Writer text = new Utf8Writer(0)
                .appendLabel("a", "x\\y\"z\n")
                .appendLabel("b", "é\"\uD83D\uDE00\\")
                .appendLabel("c", "");

        assertThat(text.toString()).isEqualTo("a=\"x\\\\y\\\"z\\n\",b=\"é\\\"\uD83D\uDE00\\\\\",c=\"\",");
    }
}
