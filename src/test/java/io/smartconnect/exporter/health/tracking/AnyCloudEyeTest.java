package io.smartconnect.exporter.health.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.health.eye.CloudEyeSample;
import io.smartconnect.exporter.snapshot.task.CloudEyeReading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever Cloud Eye reports, and in whichever order. */
class AnyCloudEyeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @Provide
    Arbitrary<List<List<CloudEyeSample>>> answers() {
        Arbitrary<Instant> times = Arbitraries.frequencyOf(
                        Tuple.of(9, Arbitraries.integers().between(-900, 60)),
                        Tuple.of(1, Arbitraries.integers().between(-10_000_000, 10_000_000)))
                .map(NOW::plusSeconds);
        return Combinators.combine(
                        times,
                        values(),
                        values(),
                        values(),
                        Arbitraries.of(true, false).optional(0.9))
                .as(CloudEyeSample::new)
                .list()
                .ofMaxSize(12)
                .list()
                .ofMaxSize(20);
    }

    private static Arbitrary<OptionalDouble> values() {
        return Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.just(0.0)),
                        Tuple.of(5, Arbitraries.doubles().between(0, 100)),
                        Tuple.of(1, Arbitraries.doubles().between(0, Double.MAX_VALUE)))
                .optional(0.9)
                .map(value -> value.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }

    @Property(tries = 300)
    void reading_isAlwaysWhole(@ForAll("answers") List<List<CloudEyeSample>> answers) {
        CloudEyeTracker tracker = new CloudEyeTracker(10);
        for (List<CloudEyeSample> answer : answers) {
            tracker.observe(answer, 5);

            tracker.lastJudgement()
                    .ifPresent(
                            judged -> assertThat(judged.reason()).isNotBlank().doesNotContain("\n"));
            Optional<CloudEyeReading> reading = tracker.reading(NOW);
            reading.flatMap(CloudEyeReading::lagTime)
                    .ifPresent(
                            lagTime -> assertThat(lagTime.seconds()).isFinite().isNotNegative());
        }
    }
}
