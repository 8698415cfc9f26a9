package io.smartconnect.exporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.task.OffsetCounters;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a poll makes of the answers of several polls. */
class WatchingTest {

    /** At a poll a minute this is two deliver intervals of five minutes, too. */
    private static final int WINDOW = HealthSettings.DEFAULT.windowPolls();

    private final OneInstance instance = OneInstance.discovered().withOneTask();
    private long end = 1_000;
    private long transferred = 1_000;

    /** The cloud from now on; the poll comes an interval later. */
    private Instance pollWith(long newEnd, long newTransferred) {
        end = newEnd;
        transferred = newTransferred;
        instance.dms.detail(OneInstance.CONNECTOR, "t").answers(CloudSamples.detail("t", end, transferred));
        return instance.nextPoll();
    }

    /** So many polls, between each of which so many messages come and go. */
    private Instance polls(int number, long produced, long moved) {
        return IntStream.range(0, number)
                .mapToObj(poll -> pollWith(end + produced, transferred + moved))
                .reduce(instance.frozen(), (before, after) -> after);
    }

    private static TaskProgress progress(Instance instance) {
        return OneInstance.task(instance, "t").progress().orElseThrow();
    }

    private static Health health(Instance instance) {
        return progress(instance).judgement().health();
    }

    private static OffsetCounters movement(Instance instance) {
        return progress(instance).offsetCounters().orElseThrow();
    }

    private static LagTime age(Instance instance) {
        Task task = OneInstance.task(instance, "t");
        Partition partition = task.topics().orElseThrow().get(0).partitions().get(0);
        return partition.lagTime().orElseThrow();
    }

    @Test
    void age_isALowerBound_untilTheMessageWasSeenToCome() {
        assertThat(age(pollWith(1_000, 900))).isEqualTo(new LagTime(0, true));
        assertThat(age(pollWith(1_100, 900))).isEqualTo(new LagTime(60, true));
        LagTime seen = age(pollWith(1_100, 1_050));

        assertThat(seen.isLowerBound()).isFalse();
        assertThat(seen.seconds()).isBetween(60.0, 120.0);
        assertThat(age(pollWith(1_200, 1_200))).isEqualTo(LagTime.NONE);
    }

    @Test
    void task_isUnknownAtFirst_thenStalled_whenNothingMovesForAWindow() {
        assertThat(health(polls(WINDOW - 1, 10, 0))).isEqualTo(Health.UNKNOWN);
        assertThat(health(polls(1, 10, 0))).isEqualTo(Health.STALLED);
    }

    @Test
    void health_takesTwoGoodPolls_toRecover() {
        polls(WINDOW, 10, 0);

        assertThat(health(pollWith(end, end))).isEqualTo(Health.STALLED);
        assertThat(health(pollWith(end, end))).isEqualTo(Health.OK);
    }

    @Test
    void aGlanceBetweenPolls_changesNoJudgement() {
        polls(WINDOW, 10, 0);
        pollWith(end, end);

        assertThat(health(instance.judgedAfter(Duration.ofSeconds(1)))).isEqualTo(Health.STALLED);
        assertThat(health(instance.judgedAfter(Duration.ofSeconds(1)))).isEqualTo(Health.STALLED);
    }

    @Test
    void movement_countsAcrossPollsWithoutAnAnswer() {
        pollWith(1_000, 900);
        instance.dms.detail(OneInstance.CONNECTOR, "t").fails(Failure.answer(500, ""));
        instance.nextPoll();

        assertThat(movement(pollWith(1_500, 1_300))).isEqualTo(new OffsetCounters(400, 500, 0));
    }

    @Test
    void rewinds_andRecreatedTopics_areCounted_onceAPoll() {
        polls(2, 10, 10);
        assertThat(movement(pollWith(end, 100)).rewinds()).isEqualTo(1);
        Instance recreated = pollWith(50, 20);

        assertThat(movement(recreated).rewinds()).isEqualTo(2);
        assertThat(recreated.historyRestarts()).isEqualTo(1);
        assertThat(age(recreated)).isEqualTo(new LagTime(0, true));
    }

    @Test
    void status_isJudgedByTheListing() {
        polls(WINDOW, 10, 0);
        instance.dms
                .tasks(OneInstance.ID)
                .answers(CloudSamples.listing(CloudSamples.withStatus(CloudSamples.obs("t"), "PAUSED")));
        Instance paused = polls(1, 10, 0);

        assertThat(health(paused)).isEqualTo(Health.PAUSED);
        assertThat(progress(paused).statusChanges()).isEqualTo(1);
    }

    @Test
    void configuration_isCompared_fromListingToListing() {
        Task task = CloudSamples.obs("t");
        instance.dms.tasks(OneInstance.ID).answers(CloudSamples.listing(task.with(Map.of("topics", "a"))));
        assertThat(progress(instance.nextPoll()).configChanges()).isZero();
        instance.dms.tasks(OneInstance.ID).answers(CloudSamples.listing(task.with(Map.of("topics", "a,b"))));

        assertThat(progress(instance.nextPoll()).configChanges()).isEqualTo(1);
        assertThat(progress(instance.nextPoll()).configChanges()).isEqualTo(1);
    }

    @Test
    void staleOffsets_leaveTheTaskUnknown_butKeepItsCounters() {
        polls(WINDOW, 10, 10);
        instance.dms.detail(OneInstance.CONNECTOR, "t").fails(Failure.answer(500, ""));
        for (int poll = 0; poll < 6; poll++) {
            instance.nextPoll();
        }
        TaskProgress stale = progress(instance.frozen());

        assertThat(stale.judgement())
                .isEqualTo(new HealthJudgement(
                        Health.UNKNOWN, "its offsets could not be read recently; see the log for the cause"));
        assertThat(stale.rates()).isEqualTo(TransferRates.UNKNOWN);
        assertThat(stale.offsetCounters().orElseThrow().transferredMessages()).isEqualTo(10L * (WINDOW - 1));
    }

    @Test
    void aTask_isRemembered_whenOneListingDoesNotNameIt() {
        polls(WINDOW, 10, 10);
        listsNothing();
        assertThat(OneInstance.ids(instance.nextPoll())).isEmpty();
        instance.withOneTask();
        Instance back = polls(1, 10, 10);

        assertThat(movement(back).transferredMessages()).isEqualTo(10L * WINDOW);
        assertThat(health(back)).isEqualTo(Health.OK);
    }

    private void listsNothing() {
        instance.dms.tasks(OneInstance.ID).answers(CloudSamples.listing());
        instance.dms.dumps(OneInstance.CONNECTOR).answers(CloudSamples.listing());
    }

    @Test
    void aTaskThatIsGoneForAnHour_beginsAgain_whenItReturns() {
        polls(3, 10, 10);
        listsNothing();
        for (int poll = 0; poll < 62; poll++) {
            instance.nextPoll();
        }
        instance.withOneTask();

        assertThat(movement(pollWith(9_000, 9_000))).isEqualTo(new OffsetCounters(0, 0, 0));
    }

    @Test
    void aTask_isRemembered_whileItsListingIsMissing() {
        polls(3, 10, 10);
        instance.dms.tasks(OneInstance.ID).fails(Failure.answer(500, ""));
        instance.dms.dumps(OneInstance.CONNECTOR).fails(Failure.answer(500, ""));
        for (int poll = 0; poll < 600; poll++) {
            instance.nextPoll();
        }
        assertThat(OneInstance.ids(instance.frozen())).isEmpty();
        listsNothing();
        instance.nextPoll();
        instance.withOneTask();

        assertThat(movement(polls(1, 500, 500)).transferredMessages()).isEqualTo(520);
    }

    @Test
    void everyTask_hasAHealth_withoutOffsetsToo() {
        instance.dms
                .tasks(OneInstance.ID)
                .answers(CloudSamples.listing(CloudSamples.obs("t"), CloudSamples.replication("r")));
        Task replication = OneInstance.task(instance.nextPoll(), "r");
        TaskProgress progress = replication.progress().orElseThrow();

        assertThat(progress.judgement().health()).isEqualTo(Health.UNKNOWN);
        assertThat(progress.offsetCounters()).isEmpty();
        assertThat(progress.asOf()).isEqualTo(instance.time.instant());
    }

    @Test
    void aStepOfTheClock_letsHistoriesAndWindowsBeginAnew() {
        for (Duration step : new Duration[] {Duration.ofHours(1), Duration.ofHours(-2)}) {
            long restarts = instance.frozen().historyRestarts();
            polls(WINDOW, 10, 0);
            instance.time.stepWallClock(step);
            Instance stepped = polls(1, 10, 0);

            assertThat(stepped.historyRestarts()).isEqualTo(restarts + 1);
            assertThat(age(stepped)).isEqualTo(new LagTime(0, true));
            assertThat(health(stepped)).isEqualTo(Health.UNKNOWN);
            assertThat(age(polls(1, 10, 0))).isEqualTo(new LagTime(60, true));
        }
    }

    @Test
    void aShortStepOfTheClock_discardsNothing() {
        polls(WINDOW, 10, 0);
        double before = age(instance.frozen()).seconds();
        for (Duration step : new Duration[] {Duration.ofSeconds(-2), Duration.ofSeconds(30), Duration.ofSeconds(-59)}) {
            long restarts = instance.frozen().historyRestarts();
            Health health = health(instance.frozen());
            instance.time.stepWallClock(step);
            Instance stepped = polls(1, 10, 0);

            assertThat(stepped.historyRestarts()).isEqualTo(restarts);
            assertThat(health(stepped)).isEqualTo(health);
            assertThat(age(stepped).seconds() - before).isBetween(53.0, 67.0);
            before = age(stepped).seconds();
        }
    }

    @Test
    void aStepOfTheClock_inTheMiddleOfAPoll_letsAllTasksBeginAnew() {
        instance.dms.tasks(OneInstance.ID).answers(CloudSamples.listing(CloudSamples.obs("s"), CloudSamples.obs("t")));
        instance.dms.detail(OneInstance.CONNECTOR, "s").answers(CloudSamples.detail("s", 1_000, 900));
        polls(WINDOW, 10, 0);
        Task detail = CloudSamples.detail("t", 1_000 + 10 * WINDOW, 1_000);
        instance.dms.detail(OneInstance.CONNECTOR, "t").does(() -> {
            instance.time.stepWallClock(Duration.ofHours(-1));
            return Future.succeededFuture(detail);
        });
        Instance stepped = instance.nextPoll();

        assertThat(stepped.tasks())
                .hasSize(2)
                .allSatisfy(task -> assertThat(
                                task.progress().orElseThrow().judgement().health())
                        .isEqualTo(Health.UNKNOWN));
        assertThat(age(stepped)).isEqualTo(new LagTime(0, true));
        assertThat(age(polls(1, 10, 0))).isEqualTo(new LagTime(60, true));
    }

    @Test
    void histories_areThoseThatAreGiven() {
        OffsetHistories kept = new OffsetHistories();
        OneInstance before = OneInstance.discovered(kept).withOneTask();
        before.poll();
        before.dms.detail(OneInstance.CONNECTOR, "t").answers(CloudSamples.detail("t", 1_100, 1_000));
        before.nextPoll();
        OneInstance after = OneInstance.discovered(kept).withOneTask();
        after.time.advance(Duration.ofMinutes(2));
        after.dms.detail(OneInstance.CONNECTOR, "t").answers(CloudSamples.detail("t", 1_200, 1_050));

        LagTime age = age(after.poll());
        assertThat(age.isLowerBound()).isFalse();
        assertThat(age.seconds()).isBetween(60.0, 120.0);
    }

    @Test
    void details_areServedWithTheirProgress() {
        Task task = OneInstance.task(polls(2, 60, 60), "t");

        assertThat(task.topics().orElseThrow())
                .allSatisfy(topic -> assertThat(topic.progress()).hasSameSizeAs(topic.partitions()));
        assertThat(task.progress().map(TaskProgress::rates))
                .hasValueSatisfying(
                        rates -> assertThat(rates.transferredPerSecond()).hasValue(1.0));
        assertThat(Optional.of(task.progress().orElseThrow().asOf())).contains(instance.time.instant());
    }
}
