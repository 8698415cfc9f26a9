package io.smartconnect.exporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.gate.RequestBudget;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.Retentions;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.source.SourceOutcomes;
import io.smartconnect.exporter.time.FakeTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One discovered instance, {@code i} with the connector {@code c}, and its polls. */
public final class OneInstance {

    public static final String ID = "i";
    public static final String CONNECTOR = "c";
    public static final Duration INTERVAL = CloudSamples.SETTINGS.interval();

    public final FakeTime time = new FakeTime();
    public final FakeDms dms = new FakeDms();
    public final FakeKafka kafka = new FakeKafka();
    public final SourceOutcomes outcomes = outcomes(LagSource.DUMP, LagSource.CONSUMER_GROUP);
    private final InstancePoll poll;

    private OneInstance(boolean discovered, OffsetHistories histories) {
        TargetSettings target = discovered ? CloudSamples.target("prod") : CloudSamples.target("prod", ID);
        TargetClients source = new TargetClients(target, dms, kafka, Optional.empty(), () -> {});
        poll = new InstancePoll(
                ID,
                new TargetPoll.Shared(
                        source,
                        new RequestBudget("prod"),
                        outcomes,
                        new Retentions(Duration.ofMinutes(10)),
                        false,
                        new PollContext(CloudSamples.SETTINGS, HealthSettings.DEFAULT, LagSettings.DEFAULT, time)),
                histories);
    }

    /** The outcomes of these sources, before the first request. */
    public static SourceOutcomes outcomes(LagSource... sources) {
        SourceOutcomes outcomes = new SourceOutcomes();
        outcomes.retain(Set.of(sources));
        return outcomes;
    }

    public static OneInstance discovered() {
        return discovered(new OffsetHistories());
    }

    /** One that knows histories from before a restart. */
    public static OneInstance discovered(OffsetHistories histories) {
        OneInstance instance = new OneInstance(true, histories);
        instance.learn(CloudSamples.facts(ID, CONNECTOR));
        return instance;
    }

    /** One that the configuration names, so that each poll asks for its facts. */
    public static OneInstance listed() {
        OneInstance instance = new OneInstance(false, new OffsetHistories());
        instance.dms.facts(ID).answers(CloudSamples.facts(ID, CONNECTOR));
        return instance;
    }

    public void learn(InstanceFacts facts) {
        poll.learn(facts);
    }

    /** Both listings name one OBS task, {@code t}, of which there is a detail. */
    public OneInstance withOneTask() {
        dms.tasks(ID).answers(CloudSamples.listing(CloudSamples.obs("t")));
        dms.dumps(CONNECTOR).answers(CloudSamples.listing(CloudSamples.dump("t")));
        dms.detail(CONNECTOR, "t").answers(CloudSamples.detail("t", 900));
        return this;
    }

    /** A poll that ends at once. */
    public Instance poll() {
        assertThat(begin().isComplete()).isTrue();
        return poll.frozen();
    }

    /** A poll that ends when the cloud lets it. */
    public Future<Void> begin() {
        return poll.run(false);
    }

    public Instance pollAfter(Duration pause) {
        time.advance(pause);
        return poll();
    }

    public Instance nextPoll() {
        return pollAfter(INTERVAL);
    }

    /** What is served after this pause although no poll has ended. */
    public Instance judgedAfter(Duration pause) {
        time.advance(pause);
        poll.dropStale();
        return poll.frozen();
    }

    /** The requests that the last poll needed but did not make; the fake cloud has no gate, which counts the others. */
    public long skippedPerPoll() {
        return Math.round(poll.requestsPerSecond().total() * INTERVAL.toSeconds());
    }

    public Instance frozen() {
        return poll.frozen();
    }

    public static List<String> ids(Instance instance) {
        return instance.tasks().stream().map(Task::id).toList();
    }

    public static Task task(Instance instance, String id) {
        return instance.tasks().stream()
                .filter(task -> task.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Offsets up to which the partitions of the task have been transferred; empty without a detail. */
    public static List<Long> transferred(Instance instance, String id) {
        return task(instance, id).topics().stream()
                .flatMap(List::stream)
                .flatMap(topic -> topic.partitions().stream())
                .map(Partition::lastTransferOffset)
                .map(OptionalLong::getAsLong)
                .toList();
    }
}
