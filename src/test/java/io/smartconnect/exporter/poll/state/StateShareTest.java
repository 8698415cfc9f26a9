package io.smartconnect.exporter.poll.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.health.tracking.InstanceContext;
import io.smartconnect.exporter.health.tracking.TaskTrackers;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.Retentions;
import io.smartconnect.exporter.poll.CloudSamples;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.time.FakeTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateShareTest {

    private final FakeTime time = new FakeTime();
    private final StateBudget budget = new StateBudget(StateBudget.OF_INSTANCE + StateBudget.OF_TASK);
    private final StateShare share = budget.share();
    private final TaskTrackers trackers = new TaskTrackers(
            new InstanceContext("i", "prod", HealthSettings.DEFAULT, true),
            new OffsetHistories(),
            new Retentions(Duration.ofMinutes(10)),
            time);

    @Test
    void admit_takesMemory_untilTheShareIsClosed() {
        Task task = CloudSamples.obs("t");
        assertThat(share.admit(List.of(task), trackers).succeeded()).isTrue();
        assertThat(budget.checkRoomFor(1).failed()).isTrue();

        share.close();

        assertThat(budget.checkRoomFor(2).succeeded()).isTrue();
    }

    @Test
    void admit_takesNothing_whenThePollEndsAfterTheShareIsClosed() {
        share.close();

        assertThat(share.admit(List.of(CloudSamples.obs("t")), trackers).succeeded())
                .isTrue();
        assertThat(share.admit(CloudSamples.obs("t"), CloudSamples.detail("t", 1), trackers)
                        .succeeded())
                .isTrue();
        share.settle(trackers);

        assertThat(budget.checkRoomFor(2).succeeded()).isTrue();
    }
}
