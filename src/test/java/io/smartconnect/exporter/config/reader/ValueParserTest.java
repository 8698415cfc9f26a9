package io.smartconnect.exporter.config.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueParserTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "1., 1", ".5, 0.5", "+1, 1", "1e3, 1000", "2.5E-1, 0.25", "007, 7"})
    void decimalNumber_isRead_inEachForm(String text, double number) {
        assertThat(ValueParser.positive(10_000).read(text)).contains(number);
    }

    @ParameterizedTest
    @CsvSource({"-1", "1.2.3", ".", "e3", "1e", "Infinity", "1f", "0x1p3", "''"})
    void otherText_isRefused(String text) {
        assertThat(ValueParser.positive(10_000).read(text)).isEmpty();
    }
}
