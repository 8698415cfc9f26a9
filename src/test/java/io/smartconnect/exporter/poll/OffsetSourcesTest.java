package io.smartconnect.exporter.poll;

import static io.smartconnect.exporter.poll.OneInstance.CONNECTOR;
import static io.smartconnect.exporter.poll.OneInstance.ID;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.smartconnect.exporter.log.LogCapture;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.SourceStatus;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The outcomes of the sources of offsets, as polls report them. */
class OffsetSourcesTest {

    private final OneInstance instance = OneInstance.discovered();
    private final FakeDms dms = instance.dms;

    private SourceStatus groups() {
        return Objects.requireNonNull(instance.outcomes.status().get(LagSource.CONSUMER_GROUP));
    }

    private void haveDumpsWithoutDumpApi() {
        instance.learn(CloudSamples.facts(ID, ""));
        dms.tasks(ID).answers(CloudSamples.listing(CloudSamples.obs("a"), CloudSamples.obs("b")));
    }

    @Test
    void failedSearch_countsOnce_andIsNoSuccess() {
        haveDumpsWithoutDumpApi();
        Promise<List<String>> open = Promise.promise();
        instance.kafka.lists(open.future());
        Future<Void> polled = instance.begin();
        open.fail(Failure.of(FailureReason.SERVER_ERROR));

        assertThat(polled.succeeded()).isTrue();
        assertThat(groups().up()).contains(false);
        assertThat(groups().failures().counts()).containsEntry(FailureReason.SERVER_ERROR, 1L);
    }

    /** No later poll would correct it, since discovery no longer lists the instance. */
    @Test
    void instanceThatIsDeletedDuringAPoll_isNoFailureOfTheSource() {
        haveDumpsWithoutDumpApi();
        instance.kafka.lists(Future.failedFuture(Failure.answer(404, "DMS.00404022")));
        instance.poll();

        assertThat(groups().up()).isEmpty();
        assertThat(groups().failures().counts()).isEmpty();
    }

    @Test
    void missedGroups_areNoSuccess_whileTheListingIsDenied() {
        haveDumpsWithoutDumpApi();
        instance.kafka.lists(Future.failedFuture(Failure.of(FailureReason.DENIED)));
        instance.poll();
        for (int poll = 1; poll < 8; poll++) {
            instance.nextPoll();
            assertThat(groups().up()).contains(false);
        }
        assertThat(instance.kafka.requests).contains("show_group connect-a");
    }

    @Test
    void denial_isLogged_afterAnotherFailure() {
        dms.dumps(CONNECTOR).answers(CloudSamples.listing(CloudSamples.dump("a")));
        dms.detail(CONNECTOR, "a").fails(Failure.of(FailureReason.SERVER_ERROR));
        try (LogCapture log = new LogCapture(OffsetsPoll.class)) {
            instance.nextPoll();
            dms.detail(CONNECTOR, "a").fails(Failure.of(FailureReason.DENIED));
            for (int poll = 0; poll < 25; poll++) {
                instance.nextPoll();
            }

            assertThat(log.events())
                    .extracting(event -> event.getKeyValuePairs().toString())
                    .satisfiesExactly(
                            first -> assertThat(first).contains("server_error"),
                            second -> assertThat(second).contains("denied"));
        }
    }

    @Test
    void denial_isLoggedOnce_whileAnotherTaskIsRead() {
        dms.dumps(CONNECTOR).answers(CloudSamples.listing(CloudSamples.dump("a"), CloudSamples.dump("b")));
        dms.detail(CONNECTOR, "a").fails(Failure.of(FailureReason.DENIED));
        dms.detail(CONNECTOR, "b").answers(CloudSamples.detail("b", 2));
        try (LogCapture log = new LogCapture(OffsetsPoll.class)) {
            for (int poll = 0; poll < 25; poll++) {
                instance.nextPoll();
            }
            assertThat(log.events())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly("offsets of tasks can't be read");

            dms.detail(CONNECTOR, "a").answers(CloudSamples.detail("a", 1));
            for (int poll = 0; poll < 10; poll++) {
                instance.nextPoll();
            }
            assertThat(log.events())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .endsWith("offsets of tasks can be read again")
                    .hasSize(2);
        }
    }
}
