package io.smartconnect.exporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.dms.TaskListing;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.time.FakeTime;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The poller's change to other targets and settings while it polls. */
class PollerReloadTest {

    private static final Duration INTERVAL = CloudSamples.SETTINGS.interval();

    private final FakeTime time = new FakeTime();
    private final FakeDms dms = new FakeDms();
    private final FakeDms newDms = new FakeDms();
    private final FakeDms labDms = new FakeDms();
    private final List<Snapshot> published = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final ConcurrentMap<String, OffsetHistories> histories = new ConcurrentHashMap<>();
    private final TargetClients prod = clients("prod", dms);
    private final TargetClients newProd = clients("prod", newDms);
    private final TargetClients lab = clients("lab", labDms);

    PollerReloadTest() {
        Stream.of(dms, newDms).forEach(each -> {
            each.instances().answers(facts("a", "b"));
            for (String id : List.of("a", "b")) {
                each.tasks(id).answers(CloudSamples.listing(CloudSamples.obs("t-" + id)));
                each.dumps("c-" + id).answers(CloudSamples.listing(CloudSamples.dump("t-" + id)));
                each.detail("c-" + id, "t-" + id).answers(CloudSamples.detail("t-" + id, 900));
            }
        });
    }

    private TargetClients clients(String name, FakeDms cloud, String... instances) {
        TargetSettings target = CloudSamples.target(name, instances);
        return new TargetClients(target, cloud, new FakeKafka(), Optional.empty(), () -> closed.add(name));
    }

    private static List<InstanceFacts> facts(String... ids) {
        return Stream.of(ids).map(id -> CloudSamples.facts(id, "c-" + id)).toList();
    }

    private PollContext context(PollSettings settings) {
        return new PollContext(settings, HealthSettings.DEFAULT, LagSettings.DEFAULT, time);
    }

    private PollContext context() {
        return context(CloudSamples.SETTINGS);
    }

    private Poller started(TargetClients... clients) {
        Poller poller = new Poller(List.of(clients), context(), histories, published::add);
        poller.start();
        return poller;
    }

    private Snapshot last() {
        return published.get(published.size() - 1);
    }

    private Instance instance(String id) {
        return last().instances().stream()
                .filter(each -> each.info().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private int requests(FakeDms cloud) {
        return cloud.instances().asked()
                + cloud.tasks("a").asked()
                + cloud.tasks("b").asked();
    }

    @Test
    void sameSettings_changeNothing() {
        Poller poller = started(prod);
        time.advance(INTERVAL.multipliedBy(3));
        Snapshot before = last();
        int asked = requests(dms);
        int timers = time.timers();

        for (int i = 0; i < 100; i++) {
            poller.reconfigure(List.of(prod), context());
        }

        assertThat(last()).isSameAs(before);
        assertThat(requests(dms)).isEqualTo(asked);
        assertThat(time.timers()).isEqualTo(timers);
        time.advance(INTERVAL);
        assertThat(requests(dms)).isEqualTo(asked + 3);
    }

    @Test
    void otherClients_continueTheTarget_atItsPlaceInTheInterval() {
        Poller poller = started(prod);
        time.advance(INTERVAL.multipliedBy(12));
        Instance before = instance("a");
        OffsetHistories kept = histories.get("a");
        int asked = requests(dms);

        poller.reconfigure(List.of(newProd), context());
        prod.retire();

        assertThat(closed).containsExactly("prod");
        assertThat(instance("a")).isSameAs(before);
        assertThat(requests(newDms)).isZero();
        time.advance(INTERVAL);
        assertThat(requests(dms)).isEqualTo(asked);
        assertThat(requests(newDms)).isEqualTo(3);
        assertThat(instance("a").polls()).isEqualTo(before.polls() + 1);
        assertThat(histories).containsEntry("a", kept);
        assertThat(instance("a").tasks().get(0).progress().orElseThrow().judgement())
                .isEqualTo(before.tasks().get(0).progress().orElseThrow().judgement());
    }

    @Test
    void pollInProgress_keepsItsClients_untilItHasEnded() {
        Poller poller = started(prod);
        Promise<TaskListing> open = dms.tasks("a").hangs();
        time.advance(INTERVAL);

        poller.reconfigure(List.of(newProd), context());
        prod.retire();
        assertThat(closed).isEmpty();
        int details = dms.detailsAsked();
        open.complete(CloudSamples.listing(CloudSamples.obs("t-a")));

        assertThat(dms.detailsAsked()).isEqualTo(details + 1);
        assertThat(closed).containsExactly("prod");
        assertThat(instance("a").up()).contains(true);
    }

    @Test
    void counters_stay_whenTheClientsChange() {
        dms.tasks("a").fails(Failure.of(FailureReason.DENIED));
        dms.facts("a").answers(CloudSamples.facts("a", "c-a"));
        Poller poller = started(clients("prod", dms, "a"), lab);
        time.advance(INTERVAL.multipliedBy(5));
        long failures = instance("a").failures().count(FailureReason.DENIED);
        assertThat(failures).isGreaterThanOrEqualTo(5);

        poller.reconfigure(List.of(clients("prod", newDms, "a"), lab), context());
        newDms.facts("a").answers(CloudSamples.facts("a", "c-a"));
        time.advance(INTERVAL);

        assertThat(instance("a").up()).contains(true);
        assertThat(instance("a").failures().count(FailureReason.DENIED)).isEqualTo(failures);
    }

    @Test
    void newTarget_beginsAtOnce_andARemovedOneEnds() {
        labDms.instances().answers(facts("l"));
        Poller poller = started(prod);

        poller.reconfigure(List.of(prod, lab), context());
        assertThat(instance("l").up()).contains(true);
        assertThat(last().targets()).extracting(each -> each.name()).containsExactly("prod", "lab");

        poller.reconfigure(List.of(lab), context());
        prod.retire();
        int asked = requests(dms);
        time.advance(INTERVAL.multipliedBy(2));
        assertThat(requests(dms)).isEqualTo(asked);
        assertThat(closed).containsExactly("prod");
        assertThat(last().instances()).hasSize(1);
        assertThat(last().targets()).hasSize(1);
    }

    @Test
    void instanceOfAnotherTarget_isNotPolledForIt_beforeThePollInProgressHasEnded() {
        Poller poller = started(prod);
        Promise<TaskListing> open = dms.tasks("a").hangs();
        time.advance(INTERVAL);
        labDms.instances().answers(facts("a"));

        poller.reconfigure(List.of(lab), context());
        assertThat(labDms.tasks("a").asked()).isZero();
        open.complete(CloudSamples.listing());

        assertThat(labDms.tasks("a").asked()).isOne();
        time.advance(INTERVAL.multipliedBy(2));
        assertThat(labDms.tasks("a").asked()).isEqualTo(3);
        assertThat(last().instances()).hasSize(1);
    }

    @Test
    void instanceThatWaitsForItsOldPoll_isNotPolled_afterAStopOrAnotherMove() {
        Poller poller = started(prod);
        Promise<TaskListing> open = dms.tasks("a").hangs();
        time.advance(INTERVAL);
        labDms.instances().answers(facts("a"));
        poller.reconfigure(List.of(lab), context());

        poller.reconfigure(List.of(newProd), context());
        lab.retire();
        assertThat(newDms.tasks("b").asked()).isOne();
        poller.stop();
        open.complete(CloudSamples.listing());

        assertThat(labDms.tasks("a").asked()).isZero();
        assertThat(newDms.tasks("a").asked()).isZero();
        assertThat(closed).containsExactly("lab");
        poller.start();
        assertThat(newDms.tasks("a").asked()).isOne();
    }

    @Test
    void targetThatComesBackWithinAnHour_continues() {
        Poller poller = started(prod, lab);
        time.advance(INTERVAL.multipliedBy(5));
        long polls = instance("a").polls();

        poller.reconfigure(List.of(lab), context());
        time.advance(INTERVAL);
        poller.reconfigure(List.of(newProd, lab), context());

        assertThat(instance("a").polls()).isEqualTo(polls + 1);
        assertThat(requests(newDms)).isEqualTo(3);
    }

    @Test
    void instancesOfTheConfiguration_areTakenIn() {
        Poller poller = started(prod);
        time.advance(INTERVAL);
        dms.facts("b").answers(CloudSamples.facts("b", "c-b"));
        int discoveries = dms.instances().asked();

        poller.reconfigure(List.of(clients("prod", dms, "b")), context());
        time.advance(INTERVAL.multipliedBy(2));

        assertThat(last().instances()).extracting(each -> each.info().id()).containsExactly("b");
        assertThat(dms.instances().asked()).isEqualTo(discoveries);
        assertThat(dms.facts("b").asked()).isEqualTo(2);

        poller.reconfigure(List.of(prod), context());
        assertThat(last().instances()).hasSize(2);
    }

    @Test
    void otherInterval_countsAtOnce() {
        Poller poller = started(prod);
        time.advance(INTERVAL.multipliedBy(2));
        int asked = requests(dms);

        poller.reconfigure(
                List.of(prod),
                context(new PollSettings(Duration.ofSeconds(6), Duration.ofSeconds(5), Duration.ofMinutes(5))));
        time.advance(INTERVAL);

        assertThat(requests(dms) - asked).isBetween(27, 30);
    }

    @Test
    void otherStaleness_countsAtOnce() {
        Poller poller = started(prod);
        time.advance(INTERVAL);
        dms.tasks("a").hangs();
        time.advance(INTERVAL.multipliedBy(2));
        assertThat(instance("a").tasks()).isNotEmpty();

        poller.reconfigure(
                List.of(prod),
                context(new PollSettings(INTERVAL, CloudSamples.SETTINGS.timeout(), Duration.ofMinutes(1))));

        assertThat(instance("a").tasks()).isEmpty();
    }

    @Test
    void otherSources_areReadAtTheNextPoll_andTheCountersOfTheOthersStay() {
        Poller poller = started(prod);
        time.advance(INTERVAL);
        LagSettings onlyGroups = new LagSettings(
                Optional.empty(), Optional.empty(), Set.of(LagSource.CONSUMER_GROUP), List.of(), Duration.ofMinutes(5));
        int details = dms.detailsAsked();

        poller.reconfigure(
                List.of(prod), new PollContext(CloudSamples.SETTINGS, HealthSettings.DEFAULT, onlyGroups, time));
        time.advance(INTERVAL);

        assertThat(dms.detailsAsked()).isEqualTo(details);
        assertThat(last().targets().get(0).lagSources()).containsOnlyKeys(LagSource.CONSUMER_GROUP);
    }

    @Test
    void nothingBegins_whenThePollerHasStopped() {
        Poller poller = started(prod);
        poller.stop();
        int snapshots = published.size();

        poller.reconfigure(List.of(newProd, lab), context());
        time.advance(INTERVAL.multipliedBy(3));

        assertThat(requests(newDms)).isZero();
        assertThat(labDms.instances().asked()).isZero();
        assertThat(published).hasSize(snapshots);
        assertThat(time.timers()).isZero();
    }
}
