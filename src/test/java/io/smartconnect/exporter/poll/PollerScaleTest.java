package io.smartconnect.exporter.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.http.RecordedRequest;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.scenario.Scenario;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many instances cost no request that is not needed, and the limits of a target are kept while they are polled. */
@Timeout(150)
class PollerScaleTest {

    private static final int INSTANCES = 120;
    private static final int TASKS = 18;

    private final RealPolls polls = new RealPolls();

    @AfterEach
    void close() {
        polls.close();
    }

    @Test
    void poll_ofManyInstances_asksExactlyWhatItNeeds() throws TimeoutException {
        try (Simulator cloud = Simulator.start(Scenario.large(INSTANCES, TASKS, 2))) {
            Snapshot snapshot = polls.once(polls.source("prod", cloud, RealPolls.atMost(16, 2_000)));

            assertThat(snapshot.isAllUp()).isTrue();
            assertThat(snapshot.instances())
                    .hasSize(INSTANCES)
                    .allSatisfy(instance -> assertThat(instance.tasks())
                            .hasSize(TASKS)
                            .allMatch(task -> task.topics()
                                            .orElseThrow()
                                            .get(0)
                                            .partitions()
                                            .size()
                                    == 2));
            assertThat(cloud.requestCount(SimulatedOperation.LIST_INSTANCES)).isEqualTo(3);
            assertThat(cloud.requestCount(SimulatedOperation.LIST_TASKS)).isEqualTo(INSTANCES);
            assertThat(cloud.requestCount(SimulatedOperation.LIST_DUMP_TASKS)).isEqualTo(INSTANCES);
            assertThat(cloud.requestCount(SimulatedOperation.SHOW_DUMP_TASK)).isEqualTo(INSTANCES * TASKS);
            assertThat(cloud.requestCount(SimulatedOperation.LIST_TOPICS)).isEqualTo(INSTANCES);
            assertThat(cloud.requestCount(SimulatedOperation.LIST_PARTITIONS)).isEqualTo(INSTANCES * TASKS);
            assertThat(cloud.requestCount()).isEqualTo(3 + INSTANCES * (2 + TASKS + 1 + TASKS));
            assertThat(cloud.maxConcurrentRequests()).isLessThanOrEqualTo(16);
            double perPoll = 3 + INSTANCES * (2 + TASKS);
            double perRetention = INSTANCES * (1 + TASKS);
            assertThat(snapshot.targets().get(0).budget().orElseThrow().ratio())
                    .as("needed requests in 150 s and in 5 min, of 2,000 a second")
                    .isCloseTo((perPoll / 150 + perRetention / 300) / 2_000, within(1e-9));
        }
    }

    /** With one request at a time, a slow machine can delay each request, but not bring two of them closer together. */
    @Test
    void rate_isNeverExceededInAnySecond() throws TimeoutException {
        int rate = 100;
        try (Simulator cloud = Simulator.start(Scenario.large(10, TASKS, 1))) {
            Snapshot snapshot = polls.once(polls.source("prod", cloud, RealPolls.atMost(1, rate)));

            assertThat(snapshot.isAllUp()).isTrue();
            assertThat(cloud.requestCount()).isEqualTo(1 + 10 * (2 + TASKS + 1 + TASKS));
            assertThat(cloud.maxConcurrentRequests()).isOne();
            assertThat(mostInASecond(cloud.requests())).isLessThanOrEqualTo(rate + 2);
        }
    }

    private static long mostInASecond(List<RecordedRequest> requests) {
        return requests.stream()
                .map(RecordedRequest::time)
                .mapToLong(start -> requests.stream()
                        .map(RecordedRequest::time)
                        .filter(time -> isInSecondFrom(start, time))
                        .count())
                .max()
                .orElse(0);
    }

    private static boolean isInSecondFrom(Instant start, Instant time) {
        return !time.isBefore(start) && time.isBefore(start.plusSeconds(1));
    }
}
