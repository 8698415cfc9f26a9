package io.smartconnect.exporter.snapshot.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PartitionTest {

    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    private static OptionalLong lag(OptionalLong end, OptionalLong transferred, OptionalLong reported) {
        return new Partition(0, Optional.empty(), end, transferred, reported).lag();
    }

    @Property
    void lag_isTheDifferenceOfTheOffsets_andNeverNegative(
            @ForAll @LongRange(min = 0) long end,
            @ForAll @LongRange(min = 0) long transferred,
            @ForAll @LongRange(min = 0) long reported) {
        assertThat(lag(OptionalLong.of(end), OptionalLong.of(transferred), OptionalLong.of(reported)))
                .hasValue(Math.max(0, end - transferred));
    }

    @Test
    void lag_isTheReportedOne_onlyWhenAnOffsetIsMissing() {
        assertThat(lag(UNKNOWN, OptionalLong.of(1), OptionalLong.of(7))).hasValue(7);
        assertThat(lag(OptionalLong.of(1), UNKNOWN, OptionalLong.of(7))).hasValue(7);
        assertThat(lag(UNKNOWN, UNKNOWN, OptionalLong.of(7))).hasValue(7);
    }

    @Test
    void lag_isUnknown_whenNothingSaysIt() {
        assertThat(lag(UNKNOWN, OptionalLong.of(1), UNKNOWN)).isEmpty();
        assertThat(lag(OptionalLong.of(1), UNKNOWN, UNKNOWN)).isEmpty();
    }
}
