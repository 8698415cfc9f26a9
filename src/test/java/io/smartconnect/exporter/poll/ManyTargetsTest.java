package io.smartconnect.exporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.time.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The work for thousands of targets with one instance each, which must not grow with their square. */
class ManyTargetsTest {

    private static final int TARGETS = 3_000;
    private static final Duration INTERVAL = CloudSamples.SETTINGS.interval();

    private final FakeTime time = new FakeTime();
    private final List<FakeDms> clouds =
            IntStream.range(0, TARGETS).mapToObj(number -> new FakeDms()).toList();
    private final List<Snapshot> published = new ArrayList<>();
    private final Poller poller = new Poller(
            IntStream.range(0, TARGETS).mapToObj(this::target).toList(),
            new PollContext(CloudSamples.SETTINGS, HealthSettings.DEFAULT, LagSettings.DEFAULT, time),
            new ConcurrentHashMap<>(),
            published::add);

    private TargetClients target(int number) {
        FakeDms cloud = clouds.get(number);
        String id = "i" + number;
        cloud.instances().answers(List.of(CloudSamples.facts(id, "")));
        return new TargetClients(CloudSamples.target("t" + number), cloud, new FakeKafka(), Optional.empty(), () -> {});
    }

    private int requests() {
        return IntStream.range(0, TARGETS)
                .map(number -> clouds.get(number).instances().asked()
                        + clouds.get(number).tasks("i" + number).asked())
                .sum();
    }

    @Test
    void firstPolls_areSpread_andPublicationsAreShared() {
        poller.start();
        assertThat(requests())
                .as("requests of the first turn of the event loop")
                .isLessThan(100);

        time.advance(INTERVAL.multipliedBy(2));
        assertThat(published.get(published.size() - 1).isAllUp()).isTrue();
        assertThat(published.get(published.size() - 1).instances()).hasSize(TARGETS);
        int before = published.size();
        int asked = requests();

        time.advance(INTERVAL);

        assertThat(requests() - asked).isEqualTo(2 * TARGETS);
        assertThat(published.size() - before)
                .as("publications, each of which looks at all targets")
                .isLessThan(TARGETS / 5);
    }
}
