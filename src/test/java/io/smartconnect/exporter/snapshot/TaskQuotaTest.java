package io.smartconnect.exporter.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TaskQuotaTest {

    @Test
    void limit_isTheSmallerOne() {
        assertThat(quota(OptionalLong.of(18), OptionalLong.of(10)).limit()).hasValue(10);
        assertThat(quota(OptionalLong.of(9), OptionalLong.of(10)).limit()).hasValue(9);
    }

    @Test
    void limit_isTheOnlyKnownOne() {
        assertThat(quota(OptionalLong.of(0), OptionalLong.of(10)).limit()).hasValue(10);
        assertThat(quota(OptionalLong.of(9), OptionalLong.empty()).limit()).hasValue(9);
    }

    @Test
    void limit_isAbsent_withoutAKnownOne() {
        assertThat(quota(OptionalLong.of(0), OptionalLong.empty()).limit()).isEmpty();
    }

    private static TaskQuota quota(OptionalLong max, OptionalLong quota) {
        return new TaskQuota(OptionalLong.of(3), max, quota);
    }
}
