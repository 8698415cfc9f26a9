package io.smartconnect.exporter.poll;

import static io.smartconnect.exporter.poll.OneInstance.CONNECTOR;
import static io.smartconnect.exporter.poll.OneInstance.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.dms.TaskListing;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.Task;
import io.vertx.core.Promise;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the cloud says does not exist is no error, and is asked again only rarely. */
class NotFoundCodesTest {

    private final OneInstance instance = OneInstance.discovered();
    private final FakeDms dms = instance.dms;

    @Test
    void instanceWithoutConnector_isUp_withoutDumps() {
        instance.learn(CloudSamples.facts(ID, ""));
        dms.tasks(ID).answers(CloudSamples.listing(CloudSamples.obs("t")));

        Instance polled = instance.poll();

        assertThat(polled.up()).contains(true);
        assertThat(polled.complete()).isTrue();
        assertThat(polled.quotas()).containsOnlyKeys(ApiFamily.SMART_CONNECT);
        assertThat(OneInstance.ids(polled)).containsExactly("t");
    }

    @Nested
    class DumpApi {

        @ParameterizedTest
        @ValueSource(
                strings = {"DMS.00404024", "DMS.00404026", "DMS.00404001", "DMS.10240406", "APIG.0101", "APIGW.0101"})
        void instance_isUpWithoutPartitions_whenTheListingIsAbsent(String code) {
            dms.tasks(ID).answers(CloudSamples.listing(CloudSamples.obs("t")));
            dms.dumps(CONNECTOR).fails(Failure.answer(404, code));

            Instance polled = instance.poll();

            assertThat(polled.up()).contains(true);
            assertThat(polled.lastError()).isEmpty();
            assertThat(polled.complete()).isTrue();
            assertThat(polled.quotas()).containsOnlyKeys(ApiFamily.SMART_CONNECT);
            assertThat(OneInstance.transferred(polled, "t")).isEmpty();
            assertThat(dms.detailsAsked()).isZero();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"DMS.00404024", "DMS.00404026", "DMS.00404001", "DMS.10240406", "APIG.0101", "APIGW.0101"})
        void partitionsGo_whenTheDetailIsAbsent(String code) {
            instance.withOneTask().poll();
            dms.detail(CONNECTOR, "t").fails(Failure.answer(404, code));

            Instance polled = instance.nextPoll();

            assertThat(polled.up()).contains(true);
            assertThat(OneInstance.ids(polled)).containsExactly("t");
            assertThat(OneInstance.transferred(polled, "t")).isEmpty();
        }

        @Test
        void tasksThatOnlyItNamed_goAtOnce_whenItBecomesAbsent() {
            instance.withOneTask();
            dms.dumps(CONNECTOR).answers(CloudSamples.listing(CloudSamples.dump("t"), CloudSamples.dump("d")));
            assertThat(OneInstance.ids(instance.poll())).containsExactly("d", "t");
            dms.dumps(CONNECTOR).fails(Failure.answer(404, "DMS.00404024"));

            Instance polled = instance.nextPoll();

            assertThat(OneInstance.ids(polled)).containsExactly("t");
            assertThat(OneInstance.transferred(polled, "t")).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "404, DMS.00404022, NOT_FOUND",
            "404, '', NOT_FOUND",
            "404, DMS.10240407, THROTTLED",
            "404, APIG.0308, THROTTLED",
            "404, APIGW.0308, THROTTLED",
            "400, DMS.00404024, REJECTED",
            "403, DMS.00404024, DENIED",
            "500, APIG.0101, SERVER_ERROR"
        })
        void anyOtherRefusal_isAFailure(int status, String code, FailureReason reason) {
            dms.dumps(CONNECTOR).fails(Failure.answer(status, code));

            Instance polled = instance.poll();

            assertThat(polled.up()).contains(false);
            assertThat(polled.failures().count(reason)).isOne();
            instance.nextPoll();
            assertThat(dms.dumps(CONNECTOR).asked()).isEqualTo(2);
        }

        @Test
        void listing_isAskedAgainAfterTenMinutes() {
            dms.dumps(CONNECTOR).fails(Failure.answer(404, "APIG.0101"));
            instance.poll();

            IntStream.range(0, 9).forEach(minute -> instance.nextPoll());
            assertThat(dms.dumps(CONNECTOR).asked()).isOne();
            assertThat(dms.tasks(ID).asked()).isEqualTo(10);

            instance.withOneTask();
            assertThat(OneInstance.transferred(instance.nextPoll(), "t")).containsExactly(900L);
        }

        @Test
        void listing_isAskedAtOnce_whenTheConnectorChanges() {
            dms.dumps(CONNECTOR).fails(Failure.answer(404, "DMS.00404024"));
            instance.poll();
            dms.dumps("other").answers(CloudSamples.listing(CloudSamples.dump("d")));
            dms.detail("other", "d").answers(CloudSamples.detail("d", 4));

            instance.learn(CloudSamples.facts(ID, "other"));

            assertThat(OneInstance.transferred(instance.nextPoll(), "d")).containsExactly(4L);
        }

        @Test
        void lateAnswersOfAnOldConnector_areNotThoseOfTheNewOne() {
            Promise<TaskListing> listing = dms.dumps(CONNECTOR).hangs();
            instance.begin();
            dms.dumps("other").answers(CloudSamples.listing(CloudSamples.dump("d")));
            instance.learn(CloudSamples.facts(ID, "other"));
            listing.fail(Failure.answer(404, "DMS.00404024"));

            Promise<Task> detail = dms.detail("other", "d").hangs();
            instance.begin();
            instance.learn(CloudSamples.facts(ID, ""));
            detail.complete(CloudSamples.detail("d", 4));
            instance.learn(CloudSamples.facts(ID, "other"));
            dms.detail("other", "d").fails(Failure.of(FailureReason.SERVER_ERROR));
            instance.nextPoll();

            assertThat(dms.dumps("other").asked()).isEqualTo(2);
            assertThat(OneInstance.transferred(instance.frozen(), "d")).isEmpty();
        }

        @Test
        void listing_isAskedAtOnce_whenAConnectorAppears() {
            instance.learn(CloudSamples.facts(ID, ""));
            instance.poll();
            instance.withOneTask();

            instance.learn(CloudSamples.facts(ID, CONNECTOR));

            assertThat(OneInstance.transferred(instance.nextPoll(), "t")).containsExactly(900L);
        }

        @Test
        void itsTasksAndPartitionsGo_whenTheConnectorDisappears() {
            instance.withOneTask();
            dms.dumps(CONNECTOR).answers(CloudSamples.listing(CloudSamples.dump("t"), CloudSamples.dump("d")));
            instance.poll();

            instance.learn(CloudSamples.facts(ID, ""));

            assertThat(OneInstance.ids(instance.frozen())).containsExactly("t");
            assertThat(OneInstance.transferred(instance.frozen(), "t")).isEmpty();
            assertThat(instance.frozen().quotas()).containsOnlyKeys(ApiFamily.SMART_CONNECT);
            assertThat(instance.nextPoll().up()).contains(true);
        }

        @Test
        void listing_isAskedAtOnce_whenConnectorEnableFlips() {
            instance.learn(CloudSamples.facts(ID, CONNECTOR, false));
            dms.dumps(CONNECTOR).fails(Failure.answer(404, "DMS.00404024"));
            instance.poll();
            instance.withOneTask();

            instance.learn(CloudSamples.facts(ID, CONNECTOR, true));

            assertThat(OneInstance.transferred(instance.nextPoll(), "t")).containsExactly(900L);
        }

        @Test
        void listing_isNotAskedAgain_whenOtherFactsChange() {
            dms.dumps(CONNECTOR).fails(Failure.answer(404, "DMS.00404024"));
            instance.poll();

            instance.learn(CloudSamples.facts(ID, CONNECTOR));
            instance.nextPoll();

            assertThat(dms.dumps(CONNECTOR).asked()).isOne();
        }
    }

    @Nested
    class SmartConnect {

        @Test
        void instance_isUpWithoutTasks_whenThereIsNoConnector() {
            dms.tasks(ID).fails(Failure.answer(404, "DMS.00404024"));
            dms.dumps(CONNECTOR).answers(CloudSamples.listing(CloudSamples.dump("d")));

            Instance polled = instance.poll();

            assertThat(polled.up()).contains(true);
            assertThat(polled.complete()).isTrue();
            assertThat(polled.quotas()).containsOnlyKeys(ApiFamily.DUMP);
            assertThat(OneInstance.ids(polled)).containsExactly("d");
        }

        @ParameterizedTest
        @CsvSource({"400, DMS.00400002", "400, ''", "404, DMS.00404022", "404, APIG.0101", "404, ''"})
        void instance_isUpWithoutTasks_whenItSaysItselfThatSmartConnectIsOff(int status, String code) {
            instance.learn(CloudSamples.facts(ID, "", false));
            dms.tasks(ID).fails(Failure.answer(status, code));

            Instance polled = instance.poll();

            assertThat(polled.up()).contains(true);
            assertThat(polled.complete()).isTrue();
            assertThat(polled.quotas()).isEmpty();
            assertThat(polled.tasks()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "404, DMS.10240407, THROTTLED",
            "404, APIG.0308, THROTTLED",
            "400, APIGW.0308, THROTTLED",
            "401, APIG.0301, AUTH",
            "403, DMS.00403003, DENIED",
            "409, '', REJECTED",
            "500, '', SERVER_ERROR"
        })
        void anyOtherRefusal_isAFailure_evenIfSmartConnectIsOff(int status, String code, FailureReason reason) {
            instance.learn(CloudSamples.facts(ID, "", false));
            dms.tasks(ID).fails(Failure.answer(status, code));

            assertThat(instance.poll().failures().count(reason)).isOne();
            assertThat(instance.frozen().up()).contains(false);
        }

        @ParameterizedTest
        @CsvSource({
            "404, DMS.00404022, NOT_FOUND",
            "404, DMS.00404026, NOT_FOUND",
            "404, DMS.00404001, NOT_FOUND",
            "404, DMS.10240406, NOT_FOUND",
            "404, APIG.0101, NOT_FOUND",
            "404, '', NOT_FOUND",
            "400, DMS.00404024, REJECTED",
            "400, '', REJECTED"
        })
        void anyOtherRefusal_isAFailure(int status, String code, FailureReason reason) {
            dms.tasks(ID).fails(Failure.answer(status, code));

            Instance polled = instance.poll();

            assertThat(polled.up()).contains(false);
            assertThat(polled.failures().count(reason)).isOne();
            assertThat(polled.lastError()).isPresent();
        }

        @Test
        void refusal_isAFailure_whenTheInstanceSaysThatSmartConnectIsOn() {
            instance.learn(CloudSamples.facts(ID, CONNECTOR, true));
            dms.tasks(ID).fails(Failure.answer(400, ""));

            assertThat(instance.poll().up()).contains(false);
        }

        @Test
        void listing_isAskedAgainAfterTenMinutes() {
            dms.tasks(ID).fails(Failure.answer(404, "DMS.00404024"));
            instance.poll();

            IntStream.range(0, 9).forEach(minute -> instance.nextPoll());
            assertThat(dms.tasks(ID).asked()).isOne();

            instance.withOneTask();
            assertThat(OneInstance.ids(instance.nextPoll())).containsExactly("t");
            assertThat(dms.tasks(ID).asked()).isEqualTo(2);
        }

        @Test
        void listing_isAskedAtOnce_whenConnectorEnableFlips() {
            instance.learn(CloudSamples.facts(ID, "", false));
            dms.tasks(ID).fails(Failure.answer(404, "DMS.00404024"));
            instance.poll();
            instance.withOneTask();

            instance.learn(CloudSamples.facts(ID, "", true));

            assertThat(OneInstance.ids(instance.nextPoll())).containsExactly("t");
        }

        @Test
        void listing_isAskedAtOnce_whenAConnectorAppears() {
            instance.learn(CloudSamples.facts(ID, ""));
            dms.tasks(ID).fails(Failure.answer(404, "DMS.00404024"));
            instance.poll();
            instance.withOneTask();

            instance.learn(CloudSamples.facts(ID, CONNECTOR));

            assertThat(OneInstance.task(instance.nextPoll(), "t").apis())
                    .containsExactlyInAnyOrder(ApiFamily.SMART_CONNECT, ApiFamily.DUMP);
        }

        @Test
        void tasks_areServedByThePollThatFindsThemAgain() {
            dms.tasks(ID).fails(Failure.answer(404, "DMS.00404024"));
            instance.poll();
            IntStream.range(0, 9).forEach(minute -> instance.nextPoll());
            dms.tasks(ID).fails(Failure.answer(500, ""));

            Instance polled = instance.nextPoll();

            assertThat(polled.up()).contains(false);
            dms.tasks(ID).answers(CloudSamples.listing(CloudSamples.replication("r")));
            assertThat(OneInstance.ids(instance.nextPoll())).containsExactly("r");
        }
    }
}
