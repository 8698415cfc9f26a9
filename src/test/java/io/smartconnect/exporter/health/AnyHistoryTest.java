package io.smartconnect.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.progress.JudgedPartition;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.OffsetCounters;
import io.smartconnect.exporter.snapshot.task.RetentionRisk;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Assertions;

/** Whatever the cloud says, and in whichever order. */
class AnyHistoryTest {

    private record Step(
            int pauseMillis,
            Optional<String> status,
            OptionalLong deliverSeconds,
            Optional<List<Partition>> partitions,
            Map<Long, Long> starts) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> pauses = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.integers().between(50_000, 70_000)),
                Tuple.of(1, Arbitraries.integers().between(-100_000, 5_000_000)));
        return Combinators.combine(
                        pauses,
                        statuses(),
                        numbers(),
                        partitions()
                                .list()
                                .ofMaxSize(3)
                                .uniqueElements(Partition::id)
                                .optional(0.95),
                        Arbitraries.maps(
                                        Arbitraries.longs().between(0, 2),
                                        Arbitraries.longs().between(0, 30))
                                .ofMaxSize(3))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    private static Arbitrary<Optional<String>> statuses() {
        return Arbitraries.frequency(
                        Tuple.of(40, "RUNNING"), Tuple.of(1, "PAUSED"), Tuple.of(1, "RESTARTING"), Tuple.of(1, "a\nb"))
                .optional(0.97);
    }

    /** Small ones that meet, and the largest. */
    private static Arbitrary<OptionalLong> numbers() {
        return Arbitraries.frequencyOf(
                        Tuple.of(9, Arbitraries.longs().between(0, 30)), Tuple.of(1, Arbitraries.longs()))
                .optional(0.95)
                .map(number -> number.map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    private static Arbitrary<Partition> partitions() {
        return Combinators.combine(Arbitraries.longs().between(0, 2), statuses(), numbers(), numbers(), numbers())
                .as(Partition::new);
    }

    @Property
    void progress_isAlwaysWhole(@ForAll("steps") List<Step> steps) {
        Polled polled = new Polled(5);
        OffsetCounters before = new OffsetCounters(0, 0, 0);
        long expired = 0;
        for (Step step : steps) {
            polled.now = polled.now.plusMillis(step.pauseMillis);
            polled.status = step.status;
            polled.deliverSeconds = step.deliverSeconds;
            polled.retention.learnStarts("a\nb", step.starts, polled.now.toEpochMilli());
            var topics = step.partitions.map(partitions -> List.of(new Topic("a\nb", partitions)));
            polled.watch.listed(polled.task(Optional.empty()), polled.now);
            polled.last = Assertions.assertDoesNotThrow(
                    () -> polled.watch.observed(polled.task(topics), polled.histories, polled.retention, polled.now));

            TaskProgress progress = polled.progress();
            assertThat(progress.judgement().reason()).isNotBlank().doesNotContain("\n");
            isFinite(progress.rates());
            OffsetCounters now = progress.offsetCounters().orElse(before);
            assertThat(now.transferredMessages()).isGreaterThanOrEqualTo(before.transferredMessages());
            assertThat(now.producedMessages()).isGreaterThanOrEqualTo(before.producedMessages());
            expired = isSound(progress.retention(), expired);
            assertThat(now.rewinds()).isBetween(before.rewinds(), before.rewinds() + 1);
            before = now;
            polled.last.topics().stream()
                    .flatMap(List::stream)
                    .flatMap(topic -> topic.progress().stream())
                    .forEach(AnyHistoryTest::isWhole);
        }
    }

    /** Returns the number of expired messages, which never falls. */
    private static long isSound(RetentionRisk risk, long expiredBefore) {
        assertThat(risk.marginSeconds().orElse(0)).isFinite().isNotNegative();
        assertThat(risk.expiredMessages().orElse(expiredBefore)).isGreaterThanOrEqualTo(expiredBefore);
        return risk.expiredMessages().orElse(expiredBefore);
    }

    private static void isWhole(JudgedPartition progress) {
        assertThat(progress.judgement().reason()).isNotBlank().doesNotContain("\n");
        for (int i = 1; i < progress.samples().size(); i++) {
            assertThat(progress.samples().time(i))
                    .isGreaterThan(progress.samples().time(i - 1));
        }
    }

    private static void isFinite(TransferRates rates) {
        for (OptionalDouble rate : List.of(
                rates.transferredPerSecond(),
                rates.producedPerSecond(),
                rates.catchUpSeconds(),
                rates.breachSeconds())) {
            assertThat(rate.orElse(0)).isFinite().isNotNegative();
        }
    }
}
