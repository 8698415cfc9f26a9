package io.smartconnect.exporter.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureCountsTest {

    @Test
    void counts_areZero_atFirst() {
        for (Reason reason : Reason.values()) {
            assertThat(FailureCounts.NONE.count(reason)).isZero();
        }
    }

    @Test
    void oneMore_isCountedForItsReasonOnly() {
        FailureCounts failures =
                FailureCounts.NONE.plus(Reason.AUTH).plus(Reason.TIMEOUT).plus(Reason.AUTH);

        assertThat(failures.count(Reason.AUTH)).isEqualTo(2);
        assertThat(failures.count(Reason.TIMEOUT)).isOne();
        assertThat(failures.count(Reason.DENIED)).isZero();
    }

    @Test
    void counts_doNotChange() {
        Map<Reason, Long> counts = new EnumMap<>(Reason.class);
        FailureCounts failures = new FailureCounts(counts);
        counts.put(Reason.AUTH, 1L);
        failures.plus(Reason.DENIED);

        assertThat(failures).isEqualTo(FailureCounts.NONE);
    }
}
