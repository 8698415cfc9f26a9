package io.smartconnect.exporter.health.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.health.eye.CloudEyeSample;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.task.CloudEyeReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CloudEyeTrackerTest {

    private static final int WINDOW = 10;

    private final CloudEyeTracker tracker = new CloudEyeTracker(WINDOW);
    private Instant now = Instant.parse("2026-03-01T00:00:10Z");
    private long allowedLag;

    private static OptionalDouble some(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The next minute has these values; NaN for none. */
    private void minute(double waiting, double perSecond, double delay, Optional<Boolean> isNormal) {
        now = now.plusSeconds(60);
        tracker.observe(
                List.of(new CloudEyeSample(now, some(waiting), some(perSecond), some(delay), isNormal)), allowedLag);
    }

    /** A minute of which only the status is known. */
    private void status(boolean isNormal) {
        minute(Double.NaN, Double.NaN, Double.NaN, Optional.of(isNormal));
    }

    private void minutes(int number, double waiting, double perSecond) {
        for (int i = 0; i < number; i++) {
            minute(waiting, perSecond, 2, Optional.of(true));
        }
    }

    private HealthJudgement judgement() {
        return tracker.lastJudgement().orElseThrow();
    }

    private CloudEyeReading reading() {
        return tracker.reading(now).orElseThrow();
    }

    @Test
    void tenPointsFromBeforeTheStart_areEnough() {
        minutes(WINDOW - 1, 5, 1);
        assertThat(judgement()).isEqualTo(new HealthJudgement(Health.UNKNOWN, "9 of 10 points of Cloud Eye seen"));

        minutes(1, 5, 1);
        assertThat(judgement())
                .isEqualTo(new HealthJudgement(
                        Health.OK, "by Cloud Eye, messages were transferred within the last points"));
    }

    @Test
    void backlogThatNothingMoves_isStalled() {
        minutes(WINDOW, 1_234, 0);

        assertThat(judgement())
                .isEqualTo(new HealthJudgement(
                        Health.STALLED,
                        "by Cloud Eye, nothing was transferred for 10 points (9m 0s) although 1,234 messages wait, the oldest for"
                                + " at least 9m 0s"));
    }

    @Test
    void oneTransferWithinTheWindow_isNoStall() {
        minutes(WINDOW - 1, 100, 0);
        minutes(1, 100, 0.5);

        assertThat(judgement().health()).isEqualTo(Health.OK);
    }

    @Test
    void unknownRate_isNoStall() {
        minutes(WINDOW, 100, Double.NaN);

        assertThat(judgement())
                .isEqualTo(new HealthJudgement(Health.OK, "Cloud Eye reports too few rates to show a stall"));
    }

    @Test
    void backlogThatNeverShrinksAndGrows_isAWarning() {
        for (int i = 0; i < WINDOW; i++) {
            minutes(1, 99.2 + i, 1);
        }

        assertThat(judgement().health()).isEqualTo(Health.WARN);
        assertThat(judgement().reason())
                .as("averages, rounded up like the lag")
                .startsWith(
                        "by Cloud Eye, the lag never shrank for 10 points (9m 0s) and grew from 100 messages: 109 ");
    }

    @Test
    void backlogThatWasEmptyOnce_isOk() {
        minutes(1, 0, 0);
        for (int i = 1; i < WINDOW; i++) {
            minutes(1, i, 0);
        }

        assertThat(judgement().health()).isEqualTo(Health.OK);
    }

    @Test
    void allowedLag_isOk() {
        allowedLag = 100;
        minutes(WINDOW, 100, 0);

        assertThat(judgement().health()).isEqualTo(Health.OK);
    }

    @Test
    void abnormalStatus_fails_atTheSecondPoint() {
        minutes(WINDOW, 0, 1);
        minute(0, 1, 2, Optional.of(false));
        assertThat(judgement().health()).isEqualTo(Health.OK);

        minute(0, 1, 2, Optional.of(false));
        assertThat(judgement())
                .isEqualTo(new HealthJudgement(Health.FAILED, "Cloud Eye reports that the task is abnormal"));
    }

    @Test
    void abnormalStatus_fails_whenTheBacklogIsMissing_untilTheStatusIsNormalTwice() {
        minutes(WINDOW, 100, 1);
        status(false);
        assertThat(judgement().health()).isEqualTo(Health.OK);
        status(false);
        assertThat(judgement().health()).isEqualTo(Health.FAILED);

        status(true);
        assertThat(judgement().health()).isEqualTo(Health.FAILED);
        status(true);
        assertThat(judgement().health()).isEqualTo(Health.OK);
    }

    @Test
    void normalStatus_whenTheBacklogIsMissing_isNoGoodPoint() {
        minutes(WINDOW, 100, 0);
        minutes(1, 90, 5);
        status(true);

        assertThat(judgement().health()).isEqualTo(Health.STALLED);
    }

    @Test
    void onlyStatus_thatIsAbnormal_fails() {
        status(false);

        assertThat(judgement().health()).isEqualTo(Health.FAILED);
    }

    @Test
    void badHealth_endsAfterTwoGoodPoints() {
        minutes(WINDOW, 100, 0);
        minutes(1, 90, 5);
        assertThat(judgement().health()).isEqualTo(Health.STALLED);

        minutes(1, 80, 5);
        assertThat(judgement().health()).isEqualTo(Health.OK);
    }

    @Test
    void noBacklog_isUnknown() {
        minutes(WINDOW, Double.NaN, 1);

        assertThat(judgement())
                .isEqualTo(new HealthJudgement(Health.UNKNOWN, "Cloud Eye does not report how many messages wait"));
    }

    @Test
    void lagTime_isZero_whenNothingWaits() {
        minutes(1, 0, 0);

        assertThat(reading().lagTime()).contains(LagTime.NONE);
    }

    @Test
    void lagTime_isTheDelay_whileMessagesMove() {
        minutes(1, 10, 1);

        assertThat(reading().lagTime()).contains(new LagTime(2, false));
    }

    @Test
    void lagTime_isTheTimeWithoutATransfer_ifThatIsLonger() {
        minutes(1, 10, 1);
        minutes(20, 10, 0);

        assertThat(reading().lagTime()).contains(new LagTime(1_200, false));
    }

    @Test
    void lagTime_isALowerBound_ifNoTransferWasEverSeen() {
        minutes(21, 10, 0);

        assertThat(reading().lagTime()).contains(new LagTime(1_200, true));
    }

    @Test
    void lagTime_beginsWhenSomethingWaits() {
        minutes(1, 10, 1);
        minutes(200, 0, 0);
        minutes(1, 1, 0);

        assertThat(reading().lagTime()).contains(new LagTime(60, false));
    }

    @Test
    void lagTime_isTheDelay_ifNoRateIsKnown() {
        minutes(20, 10, Double.NaN);

        assertThat(reading().lagTime()).contains(new LagTime(2, false));
    }

    @Test
    void fewRates_areNoStall() {
        minutes(WINDOW - 1, 100, Double.NaN);
        minutes(1, 100, 0);

        assertThat(judgement().health()).isEqualTo(Health.OK);
    }

    @Test
    void pointsFromBeforeAResume_areShown_butNotJudged() {
        minutes(WINDOW, 100, 0);
        tracker.judgeOnlyAfter(now);
        now = now.minusSeconds(60);
        minutes(1, 100, 0);
        assertThat(tracker.lastJudgement()).isEmpty();
        assertThat(reading().waitingMessages()).hasValue(100);

        minutes(1, 100, 0);
        assertThat(judgement().reason()).isEqualTo("1 of 10 points of Cloud Eye seen");
    }

    @Test
    void lagTime_isTheDelay_ofMessagesSentSinceTheLastSampleWithoutABacklog() {
        minute(10, 1, 400, Optional.of(true));
        minutes(1, 0, 0);
        minute(10, 1, 45, Optional.of(true));
        minute(10, 0, Double.NaN, Optional.of(true));
        assertThat(reading().lagTime()).contains(new LagTime(60, false));

        minute(10, 1, 90, Optional.of(true));
        assertThat(reading().lagTime()).contains(new LagTime(90, false));
    }

    @Test
    void lagTime_leavesOutTheDelay_ofMessagesSentBefore() {
        minute(0, 1, 400, Optional.of(true));
        minute(10, 0, Double.NaN, Optional.of(true));

        assertThat(reading().lagTime()).contains(new LagTime(60, false));
    }

    @Test
    void valuesOlderThanFifteenMinutes_areAbsent() {
        minutes(1, 10, 1);

        assertThat(tracker.reading(now.plus(Duration.ofMinutes(15)))).isPresent();
        assertThat(tracker.reading(now.plus(Duration.ofMinutes(15)).plusMillis(1)))
                .isEmpty();
    }

    @Test
    void newestKnownValue_counts() {
        minute(10, 1, 2, Optional.of(true));
        minute(Double.NaN, 3, Double.NaN, Optional.empty());

        assertThat(reading().time()).isEqualTo(now);
        assertThat(reading().waitingMessages()).hasValue(10);
        assertThat(reading().transferredPerSecond()).hasValue(3);
        assertThat(reading().delaySeconds()).hasValue(2);
        assertThat(reading().isNormal()).contains(true);
    }

    @Test
    void minuteWithoutABacklog_neitherEndsNorShortensTheWindow() {
        minutes(WINDOW, 100, 0);
        minute(Double.NaN, 0, 2, Optional.of(true));
        assertThat(judgement().health()).isEqualTo(Health.STALLED);

        minutes(1, 100, 0);
        assertThat(judgement().reason()).contains("for 10 points (10m 0s)");
    }

    @Test
    void sameMinute_countsOnce_andTakesLateValues() {
        minute(10, Double.NaN, 2, Optional.of(true));
        now = now.minusSeconds(60);
        minute(Double.NaN, 4, Double.NaN, Optional.empty());

        assertThat(reading().waitingMessages()).hasValue(10);
        assertThat(reading().transferredPerSecond()).hasValue(4);
        assertThat(judgement().reason()).startsWith("1 of 10 points");
    }

    @Test
    void restart_forgetsEverything() {
        minutes(WINDOW, 100, 0);
        tracker.restart();

        assertThat(tracker.reading(now)).isEmpty();
        minutes(1, 100, 1);
        assertThat(judgement().health()).isEqualTo(Health.UNKNOWN);
    }
}
