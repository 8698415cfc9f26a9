package io.smartconnect.exporter.health.gap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TransferGapsTest {

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final TransferGaps gaps = new TransferGaps();
    private long now = 1_800_000_000_000L;

    private void moves(TransferGaps.Move move, int polls, GapCriterion criterion) {
        for (int poll = 0; poll < polls; poll++) {
            gaps.observe(move, now, now + MINUTE, true, criterion);
            now += MINUTE;
        }
    }

    @Test
    void isUnusual_isNeverTrue_whenTheCertaintyIs1() {
        GapCriterion criterion = new GapCriterion(0, 1);
        moves(TransferGaps.Move.FORWARD, 700, criterion);
        moves(TransferGaps.Move.NONE, 3_000, criterion);

        assertThat(gaps.isUnusual(criterion)).isFalse();
        assertThat(gaps.isUnusual(new GapCriterion(0, 0.999_999_999))).isTrue();
    }
}
