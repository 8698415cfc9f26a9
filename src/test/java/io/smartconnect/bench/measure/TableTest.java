package io.smartconnect.bench.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

    @Test
    void table_isMarkdown() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Table table = Table.of(new PrintStream(bytes, true, UTF_8), "Start", "", "ms");
        table.row("launcher", new Spread(1, 2, 3));
        table.row(10_000, 1.5);

        assertThat(bytes.toString(UTF_8)).isEqualToNormalizingNewlines("""

                        #### Start

                        |  | ms |
                        | --- | --- |
                        | launcher | 2.00 (1.00 to 3.00) |
                        | 10,000 | 1.50 |
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0.1234;0.123", "1.234;1.23", "12.34;12.3", "123.4;123", "1234567;1,234,567", "-12.34;-12.3"})
    void figure_hasThreeDigits_orAllOfAWholeNumber(double number, String figure) {
        assertThat(Table.figure(number)).isEqualTo(figure);
    }
}
