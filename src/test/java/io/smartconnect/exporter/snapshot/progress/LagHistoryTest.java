package io.smartconnect.exporter.snapshot.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LagHistoryTest {

    private static final long START = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    @Test
    void history_keepsThePeakOfEachMinute() {
        LagHistory history = LagHistory.NONE
                .plus(START, 5)
                .plus(START + 10_000, 9)
                .plus(START + 20_000, 7)
                .plus(START + 60_000, 3)
                .plus(START + 50_000, 99);

        assertThat(history.peaks()).containsExactly(START + 10_000, 9, START + 60_000, 3);
    }

    @Test
    void history_staysSmall_reachesBackAWeek_andKeepsItsPeak() {
        LagHistory history = LagHistory.NONE;
        long end = START + Duration.ofDays(9).toMillis();
        long peakAt = START + Duration.ofDays(6).toMillis();
        for (long time = START; time <= end; time += 120_000) {
            history = history.plus(time, time == peakAt ? 1_000_000 : time / 1_000 % 5_000);
        }

        long[] peaks = history.peaks();
        assertThat(peaks.length / 2).isBetween(LagHistory.MOST_PEAKS / 2, LagHistory.MOST_PEAKS);
        assertThat(end - peaks[0])
                .isBetween(Duration.ofDays(6).toMillis(), Duration.ofDays(7).toMillis());
        assertThat(LongStream.of(peaks)).contains(1_000_000L);
    }
}
