package io.smartconnect.exporter.health.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.health.Polled;
import io.smartconnect.exporter.snapshot.progress.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A restart of the exporter with the windows in its state file. */
class SavedWindowsTest {

    private final Polled before = new Polled();

    /** The task after a restart whose saved windows are read at that time. */
    private Polled restarted(Instant readAt) {
        SavedWindows written = new SavedWindows();
        written.put("t-1", before.watch::writeWindows);
        return restarted(written.packed(), readAt);
    }

    private Polled restarted(byte[] saved, Instant readAt) {
        Polled after = new Polled();
        SavedWindows.unpacked(saved).restore("t-1", after.watch, readAt.toEpochMilli());
        after.now = readAt;
        after.end = before.end;
        after.transferred = before.transferred;
        return after;
    }

    private void runs(int polls) {
        before.poll(1_000, 900);
        before.grows(polls, 100, 100);
    }

    @Test
    void judgement_goesOn_atTheFirstPollAfterARestartOfMinutes() {
        runs(30);

        assertThat(restarted(before.now.plus(Duration.ofMinutes(5)))
                        .grows(1, 100, 100)
                        .health())
                .isEqualTo(Health.OK);
    }

    @Test
    void gaps_goOn_andMissedPollsCountAsMissed() {
        runs(300);
        before.grows(1, 100, 0);
        Polled after = restarted(before.now.plus(Duration.ofMinutes(5)));

        assertThat(before.health()).isEqualTo(Health.OK);
        assertThat(after.grows(1, 100, 0).health()).isEqualTo(Health.STALLED);
        assertThat(after.judgement().reason()).contains("2 polls").contains("it never took more than 1 poll");
    }

    @Test
    void badState_isLeft_afterTwoGoodPolls() {
        runs(300);
        before.grows(5, 100, 0);
        Polled after = restarted(before.now);

        assertThat(after.poll(after.end, after.end).health()).isEqualTo(Health.STALLED);
        assertThat(after.poll(after.end, after.end).health()).isEqualTo(Health.OK);
    }

    @Test
    void windowsOfLongAgo_doNotCount_butTheUsualGapsDo() {
        runs(300);
        before.grows(5, 100, 0);
        Polled after = restarted(before.now.plus(Duration.ofHours(3)));

        assertThat(after.grows(1, 100, 0).health()).isEqualTo(Health.UNKNOWN);
        after.grows(1, 100, 100);
        assertThat(after.grows(1, 100, 0).health()).isNotEqualTo(Health.STALLED);
        assertThat(after.grows(1, 100, 0).health()).isEqualTo(Health.STALLED);
    }

    @Test
    void windowsFromTheFuture_doNotCount() {
        runs(300);
        before.grows(5, 100, 0);
        Polled after = restarted(before.now.minus(Duration.ofHours(9)));

        assertThat(after.grows(1, 100, 0).health()).isEqualTo(Health.UNKNOWN);
        assertThat(after.grows(3, 100, 0).health()).isEqualTo(Health.UNKNOWN);
    }

    @Test
    void recreatedTopic_startsOver() {
        runs(300);
        Polled after = restarted(before.now);

        assertThat(after.poll(10, 5).health()).isEqualTo(Health.UNKNOWN);
        assertThat(after.judgement().reason()).contains("1 of 10 polls seen");
    }

    @Test
    void tasksThatAreGone_areIgnored() {
        runs(30);
        SavedWindows written = new SavedWindows();
        written.put("gone", before.watch::writeWindows);

        assertThat(restarted(written.packed(), before.now).grows(1, 100, 100).health())
                .isEqualTo(Health.UNKNOWN);
    }

    @Test
    void damagedWindows_areIgnored_whereverTheyEnd() {
        runs(20);
        SavedWindows written = new SavedWindows();
        written.put("t-1", before.watch::writeWindows);
        byte[] whole = written.packed();

        for (int length = 0; length < whole.length; length++) {
            Polled after = restarted(Arrays.copyOf(whole, length), before.now);
            assertThat(after.grows(1, 100, 100).health()).isEqualTo(Health.UNKNOWN);
        }
    }
}
