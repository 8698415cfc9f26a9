package io.smartconnect.bench.accuracy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.progress.Health;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmark of accuracy over a few simulated hours, and its document. */
class AccuracyTest {

    private static final Path DOCUMENT = Path.of("docs/accuracy.md");

    @Test
    void fewHours_meetAllTargets() {
        List<CaseResult> results =
                Accuracy.run(Duration.ofHours(6), new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));

        assertThat(Targets.missed(results)).isEmpty();
        assertThat(results)
                .allSatisfy(result -> assertThat(result.polls(Health.OK)).isPositive())
                .filteredOn(result -> result.observed().stalls() != Stalls.NONE)
                .allSatisfy(result -> assertThat(result.detections().stalls()).isPositive());
    }

    @Test
    void fewHoursOfTheYear_meetAllTargets() {
        assertThat(Targets.missedInYear(HealthyYear.run(1, Duration.ofHours(5), soFar -> {})))
                .isEmpty();
    }

    @Test
    void document_tellsHowToRepeatTheResults() {
        assertThat(DOCUMENT).content().contains("bench/run accuracy").contains("bench/run judgement");
    }

    @Test
    void document_namesEachTrialAndScenario() {
        assertThat(Trials.names())
                .allSatisfy(name -> assertThat(DOCUMENT).content().contains("| " + name + " |"));
    }
}
