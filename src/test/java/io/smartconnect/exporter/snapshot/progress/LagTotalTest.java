package io.smartconnect.exporter.snapshot.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LagTotalTest {

    private static Partition partition(long id, OptionalLong lag) {
        return new Partition(id, Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), lag);
    }

    private static Partition partition(long id, LagTime lagTime) {
        return partition(id, OptionalLong.of(1)).with(Optional.of(lagTime));
    }

    private static LagTotal total(List<Partition> partitions) {
        return LagTotal.of(Partitions.of(partitions));
    }

    @Property
    void sum_isExact_howeverLarge(@ForAll List<@LongRange(min = 0) Long> lags) {
        LagTotal total = total(IntStream.range(0, lags.size())
                .mapToObj(id -> partition(id, OptionalLong.of(lags.get(id))))
                .toList());

        Optional<BigInteger> expected = lags.stream().map(BigInteger::valueOf).reduce(BigInteger::add);
        assertThat(total.messages()).isEqualTo(expected);
        assertThat(total.messagesAsLong().isPresent()).isEqualTo(expected.isPresent());
        expected.ifPresent(sum -> assertThat(total.messagesAsLong())
                .hasValue(sum.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact()));
    }

    @Test
    void partitionsWithoutLag_areCounted() {
        LagTotal total = LagTotal.of(List.of(
                new Topic("a", List.of(partition(0, OptionalLong.of(3)), partition(1, OptionalLong.empty()))),
                new Topic("b", List.of(partition(0, OptionalLong.of(4))))));

        assertThat(total.messages()).contains(BigInteger.valueOf(7));
        assertThat(total.unknownPartitions()).isEqualTo(1);
        assertThat(total.isKnown()).isTrue();
    }

    @Test
    void noLagIsKnown_ofNoPartition_orOfSilentOnes() {
        assertThat(total(List.of()).messages()).isEmpty();
        assertThat(total(List.of(partition(0, OptionalLong.empty()))).messages())
                .isEmpty();
        assertThat(total(List.of(partition(0, OptionalLong.empty()))).isKnown()).isFalse();
        assertThat(total(List.of(partition(0, OptionalLong.empty()))).lagTime()).isEmpty();
    }

    @Test
    void lagTime_isTheLongest_andALowerBoundIfOneIs() {
        LagTotal total = total(List.of(
                partition(0, new LagTime(3, true)),
                partition(1, new LagTime(8, false)),
                partition(2, OptionalLong.empty())));

        assertThat(total.lagTime()).contains(new LagTime(8, true));
    }

    @Property
    void reportedLag_isRoundedUp_whereItMustBeWhole(@ForAll @DoubleRange(min = 0, max = 1e12) double reported) {
        LagTotal total = LagTotal.reported(OptionalDouble.of(reported), Optional.empty());

        assertThat(total.isKnown()).isTrue();
        assertThat(total.messagesAsDouble()).hasValue(reported);
        assertThat(total.messages().orElseThrow().doubleValue()).isEqualTo(Math.ceil(reported));
    }

    @Test
    void reportedLag_mayBeBeyondTheLargestLong() {
        LagTotal total = LagTotal.reported(OptionalDouble.of(1e30), Optional.of(LagTime.NONE));

        assertThat(total.messagesAsDouble()).hasValue(1e30);
        assertThat(total.messagesAsLong()).hasValue(Long.MAX_VALUE);
        assertThat(total.lagTime()).contains(LagTime.NONE);
    }

    @Test
    void noLagIsKnown_whenNoneIsReported() {
        LagTotal total = LagTotal.reported(OptionalDouble.empty(), Optional.of(new LagTime(7, false)));

        assertThat(total.isKnown()).isFalse();
        assertThat(total.messages()).isEmpty();
        assertThat(total.messagesAsDouble()).isEmpty();
        assertThat(total.lagTime()).contains(new LagTime(7, false));
    }
}
