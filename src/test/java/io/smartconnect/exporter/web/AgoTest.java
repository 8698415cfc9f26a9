package io.smartconnect.exporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgoTest {

    @ParameterizedTest
    @CsvSource({
        "PT0.999S, just now",
        "PT-1H, just now",
        "PT1S, 1 s ago",
        "PT119S, 119 s ago",
        "PT2M, 2 min ago",
        "PT119M59S, 119 min ago",
        "PT2H, 2 h ago",
        "PT47H59M, 47 h ago",
        "P2D, 2 d ago",
        "P400D, 400 d ago",
    })
    void age_isInTheLargestFittingUnit(Duration age, String words) {
        assertThat(Ago.words(age)).isEqualTo(words);
    }
}
