package io.smartconnect.exporter.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureCountsTest {

    @Test
    void counts_areZero_atFirst() {
        for (FailureReason reason : FailureReason.values()) {
            assertThat(FailureCounts.NONE.count(reason)).isZero();
        }
    }

    @Test
    void oneMore_isCountedForItsReasonOnly() {
        FailureCounts failures = FailureCounts.NONE
                .plus(FailureReason.AUTH)
                .plus(FailureReason.TIMEOUT)
                .plus(FailureReason.AUTH);

        assertThat(failures.count(FailureReason.AUTH)).isEqualTo(2);
        assertThat(failures.count(FailureReason.TIMEOUT)).isOne();
        assertThat(failures.count(FailureReason.DENIED)).isZero();
    }

    @Test
    void counts_doNotChange() {
        Map<FailureReason, Long> counts = new EnumMap<>(FailureReason.class);
        FailureCounts failures = new FailureCounts(counts);
        counts.put(FailureReason.AUTH, 1L);
        failures.plus(FailureReason.DENIED);

        assertThat(failures).isEqualTo(FailureCounts.NONE);
    }
}
