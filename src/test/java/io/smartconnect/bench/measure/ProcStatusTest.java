package io.smartconnect.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ProcStatusTest {

    private static final ProcStatus STATUS = new ProcStatus("""
            Name:\tjava
            VmHWM:\t  204800 kB
            VmRSS:\t    1536 kB
            Cpus_allowed_list:\t0-3,8
            """);

    @Test
    void memory_isInMebibytes() {
        assertThat(STATUS.mebibytes("VmHWM")).isEqualTo(200);
        assertThat(STATUS.mebibytes("VmRSS")).isEqualTo(1.5);
    }

    @Test
    void field_isRefused_whenThereIsNone() {
        assertThatThrownBy(() -> STATUS.field("Vm")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void cores_areTheEndsOfTheirRanges() {
        assertThat(Cores.ends(STATUS.field("Cpus_allowed_list"))).containsExactly(0, 3, 8);
        assertThat(Cores.ends("2")).containsExactly(2);
    }
}
