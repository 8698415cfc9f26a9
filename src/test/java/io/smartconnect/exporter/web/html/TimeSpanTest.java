package io.smartconnect.exporter.web.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeSpanTest {

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
    void ago_isInTheLargestFittingUnit(Duration age, String words) {
        assertThat(TimeSpan.ago(age)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"PT0.9S, 0 s", "PT-1H, 0 s", "PT119S, 119 s", "PT2M, 2 min", "PT2H, 2 h", "P2D, 2 d"})
    void words_areTheSame_withoutAgo(Duration span, String words) {
        assertThat(TimeSpan.words(span)).isEqualTo(words);
    }
}
