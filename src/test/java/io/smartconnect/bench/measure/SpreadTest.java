package io.smartconnect.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void median_isTheMiddle_ofAnOddNumber() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(1, 2, 9));
    }

    @Test
    void median_liesBetween_ofAnEvenNumber() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(new Spread(1, 3, 9));
    }

    @Test
    void text_hasTheMedianFirst() {
        assertThat(new Spread(0.5, 12.34, 1_234)).hasToString("12.3 (0.500 to 1,234)");
    }

    @Test
    void text_isTheValue_ofAllThatAreTheSame() {
        assertThat(Spread.of(List.of(12.34))).hasToString("12.3");
    }
}
