package io.smartconnect.exporter.health.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthHysteresisTest {

    private final HealthHysteresis hysteresis = new HealthHysteresis();

    private Health say(Health found) {
        return hysteresis.damp(new HealthJudgement(found, "because")).health();
    }

    @ParameterizedTest
    @CsvSource({
        "ok ok, ok ok",
        "ok stalled, ok stalled",
        "stalled ok, stalled stalled",
        "stalled ok ok, stalled stalled ok",
        "stalled ok ok ok, stalled stalled ok ok",
        "stalled ok stalled ok ok, stalled stalled stalled stalled ok",
        "stalled ok warn ok ok, stalled stalled warn warn ok",
        "warn stalled failed rewound, warn stalled failed rewound",
        "stalled unknown ok ok, stalled unknown stalled ok",
        "stalled ok unknown ok, stalled stalled unknown stalled",
        "stalled ok unknown ok ok, stalled stalled unknown stalled ok",
        "unknown ok, unknown ok",
    })
    void badState_isLeftAfterTwoGoodJudgements(String found, String said) {
        String answers = Arrays.stream(found.split(" ", -1))
                .map(word -> say(Health.valueOf(word.toUpperCase(Locale.ROOT))).label())
                .collect(Collectors.joining(" "));

        assertThat(answers).isEqualTo(said);
    }

    @Test
    void reason_tellsThatOneMorePollIsAwaited() {
        hysteresis.damp(new HealthJudgement(Health.STALLED, "nothing moves"));

        assertThat(hysteresis.damp(new HealthJudgement(Health.OK, "moves")).reason())
                .isEqualTo("the last poll was good, one more must follow: moves");
    }
}
