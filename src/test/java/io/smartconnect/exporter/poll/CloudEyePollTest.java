package io.smartconnect.exporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.eye.TaskSeries;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.log.LogCapture;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.SourceStatus;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.source.CloudEyeReader;
import io.smartconnect.exporter.source.CloudEyeReplication;
import io.smartconnect.exporter.source.CloudEyeTaskSamples;
import io.smartconnect.exporter.source.FakeCloudEye;
import io.smartconnect.exporter.source.SourceOutcomes;
import io.smartconnect.exporter.time.FakeTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CloudEyePollTest {

    private static final CloudEyeReplication TASK = new CloudEyeReplication("i", "id-1", "mirror", false);

    private final FakeTime time = new FakeTime();
    private final FakeCloudEye cloudEye = new FakeCloudEye();
    private final SourceOutcomes outcomes = OneInstance.outcomes(LagSource.CLOUD_EYE);
    private final CloudEyePoll poll = new CloudEyePoll(
            "prod",
            new CloudEyeReader(cloudEye, 10, time),
            outcomes,
            new PollContext(CloudSamples.SETTINGS, HealthSettings.DEFAULT, LagSettings.DEFAULT, time));

    private List<CloudEyeTaskSamples> nextPoll() {
        time.advance(Duration.ofMinutes(1));
        cloudEye.has(new TaskSeries("i", "mirror"), time.instant(), 7);
        return poll.run(List.of(TASK)).result();
    }

    private SourceStatus status() {
        return Objects.requireNonNull(outcomes.status().get(LagSource.CLOUD_EYE));
    }

    @Test
    void deniedList_isReported_untilItCanBeRead() {
        cloudEye.listing = Future.failedFuture(Failure.of(FailureReason.DENIED));
        try (LogCapture log = new LogCapture(CloudEyePoll.class)) {
            for (int minute = 0; minute < 25; minute++) {
                assertThat(nextPoll()).hasSize(1);
                assertThat(status().up()).contains(false);
            }
            assertThat(status().failures().counts()).containsEntry(FailureReason.DENIED, 3L);
            assertThat(log.events()).singleElement().asString().contains("Cloud Eye can't be read");

            cloudEye.listing = Future.succeededFuture();
            for (int minute = 0; minute < 10; minute++) {
                nextPoll();
            }
            assertThat(status().up()).contains(true);
            assertThat(log.events()).hasSize(2).last().asString().contains("Cloud Eye can be read again");
        }
    }

    @Test
    void failedOlderQuery_isReported_besideItsSamples() {
        cloudEye.olderQuery = Future.failedFuture(Failure.of(FailureReason.SERVER_ERROR));

        assertThat(nextPoll()).hasSize(1);
        assertThat(status().up()).contains(false);
        assertThat(status().failures().counts()).containsEntry(FailureReason.SERVER_ERROR, 1L);
    }
}
