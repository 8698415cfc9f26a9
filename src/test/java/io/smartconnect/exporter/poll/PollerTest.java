package io.smartconnect.exporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.dms.TaskListing;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.log.LogCapture;
import io.smartconnect.exporter.poll.state.StateBudget;
import io.smartconnect.exporter.shard.Shard;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.PollError;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.time.FakeTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PollerTest {

    private static final Duration INTERVAL = CloudSamples.SETTINGS.interval();

    /** Long enough for each instance, and each discovery, to have had its next turn; short enough to hold only two. */
    private static final Duration ONE_TURN = INTERVAL.multipliedBy(3).dividedBy(2);

    private final FakeTime time = new FakeTime();
    private final FakeDms dms = new FakeDms();
    private final FakeDms otherDms = new FakeDms();
    private final List<Snapshot> published = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final ConcurrentMap<String, OffsetHistories> histories = new ConcurrentHashMap<>();

    private Poller poller(TargetClients... sources) {
        return poller(published::add, sources);
    }

    private Poller poller(Consumer<Snapshot> publish, TargetClients... sources) {
        return new Poller(
                List.of(sources),
                new PollContext(CloudSamples.SETTINGS, HealthSettings.DEFAULT, LagSettings.DEFAULT, time),
                histories,
                publish);
    }

    private TargetClients prod(String... instances) {
        return new TargetClients(
                CloudSamples.target("prod", instances),
                dms,
                new FakeKafka(),
                Optional.empty(),
                () -> closed.add("prod"));
    }

    private TargetClients lab(String... instances) {
        return new TargetClients(
                CloudSamples.target("lab", instances),
                otherDms,
                new FakeKafka(),
                Optional.empty(),
                () -> closed.add("lab"));
    }

    private Poller shard(int index, int count, TargetClients... sources) {
        return new Poller(
                List.of(sources),
                new PollContext(
                        CloudSamples.SETTINGS,
                        HealthSettings.DEFAULT,
                        LagSettings.DEFAULT,
                        time,
                        new Shard(index, count),
                        new StateBudget(1_000_000)),
                histories,
                published::add);
    }

    private static void discovers(FakeDms cloud, String... instances) {
        cloud.instances().answers(facts(instances));
    }

    private static List<InstanceFacts> facts(String... instances) {
        return Stream.of(instances).map(id -> CloudSamples.facts(id, "")).toList();
    }

    private Snapshot last() {
        return published.get(published.size() - 1);
    }

    private List<String> polledInstances() {
        return last().instances().stream().map(each -> each.info().id()).toList();
    }

    private Instance instance(String id) {
        return last().instances().stream()
                .filter(each -> each.info().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Target target(String name) {
        return last().targets().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class Shards {

        private static final int COUNT = 3;

        private final String[] ids =
                IntStream.range(0, 12).mapToObj(number -> "i-" + number).toArray(String[]::new);

        private List<String> idsOf(int index) {
            return Stream.of(ids).filter(new Shard(index, COUNT)::owns).sorted().toList();
        }

        @Test
        void discoveredInstances_areSharedWithoutOverlap() {
            List<String> all = new ArrayList<>();
            for (int index = 0; index < COUNT; index++) {
                discovers(dms, ids);
                Poller poller = shard(index, COUNT, prod());
                poller.start();
                time.advance(ONE_TURN);
                poller.stop();

                assertThat(polledInstances()).isNotEmpty().isEqualTo(idsOf(index));
                assertThat(target("prod").instances())
                        .isEqualTo(polledInstances().size());
                all.addAll(polledInstances());
            }
            assertThat(all).containsExactlyInAnyOrder(ids);
        }

        @Test
        void configuredInstances_areSharedToo() {
            shard(1, COUNT, prod(ids)).start();
            time.advance(ONE_TURN);

            assertThat(polledInstances()).isEqualTo(idsOf(1));
        }

        @Test
        void aConfiguredTargetOfOtherShards_isUp() {
            String foreign = Stream.of(ids)
                    .filter(id -> !new Shard(0, COUNT).owns(id))
                    .findFirst()
                    .orElseThrow();
            shard(0, COUNT, prod(foreign)).start();
            time.advance(ONE_TURN);

            assertThat(polledInstances()).isEmpty();
            assertThat(target("prod").up()).contains(true);
        }
    }

    @Nested
    class Discovery {

        @Test
        void instances_arePolledAtOnce() {
            discovers(dms, "a", "b");

            poller(prod()).start();

            assertThat(polledInstances()).containsExactly("a", "b");
            assertThat(last().isAllUp()).isTrue();
            assertThat(target("prod").instances()).isEqualTo(2);
            assertThat(target("prod").lastSuccess()).contains(time.instant());
            assertThat(instance("a").info().name()).isEqualTo("name of a");
        }

        @Test
        void runsOncePerInterval() {
            poller(prod()).start();
            time.advance(ONE_TURN);
            int soFar = dms.instances().asked();

            time.advance(INTERVAL.multipliedBy(10));

            assertThat(dms.instances().asked()).isEqualTo(soFar + 10);
        }

        @Test
        void target_isUp_whenItHasNoInstances() {
            poller(prod()).start();

            assertThat(target("prod").up()).contains(true);
            assertThat(target("prod").instances()).isZero();
            assertThat(last().isAllUp()).isTrue();
            assertThat(last().unpolledTargets()).isEmpty();
        }

        @Test
        void target_isUp_evenIfAllItsInstancesAreDown() {
            discovers(dms, "a");
            dms.tasks("a").fails(Failure.of(FailureReason.DENIED));

            poller(prod()).start();

            assertThat(target("prod").up()).contains(true);
            assertThat(target("prod").failures().counts()).isEmpty();
            assertThat(instance("a").up()).contains(false);
            assertThat(last().isAllUp()).isFalse();
        }

        @Test
        void target_isDown_whenItFails() {
            dms.instances().fails(Failure.of(FailureReason.AUTH));

            poller(prod()).start();

            assertThat(target("prod").up()).contains(false);
            assertThat(target("prod").failures().count(FailureReason.AUTH)).isOne();
            assertThat(target("prod").lastError().map(PollError::text)).contains("because of auth");
            assertThat(last().unpolledTargets()).isEmpty();
            assertThat(last().isAllUp()).isFalse();
        }

        @Test
        void target_isNeitherUpNorDown_beforeItHasEnded() {
            dms.instances().hangs();

            poller(prod()).start();

            assertThat(target("prod").up()).isEmpty();
            assertThat(last().unpolledTargets()).containsExactly("prod");
        }

        @Test
        void instances_goOnBeingPolled_whenItFails() {
            discovers(dms, "a");
            poller(prod()).start();
            dms.instances().fails(Failure.of(FailureReason.UNREACHABLE));
            time.advance(INTERVAL.multipliedBy(20));

            assertThat(polledInstances()).containsExactly("a");
            assertThat(instance("a").up()).contains(true);
            assertThat(instance("a").polls()).isGreaterThanOrEqualTo(20);
            assertThat(target("prod").up()).contains(false);
            assertThat(target("prod").failures().count(FailureReason.UNREACHABLE))
                    .isGreaterThanOrEqualTo(19);
        }

        @Test
        void instance_disappears_whenItIsNoLongerNamed() {
            discovers(dms, "a", "b");
            poller(prod()).start();
            discovers(dms, "b");
            time.advance(ONE_TURN);
            int asked = dms.tasks("a").asked();
            time.advance(INTERVAL.multipliedBy(5));

            assertThat(polledInstances()).containsExactly("b");
            assertThat(target("prod").instances()).isOne();
            assertThat(dms.tasks("a").asked()).isEqualTo(asked);
        }

        @Test
        void histories_stayWhenItFails_andGoAnHourAfterTheirInstance() {
            OffsetHistories kept = new OffsetHistories();
            histories.put("a", kept);
            discovers(dms, "a", "b");
            poller(prod()).start();
            assertThat(histories).containsOnlyKeys("a", "b").containsEntry("a", kept);
            dms.instances().fails(Failure.of(FailureReason.UNREACHABLE));
            time.advance(ONE_TURN);
            assertThat(histories).containsEntry("a", kept);

            discovers(dms, "b");
            time.advance(Duration.ofMinutes(59));
            assertThat(histories).containsEntry("a", kept);
            time.advance(ONE_TURN.multipliedBy(2));
            assertThat(histories).containsOnlyKeys("b");
            discovers(dms, "a", "b");
            time.advance(ONE_TURN);

            assertThat(histories).containsOnlyKeys("a", "b").doesNotContainEntry("a", kept);
        }

        @Test
        void instance_goesOnAsBefore_afterOneEmptyDiscovery() {
            discovers(dms, "a");
            dms.tasks("a").answers(CloudSamples.listing(CloudSamples.replication("r")));
            poller(prod()).start();
            time.advance(INTERVAL.multipliedBy(5));
            long polls = instance("a").polls();
            discovers(dms);
            time.advance(INTERVAL);
            assertThat(polledInstances()).isEmpty();
            discovers(dms, "a");
            time.advance(INTERVAL);

            assertThat(instance("a").up()).contains(true);
            assertThat(instance("a").polls()).isBetween(polls, polls + 3);
            assertThat(instance("a").tasks()).hasSize(1);
        }

        @Test
        void instance_comesBackWithoutStaleAnswers() {
            discovers(dms, "a");
            dms.tasks("a").answers(CloudSamples.listing(CloudSamples.replication("r")));
            poller(prod()).start();
            time.advance(INTERVAL.multipliedBy(5));
            discovers(dms);
            time.advance(CloudSamples.SETTINGS.staleAfter().plus(INTERVAL));
            published.clear();
            dms.tasks("a").hangs();
            discovers(dms, "a");
            time.advance(INTERVAL);

            assertThat(published)
                    .flatExtracting(Snapshot::instances)
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(each.tasks()).isEmpty());
        }

        @Test
        void instance_beginsAgain_whenItComesBackAfterAnHour() {
            discovers(dms, "a");
            poller(prod()).start();
            time.advance(INTERVAL.multipliedBy(5));
            discovers(dms);
            time.advance(Duration.ofHours(1).plus(ONE_TURN));
            discovers(dms, "a");
            time.advance(ONE_TURN);

            assertThat(instance("a").up()).contains(true);
            assertThat(instance("a").polls()).isLessThanOrEqualTo(2);
        }

        @Test
        void pollInProgress_isNotOvertaken_whenItsInstanceComesBack() {
            discovers(dms, "a");
            poller(prod()).start();
            Promise<TaskListing> open = dms.tasks("a").hangs();
            time.advance(INTERVAL);
            int asked = dms.tasks("a").asked();
            discovers(dms);
            time.advance(INTERVAL);
            discovers(dms, "a");
            time.advance(INTERVAL);
            assertThat(dms.tasks("a").asked()).isEqualTo(asked);

            dms.tasks("a").answers(CloudSamples.listing());
            open.complete(CloudSamples.listing());
            time.advance(INTERVAL);
            assertThat(dms.tasks("a").asked()).isEqualTo(asked + 1);
        }

        @Test
        void newInstance_isPolledAtOnce() {
            discovers(dms, "a");
            poller(prod()).start();
            discovers(dms, "a", "b");
            while (dms.instances().asked() == 1) {
                time.advance(time.untilNextTimer());
            }

            assertThat(instance("b").polls()).isOne();
        }

        @Test
        void newFacts_areServedAtOnce() {
            discovers(dms, "a");
            poller(prod()).start();
            dms.instances().answers(List.of(new InstanceFacts("a", "new name", "3.x", "FROZEN", "", Optional.empty())));
            while (dms.instances().asked() == 1) {
                time.advance(time.untilNextTimer());
            }

            assertThat(instance("a").info().name()).isEqualTo("new name");
            assertThat(instance("a").info().status()).isEqualTo("FROZEN");
        }

        @Test
        void goesOn_whenItMeetsASurprise() {
            dms.instances().breaks(new NullPointerException("surprise"));
            poller(prod()).start();
            assertThat(target("prod").up()).contains(false);
            assertThat(target("prod").lastError())
                    .contains(
                            new PollError(FailureReason.INTERNAL, Optional.empty(), "unexpected NullPointerException"));
            assertThat(target("prod").failures().count(FailureReason.INTERNAL)).isOne();

            discovers(dms, "a");
            time.advance(ONE_TURN);

            assertThat(target("prod").up()).contains(true);
            assertThat(instance("a").up()).contains(true);
        }
    }

    @Nested
    class FixedList {

        @Test
        void instances_arePolledWithoutDiscovery() {
            dms.facts("a").answers(CloudSamples.facts("a", ""));

            poller(prod("a")).start();

            assertThat(dms.instances().asked()).isZero();
            assertThat(instance("a").up()).contains(true);
            assertThat(target("prod").up()).contains(true);
            assertThat(target("prod").lastSuccess()).contains(time.instant());
        }

        @Test
        void target_isUp_whenOneOfItsInstancesIs() {
            dms.facts("a").answers(CloudSamples.facts("a", ""));
            dms.facts("b").fails(Failure.of(FailureReason.NOT_FOUND));

            poller(prod("a", "b")).start();

            assertThat(target("prod").up()).contains(true);
            assertThat(instance("b").up()).contains(false);
            assertThat(last().isAllUp()).isFalse();
        }

        @Test
        void target_isDown_whenAllItsInstancesAre() {
            poller(prod("a", "b")).start();

            assertThat(target("prod").up()).contains(false);
            assertThat(target("prod").failures().counts()).isEmpty();
            assertThat(target("prod").instances()).isEqualTo(2);
        }

        @Test
        void target_isAwaited_untilEachInstanceHasBeenPolledOnce() {
            dms.facts("a").answers(CloudSamples.facts("a", ""));
            Promise<InstanceFacts> open = dms.facts("b").hangs();

            poller(prod("a", "b")).start();

            assertThat(last().unpolledTargets()).containsExactly("prod");
            open.fail(Failure.of(FailureReason.TIMEOUT));
            assertThat(last().unpolledTargets()).isEmpty();
        }
    }

    @Nested
    class TwoTargetsWithTheSameInstance {

        @Test
        void instance_isPolledForTheFirstOnly() {
            discovers(dms, "a", "shared");
            discovers(otherDms, "b", "shared");

            poller(prod(), lab()).start();
            time.advance(INTERVAL.multipliedBy(5));

            assertThat(polledInstances()).containsExactly("a", "b", "shared");
            assertThat(instance("shared").info().target()).isEqualTo("prod");
            assertThat(otherDms.tasks("shared").asked()).isZero();
            assertThat(target("prod").instances()).isEqualTo(2);
            assertThat(target("lab").instances()).isOne();
            assertThat(last().isAllUp()).isTrue();
        }

        @Test
        void itIsLoggedOnce() {
            discovers(dms, "shared");
            discovers(otherDms, "shared");
            try (LogCapture log = new LogCapture(PolledInstances.class)) {
                poller(prod(), lab()).start();
                time.advance(INTERVAL.multipliedBy(5));

                assertThat(log.events()).singleElement().satisfies(event -> {
                    assertThat(event.getMessage()).isEqualTo("two targets have the same instance");
                    assertThat(event.getKeyValuePairs())
                            .extracting(Object::toString)
                            .containsExactly("instance_id=\"shared\"", "polled_for=\"prod\"", "not_for=\"lab\"");
                });
            }
        }

        @Test
        void instance_isPolledForTheFirst_evenIfTheSecondAnswersSooner() {
            Promise<List<InstanceFacts>> open = dms.instances().hangs();
            discovers(otherDms, "shared");

            poller(prod(), lab()).start();
            assertThat(instance("shared").info().target()).isEqualTo("lab");
            open.complete(facts("shared"));

            assertThat(instance("shared").info().target()).isEqualTo("prod");
            assertThat(dms.tasks("shared").asked()).isOne();
            int asked = otherDms.tasks("shared").asked();
            time.advance(INTERVAL.multipliedBy(3));
            assertThat(otherDms.tasks("shared").asked()).isEqualTo(asked);
        }

        @Test
        void instance_isPolledForTheSecond_whenTheFirstLosesIt() {
            discovers(dms, "shared");
            discovers(otherDms, "shared");
            poller(prod(), lab()).start();
            discovers(dms);
            time.advance(ONE_TURN);

            assertThat(instance("shared").info().target()).isEqualTo("lab");
            assertThat(instance("shared").up()).contains(true);
            assertThat(target("prod").instances()).isZero();
            assertThat(target("lab").instances()).isOne();
            int asked = dms.tasks("shared").asked();
            time.advance(INTERVAL.multipliedBy(3));
            assertThat(dms.tasks("shared").asked()).isEqualTo(asked);
        }

        @Test
        void instance_staysWithTheFirst_whenItsDiscoveryFails() {
            discovers(dms, "shared");
            discovers(otherDms, "shared");
            poller(prod(), lab()).start();
            dms.instances().fails(Failure.of(FailureReason.SERVER_ERROR));
            time.advance(INTERVAL.multipliedBy(10));

            assertThat(instance("shared").info().target()).isEqualTo("prod");
        }

        @Test
        void secondTarget_isUp_whenAllItsInstancesBelongToTheFirst() {
            discovers(dms, "shared");
            otherDms.facts("shared").answers(CloudSamples.facts("shared", ""));

            poller(prod(), lab("shared")).start();

            assertThat(instance("shared").info().target()).isEqualTo("prod");
            assertThat(target("lab").up()).contains(true);
            assertThat(last().unpolledTargets()).isEmpty();
            assertThat(last().isAllUp()).isTrue();
        }
    }

    @Nested
    class Turning {

        @Test
        void hangingInstance_delaysNoOther() {
            discovers(dms, "a", "b", "c");
            dms.tasks("b").hangs();

            poller(prod()).start();
            time.advance(INTERVAL.multipliedBy(10));

            assertThat(instance("a").polls()).isGreaterThanOrEqualTo(10);
            assertThat(instance("c").polls()).isGreaterThanOrEqualTo(10);
            assertThat(instance("b").up()).isEmpty();
            assertThat(dms.tasks("b").asked()).isOne();
        }

        @Test
        void hangingTarget_delaysNoOther() {
            dms.instances().hangs();
            discovers(otherDms, "b");

            poller(prod(), lab()).start();
            time.advance(INTERVAL.multipliedBy(10));

            assertThat(instance("b").polls()).isGreaterThanOrEqualTo(10);
            assertThat(last().unpolledTargets()).containsExactly("prod");
        }

        @Test
        void instances_arePolledOnceAnInterval_atPlacesOfTheirOwn() {
            String[] ids = IntStream.range(0, 60).mapToObj(i -> "kafka-" + i).toArray(String[]::new);
            discovers(dms, ids);
            List<Long> seconds = new ArrayList<>();
            poller(prod()).start();
            time.advance(ONE_TURN);
            for (String id : ids) {
                dms.tasks(id).does(() -> {
                    seconds.add(time.instant().getEpochSecond() % 60 / 6);
                    return Future.succeededFuture(CloudSamples.listing());
                });
            }

            time.advance(INTERVAL);

            assertThat(seconds).hasSize(60);
            assertThat(seconds.stream().distinct()).hasSizeGreaterThanOrEqualTo(8);
        }

        @Test
        void surpriseInOnePoll_costsNothingElse() {
            discovers(dms, "a", "b");
            dms.tasks("a").breaks(new IllegalStateException("surprise"));

            poller(prod()).start();
            time.advance(INTERVAL.multipliedBy(3));
            assertThat(instance("a").up()).contains(false);
            assertThat(instance("b").polls()).isGreaterThanOrEqualTo(3);

            dms.tasks("a").answers(CloudSamples.listing());
            time.advance(ONE_TURN);
            assertThat(instance("a").up()).contains(true);
        }

        @Test
        void polls_goOn_whenASnapshotIsNotTaken() {
            discovers(dms, "a");
            Poller poller = poller(
                    snapshot -> {
                        published.add(snapshot);
                        throw new IllegalStateException("surprise");
                    },
                    prod());
            poller.start();
            int asked = dms.tasks("a").asked();

            for (int i = 0; i < 100; i++) {
                time.advance(time.untilNextTimer());
            }

            assertThat(dms.tasks("a").asked()).isEqualTo(asked + 13);
            assertThat(published).hasSize(26);
            assertThat(poller.stuckReason()).isEmpty();
        }

        @Test
        void nothing_isAskedOrPublished_afterStop() {
            discovers(dms, "a");
            Poller poller = poller(prod());
            poller.start();
            poller.stop();
            int asked = dms.tasks("a").asked();
            int snapshots = published.size();

            time.advance(INTERVAL.multipliedBy(10));

            assertThat(dms.tasks("a").asked()).isEqualTo(asked);
            assertThat(dms.instances().asked()).isOne();
            assertThat(published).hasSize(snapshots);
            assertThat(time.timers()).isZero();
        }

        @Test
        void stoppedPoller_continues_withWhatItKnew() {
            discovers(dms, "a");
            Poller poller = poller(prod());
            poller.start();
            time.advance(INTERVAL);
            poller.stop();
            time.advance(INTERVAL.multipliedBy(10));
            int asked = dms.tasks("a").asked();
            int snapshots = published.size();

            poller.start();
            time.advance(INTERVAL.multipliedBy(3));

            assertThat(dms.tasks("a").asked()).isBetween(asked + 3, asked + 4);
            assertThat(published).hasSizeGreaterThan(snapshots);
            assertThat(published.get(snapshots).instances()).hasSize(1);
            assertThat(poller.stuckReason()).isEmpty();
        }

        @Test
        void pollUnderWay_endsQuietly_afterStop() {
            discovers(dms, "a");
            Promise<TaskListing> open = dms.tasks("a").hangs();
            Poller poller = poller(prod());
            poller.start();
            int snapshots = published.size();
            poller.stop();
            open.complete(CloudSamples.listing());
            time.advance(INTERVAL.multipliedBy(2));

            assertThat(published).hasSize(snapshots);
            assertThat(dms.tasks("a").asked()).isOne();
        }
    }

    @Nested
    class Publishing {

        @Test
        void snapshot_isPublished_beforeTheFirstPollHasEnded() {
            dms.facts("a").hangs();

            poller(prod("a")).start();

            assertThat(polledInstances()).containsExactly("a");
            assertThat(instance("a").up()).isEmpty();
        }

        @Test
        void snapshot_isPublished_afterEachPoll() {
            discovers(dms, "a");
            poller(prod()).start();
            int before = published.size();
            long polls = instance("a").polls();

            time.advance(ONE_TURN);

            assertThat(instance("a").polls()).isGreaterThan(polls);
            assertThat(published).hasSizeGreaterThan(before);
            assertThat(published)
                    .isNotEmpty()
                    .allMatch(snapshot -> !snapshot.taken().isAfter(time.instant()));
        }

        @Test
        void snapshot_isNotPublishedAgain_whenNothingHasChanged() {
            discovers(dms, "a");
            poller(prod()).start();
            time.advance(INTERVAL.multipliedBy(5));

            assertThat(IntStream.range(1, published.size())
                            .filter(i -> published.get(i).knowsTheSameAs(published.get(i - 1))))
                    .isEmpty();
        }

        @Test
        void oldAnswers_go_althoughNoPollEnds() {
            discovers(dms, "a");
            dms.tasks("a").answers(CloudSamples.listing(CloudSamples.replication("r")));
            poller(prod()).start();
            dms.tasks("a").hangs();

            time.advance(CloudSamples.SETTINGS.staleAfter().plus(INTERVAL));

            assertThat(instance("a").tasks()).isEmpty();
            assertThat(instance("a").complete()).isFalse();
            assertThat(instance("a").up()).contains(true);
            assertThat(last().taken()).isBefore(time.instant().minus(INTERVAL.dividedBy(2)));
        }

        @Test
        void targets_areInTheOrderOfTheConfiguration_andInstancesById() {
            discovers(dms, "z", "m");
            discovers(otherDms, "n", "a");

            poller(prod(), lab()).start();

            assertThat(last().targets()).extracting(Target::name).containsExactly("prod", "lab");
            assertThat(polledInstances()).containsExactly("a", "m", "n", "z");
        }
    }

    @Nested
    class StuckReason {

        @Test
        void poller_isWell_whilePollsFail() {
            dms.instances().fails(Failure.of(FailureReason.UNREACHABLE));
            Poller poller = poller(prod());
            poller.start();

            for (int i = 0; i < 600; i++) {
                time.advance(Duration.ofSeconds(1));
                assertThat(poller.stuckReason()).isEmpty();
            }
        }

        @Test
        void poller_isStuck_whenATurnDoesNotEnd() {
            discovers(dms, "a", "b");
            dms.tasks("b").hangs();
            Poller poller = poller(prod());
            poller.start();

            time.advance(INTERVAL.multipliedBy(2));
            assertThat(poller.stuckReason()).isEmpty();
            time.advance(INTERVAL);
            assertThat(poller.stuckReason())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("the poll loop has had no heartbeat"));
        }

        @Test
        void poller_isStuck_whenADiscoveryDoesNotEnd() {
            dms.instances().hangs();
            Poller poller = poller(prod());
            poller.start();

            time.advance(INTERVAL.multipliedBy(3));

            assertThat(poller.stuckReason()).isPresent();
        }

        @Test
        void poller_isWellAgain_whenTheTurnEnds() {
            discovers(dms, "a");
            Promise<TaskListing> open = dms.tasks("a").hangs();
            Poller poller = poller(prod());
            poller.start();
            time.advance(INTERVAL.multipliedBy(3));
            assertThat(poller.stuckReason()).isPresent();

            dms.tasks("a").answers(CloudSamples.listing());
            open.fail(Failure.of(FailureReason.TIMEOUT));
            time.advance(INTERVAL);

            assertThat(poller.stuckReason()).isEmpty();
        }

        @Test
        void poller_isWell_whenAnInstanceWithAHangingTurnIsGone() {
            discovers(dms, "a");
            dms.tasks("a").hangs();
            Poller poller = poller(prod());
            poller.start();
            discovers(dms);
            time.advance(INTERVAL.multipliedBy(5));

            assertThat(poller.stuckReason()).isEmpty();
        }
    }

    @Nested
    class Once {

        @Test
        void everything_isPolledOnce() {
            discovers(dms, "a", "b");
            otherDms.facts("c").answers(CloudSamples.facts("c", ""));

            Snapshot snapshot = poller(prod(), lab("c")).once().result();

            assertThat(snapshot.isAllUp()).isTrue();
            assertThat(snapshot.instances()).hasSize(3).allMatch(each -> each.polls() == 1);
            assertThat(dms.instances().asked()).isOne();
            assertThat(time.timers()).isZero();
            assertThat(published).isEmpty();
        }

        @Test
        void targetWithoutInstances_isUp() {
            Snapshot snapshot = poller(prod()).once().result();

            assertThat(snapshot.isAllUp()).isTrue();
            assertThat(snapshot.instances()).isEmpty();
        }

        @Test
        void failures_areInTheSnapshot() {
            discovers(dms, "a", "b");
            dms.tasks("b").fails(Failure.of(FailureReason.DENIED));
            otherDms.instances().breaks(new IllegalStateException("surprise"));

            Snapshot snapshot = poller(prod(), lab()).once().result();

            assertThat(snapshot.isAllUp()).isFalse();
            assertThat(snapshot.targets())
                    .extracting(target -> target.up().orElseThrow())
                    .containsExactly(true, false);
            assertThat(snapshot.instances())
                    .extracting(each -> each.up().orElseThrow())
                    .containsExactly(true, false);
        }

        @Test
        void itEnds_whenTheLastPollHasEnded() {
            discovers(dms, "a", "b");
            Promise<TaskListing> open = dms.tasks("b").hangs();

            Future<Snapshot> polled = poller(prod()).once();

            assertThat(polled.isComplete()).isFalse();
            open.complete(CloudSamples.listing());
            assertThat(polled.result().isAllUp()).isTrue();
        }

        @Test
        void instanceOfTwoTargets_isPolledForTheFirst() {
            discovers(dms, "shared");
            TargetSettings second = CloudSamples.target("lab", "shared");

            Snapshot snapshot = poller(
                            prod(), new TargetClients(second, otherDms, new FakeKafka(), Optional.empty(), () -> {}))
                    .once()
                    .result();

            assertThat(snapshot.isAllUp()).isTrue();
            assertThat(snapshot.instances())
                    .singleElement()
                    .satisfies(each -> assertThat(each.info().target()).isEqualTo("prod"));
        }
    }
}
