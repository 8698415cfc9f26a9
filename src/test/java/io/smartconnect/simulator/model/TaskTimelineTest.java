package io.smartconnect.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskTimelineTest {

    private static final PartitionSpec STEADY = new PartitionSpec(
            0,
            "RUNNING",
            0,
            PartitionSpec.DEFAULT_RETENTION,
            SimulatedProduction.steady(10),
            SimulatedTransfer.behind(Duration.ofSeconds(2)));
    private static final long AT_START = Duration.ofDays(1).toSeconds() * 10;

    private static long transferred(TaskTimeline course, long seconds) {
        return course.transferred(STEADY, seconds * 1000) - AT_START;
    }

    @Test
    void transfer_followsTheScenario_whileNothingHappens() {
        assertThat(transferred(TaskTimeline.startingAs("RUNNING"), 10)).isEqualTo(80);
    }

    @Test
    void transfer_standsStill_whilePaused_andCatchesUpWhenResumed() {
        TaskTimeline course = TaskTimeline.startingAs("RUNNING")
                .catchingUpAt(20)
                .pausedAt(10_000)
                .resumedAt(20_000);
        assertThat(transferred(course, 10)).isEqualTo(80);
        assertThat(transferred(course, 19)).isEqualTo(80);
        assertThat(course.status(19_000)).isEqualTo("PAUSED");
        assertThat(transferred(course, 22)).isEqualTo(120);
        assertThat(transferred(course, 100)).isEqualTo(980);
        assertThat(course.status(100_000)).isEqualTo("RUNNING");
    }

    @Test
    void transfer_standsStillFromTheStart_whenPausedThen() {
        TaskTimeline course = TaskTimeline.startingAs("PAUSED");
        assertThat(transferred(course, 10)).isEqualTo(-20);
        assertThat(transferred(course.resumedAt(10_000), 60)).isEqualTo(580);
    }

    @Test
    void restart_throwsBackToTheStartOfTheLog() {
        TaskTimeline course = TaskTimeline.startingAs("RUNNING").restartedAt(10_000);
        assertThat(course.status(10_000)).isEqualTo("RESTARTING");
        assertThat(course.transferred(STEADY, 14_999)).isZero();
        assertThat(course.status(15_000)).isEqualTo("RUNNING");
        assertThat(course.transferred(STEADY, 16_000)).isEqualTo(50_000);
        assertThat(transferred(course, 60)).isEqualTo(580);
    }

    @Test
    void plannedRestarts_comeAgainAndAgain() {
        TaskTimeline course = TaskTimeline.startingAs("RUNNING").restartedEvery(Duration.ofMinutes(1));
        assertThat(course.status(59_999)).isEqualTo("RUNNING");
        assertThat(course.status(60_000)).isEqualTo("RESTARTING");
        assertThat(course.status(600_000)).isEqualTo("RESTARTING");
        assertThat(course.transferred(STEADY, 606_000)).isEqualTo(50_000);
    }

    @Test
    void resets_throwBack_withoutARestart() {
        TaskTimeline course = TaskTimeline.startingAs("RUNNING").resetEvery(Duration.ofMinutes(1));
        assertThat(course.transferred(STEADY, 59_999)).isPositive();
        assertThat(course.status(60_000)).isEqualTo("RUNNING");
        assertThat(course.transferred(STEADY, 60_000)).isZero();
        assertThat(course.transferred(STEADY, 601_000)).isEqualTo(50_000);
    }

    @Test
    void waitingTask_hasTransferredNothing_untilItIsStarted() {
        TaskTimeline course = TaskTimeline.startingAs("WAITING");
        assertThat(course.transferred(STEADY, 10_000)).isZero();
        assertThat(course.restartedAt(10_000).transferred(STEADY, 16_000)).isEqualTo(50_000);
    }

    @Test
    void createdTask_isCreatingThenRunningOrWaiting() {
        assertThat(TaskTimeline.createdAt(1_000, false).status(1_000)).isEqualTo("CREATING");
        assertThat(TaskTimeline.createdAt(1_000, false).status(4_000)).isEqualTo("RUNNING");
        assertThat(TaskTimeline.createdAt(1_000, true).status(4_000)).isEqualTo("WAITING");
    }
}
