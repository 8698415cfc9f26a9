package io.smartconnect.exporter.poll.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnQuotaTest {

    @Test
    void polls_readAllTasks_whenTheShareIsOne() {
        TurnQuota quota = new TurnQuota("i-1");

        assertThat(IntStream.range(0, 5).map(poll -> quota.next(7, 1))).containsOnly(7);
        assertThat(quota.next(0, 0.3)).isZero();
    }

    @Test
    void polls_readTheShareOnAverage_withoutBursts() {
        TurnQuota quota = new TurnQuota("i-1");
        int[] turns = IntStream.range(0, 100).map(poll -> quota.next(7, 0.25)).toArray();

        assertThat(turns).containsOnly(1, 2);
        assertThat(IntStream.of(turns).sum()).isBetween(174, 175);
    }

    /** In each poll, about a quarter of 100 instances with one task read it. */
    @Test
    void instances_takeTurns() {
        TurnQuota[] quotas = IntStream.range(0, 100)
                .mapToObj(i -> new TurnQuota("instance-" + i))
                .toArray(TurnQuota[]::new);

        for (int poll = 0; poll < 8; poll++) {
            int read = 0;
            for (TurnQuota quota : quotas) {
                read += quota.next(1, 0.25);
            }
            assertThat(read).isBetween(15, 35);
        }
    }
}
