package io.smartconnect.exporter.snapshot.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PartitionsTest {

    private record Row(
            long id,
            Optional<String> status,
            OptionalLong end,
            OptionalLong transferred,
            OptionalLong lag,
            Optional<LagTime> age) {

        static Row of(Partition partition) {
            return new Row(
                    partition.id(),
                    partition.status(),
                    partition.logEndOffset(),
                    partition.lastTransferOffset(),
                    partition.reportedLag(),
                    partition.lagTime());
        }

        Partition partition() {
            return new Partition(id, status, end, transferred, lag).with(age);
        }
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<Long> ids = Arbitraries.oneOf(Arbitraries.longs().between(0, 40), Arbitraries.longs());
        Arbitrary<OptionalLong> numbers = Arbitraries.longs()
                .between(0, Long.MAX_VALUE)
                .optional(0.8)
                .map(number -> number.map(OptionalLong::of).orElse(OptionalLong.empty()));
        Arbitrary<Optional<String>> statuses =
                Arbitraries.of("RUNNING", "PAUSED", "").optional();
        Arbitrary<Optional<LagTime>> ages = Combinators.combine(
                        Arbitraries.doubles().between(0, Double.MAX_VALUE), Arbitraries.of(true, false))
                .as(LagTime::new)
                .optional(0.8);
        return Combinators.combine(ids, statuses, numbers, numbers, numbers, ages)
                .as(Row::new)
                .list()
                .ofMaxSize(60);
    }

    private static Partitions table(List<Row> rows) {
        return Partitions.of(rows.stream().map(Row::partition).toList());
    }

    @Property
    void partitions_areWhatWasAdded_byNumber_theFirstWins(@ForAll("rows") List<Row> rows) {
        TreeMap<Long, Row> expected = new TreeMap<>();
        rows.forEach(row -> expected.putIfAbsent(row.id(), row));

        assertThat(table(rows)).extracting(Row::of).containsExactlyElementsOf(expected.values());
    }

    @Property
    void partitions_equalALikeTable_andALikeList(@ForAll("rows") List<Row> rows) {
        Partitions table = table(rows);
        List<Partition> list = new ArrayList<>(table);

        assertThat(table(rows).equals(table)).isTrue();
        assertThat(table.equals(list)).isTrue();
        assertThat(list.equals(table)).isTrue();
        assertThat(table).hasSameHashCodeAs(list);
    }

    @Property
    void partitions_differ_whenOneFactDoes(@ForAll("rows") List<Row> rows, @ForAll("rows") List<Row> others) {
        Partitions table = table(rows);
        Partitions other = table(others);

        assertThat(table.equals(other)).isEqualTo(new ArrayList<>(table).equals(new ArrayList<>(other)));
    }

    @Test
    void partitions_differ_byTheirStatusesAndBounds() {
        Partition running = new Partition(
                0, Optional.of("RUNNING"), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
        Partition unknown =
                new Partition(0, Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

        assertThat(Partitions.of(List.of(running))).isNotEqualTo(Partitions.of(List.of(unknown)));
        assertThat(Partitions.of(List.of(running.with(Optional.of(LagTime.NONE)))))
                .isNotEqualTo(Partitions.of(List.of(running.with(Optional.of(new LagTime(0, true))))));
    }

    @Test
    void negativeNumbers_areUnknown() {
        Partition partition = new Partition(
                3, Optional.empty(), OptionalLong.of(-7), OptionalLong.of(Long.MIN_VALUE), OptionalLong.of(-1));

        assertThat(partition.logEndOffset()).isEmpty();
        assertThat(partition.lastTransferOffset()).isEmpty();
        assertThat(partition.reportedLag()).isEmpty();
    }
}
