package io.smartconnect.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.progress.Health;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stalls that are found sooner than after a window, by the gaps that the partition had before. */
class OverdueTest {

    private static final int STREAK = 25;

    private Polled task = new Polled();

    private void transfersAtEachPoll(int polls) {
        task.grows(polls, 100, 100);
    }

    /** Polls with new messages and without a transfer until the task is stalled, that one included. */
    private int pollsUntilStalled() {
        int polls = 0;
        do {
            task.grows(1, 100, 0);
            polls++;
        } while (task.health() != Health.STALLED);
        return polls;
    }

    private void hasGaps(int gaps, int pollsWithoutTransfer) {
        for (int gap = 0; gap < gaps; gap++) {
            task.grows(pollsWithoutTransfer, 100, 0);
            assertThat(task.health()).isNotEqualTo(Health.STALLED);
            task.poll(task.end, task.end - 1);
        }
    }

    @Test
    void busyPartition_isStalledAtTheFourthPollAtTheLatest() {
        task.poll(1_000, 900);
        transfersAtEachPoll(STREAK);

        assertThat(pollsUntilStalled()).isLessThanOrEqualTo(4);
    }

    @Test
    void partitionThatIsKnownForHours_isStalledAtTheSecondPoll() {
        task.poll(1_000, 900);
        transfersAtEachPoll(300);

        assertThat(pollsUntilStalled()).isEqualTo(2);
        assertThat(task.judgement().reason())
                .isEqualTo("partition 0 of orders: 2 polls (2m 0s) without a transfer although 300 messages wait,"
                        + " the oldest for 2m 59s; in the 4h 58m before it never took more than 1 poll");
    }

    @ParameterizedTest
    @CsvSource({
        "0.9, 2, 2",
        "0.999, 3, 2",
        "0.99999, 6, 3",
        "0.9999999, 9, 4",
        "1, 9, 9",
    })
    void certainty_delaysTheReport_untilTheWindowIsOver(double certainty, int polls, int pollsAfterHours) {
        task = Polled.withCertainty(certainty);
        task.poll(1_000, 900);
        transfersAtEachPoll(20);
        assertThat(pollsUntilStalled()).isEqualTo(polls);

        task = Polled.withCertainty(certainty);
        task.poll(1_000, 900);
        transfersAtEachPoll(300);
        assertThat(pollsUntilStalled()).isEqualTo(pollsAfterHours);
    }

    @Test
    void deliverIntervalOfAPoll_countsAsNone() {
        task.deliverSeconds = OptionalLong.of(60);
        task.poll(1_000, 900);
        transfersAtEachPoll(STREAK);

        assertThat(pollsUntilStalled()).isLessThanOrEqualTo(4);
    }

    @Test
    void gapsLongAgo_countNoMoreThanTransfersAtTheLastPolls() {
        task.poll(1_000, 900);
        hasGaps(10, 6);
        transfersAtEachPoll(STREAK);

        assertThat(pollsUntilStalled()).isEqualTo(4);
        assertThat(task.judgement().reason()).endsWith("before, it transferred at 26 polls in a row");
    }

    @Test
    void burstyPartition_takesLonger() {
        task.poll(1_000, 900);
        hasGaps(60, 3);

        assertThat(pollsUntilStalled()).isEqualTo(7);
        assertThat(task.judgement().reason()).endsWith("it never took more than 4 polls");
    }

    @Test
    void pollsWithoutAnAnswer_doNotCount() {
        task.poll(1_000, 900);
        transfersAtEachPoll(300);

        task.grows(1, 100, 0);
        task.now = task.now.plus(Duration.ofMinutes(7));
        assertThat(task.health()).isEqualTo(Health.OK);
        assertThat(pollsUntilStalled()).isEqualTo(1);
    }

    @Test
    void pollsThatFollowEachOtherFast_areNotEnough() {
        task.poll(1_000, 900);
        transfersAtEachPoll(300);

        task.interval = Duration.ofSeconds(5);
        assertThat(task.grows(8, 100, 0).health()).isNotEqualTo(Health.STALLED);
    }

    @Test
    void partitionWithoutLag_isOk() {
        task.poll(1_000, 1_000);
        transfersAtEachPoll(300);

        assertThat(task.polls(50, task.end, task.transferred).health()).isEqualTo(Health.OK);
    }

    @Test
    void tailOfAPartition_isOk() {
        task.poll(1_000, 999);
        transfersAtEachPoll(300);

        for (int poll = 0; poll < 50; poll++) {
            assertThat(task.poll(task.end, task.transferred).health()).isEqualTo(Health.OK);
        }
    }

    @Test
    void resumedTask_isNotOverdueBeforeItsFirstTransfer() {
        task.poll(1_000, 900);
        transfersAtEachPoll(300);
        task.poll(Polled.withStatus("PAUSED", task.end, task.transferred));

        assertThat(task.grows(Polled.WINDOW - 1, 100, 0).health()).isNotEqualTo(Health.STALLED);
        assertThat(task.grows(1, 100, 0).health()).isEqualTo(Health.STALLED);
    }

    @Test
    void stallOfAWindow_isNotLearned() {
        task.poll(1_000, 900);
        transfersAtEachPoll(300);
        task.grows(50, 100, 0);
        task.poll(task.end, task.end);
        transfersAtEachPoll(2);

        assertThat(pollsUntilStalled()).isEqualTo(2);
    }

    @Test
    void gapThatEndsByItself_isLearned() {
        task.poll(1_000, 900);
        transfersAtEachPoll(300);
        task.grows(3, 100, 0);
        task.poll(task.end, task.end);
        transfersAtEachPoll(2);

        assertThat(pollsUntilStalled()).isEqualTo(7);
    }

    @Test
    void allowedLag_isOk() {
        Polled allowed = new Polled(1_000);
        allowed.poll(1_000, 900);
        allowed.grows(300, 100, 100);

        assertThat(allowed.grows(8, 100, 0).health()).isEqualTo(Health.OK);
    }

    /** A partition that misses polls at random, over a simulated month for each probability. */
    @Test
    void randomGaps_areNeverStalled() {
        IntStream.of(1, 5, 20, 40).forEach(percent -> {
            Polled random = new Polled();
            Random chance = new Random(percent);
            random.poll(1_000, 1_000);
            int missed = 0;
            for (int poll = 0; poll < 43_200; poll++) {
                boolean moves = missed == 4 || chance.nextInt(100) >= percent;
                missed = moves ? 0 : missed + 1;
                random.poll(random.end + 100, moves ? random.end + 50 : random.transferred);
                assertThat(random.health()).as("%d %%, poll %d", percent, poll).isNotEqualTo(Health.STALLED);
            }
        });
    }
}
