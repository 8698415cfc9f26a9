package io.smartconnect.exporter.poll;

import static io.smartconnect.exporter.poll.OneInstance.CONNECTOR;
import static io.smartconnect.exporter.poll.OneInstance.ID;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.smartconnect.exporter.cloud.dms.TaskListing;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.PollError;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is served when questions fail: the last good answers, until they are too old. */
class LastGoodAnswersTest {

    private static final Duration STALE_AFTER = CloudSamples.SETTINGS.staleAfter();
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final OneInstance instance = OneInstance.discovered();
    private final FakeDms dms = instance.dms;

    /** Besides {@code t}, which both listings name, {@code s} is only in the one and {@code d} only in the other. */
    @BeforeEach
    void pollOnce() {
        instance.withOneTask();
        dms.tasks(ID).answers(CloudSamples.listing(CloudSamples.obs("t"), CloudSamples.replication("s")));
        dms.dumps(CONNECTOR).answers(CloudSamples.listing(CloudSamples.dump("t"), CloudSamples.dump("d")));
        dms.detail(CONNECTOR, "d").answers(CloudSamples.detail("d", 100));
        assertThat(OneInstance.ids(instance.poll())).containsExactly("d", "s", "t");
    }

    @Nested
    class FailedDetail {

        @BeforeEach
        void fail() {
            dms.detail(CONNECTOR, "t").fails(Failure.of(FailureReason.SERVER_ERROR));
            dms.detail(CONNECTOR, "d").answers(CloudSamples.detail("d", 200));
        }

        @Test
        void oldPartitionsStay_andTheInstanceIsUp() {
            Instance polled = instance.nextPoll();

            assertThat(polled.up()).contains(true);
            assertThat(polled.lastError()).isEmpty();
            assertThat(polled.failures().counts()).isEmpty();
            assertThat(OneInstance.transferred(polled, "t")).containsExactly(900L);
            assertThat(OneInstance.transferred(polled, "d")).containsExactly(200L);
        }

        @Test
        void partitionsGo_whenTheyAreTooOld() {
            assertThat(OneInstance.transferred(instance.pollAfter(STALE_AFTER), "t"))
                    .containsExactly(900L);

            Instance polled = instance.pollAfter(MOMENT);

            assertThat(polled.up()).contains(true);
            assertThat(polled.complete()).isTrue();
            assertThat(OneInstance.task(polled, "t").topics()).isEmpty();
            assertThat(OneInstance.ids(polled)).containsExactly("d", "s", "t");
            assertThat(OneInstance.transferred(polled, "d")).containsExactly(200L);
        }

        @Test
        void partitionsComeBack_withTheNextGoodDetail() {
            instance.pollAfter(STALE_AFTER.plus(MOMENT));
            dms.detail(CONNECTOR, "t").answers(CloudSamples.detail("t", 950));

            assertThat(OneInstance.transferred(instance.nextPoll(), "t")).containsExactly(950L);
        }
    }

    @Nested
    class FailedSmartConnectListing {

        @BeforeEach
        void fail() {
            dms.tasks(ID).fails(Failure.of(FailureReason.SERVER_ERROR));
            dms.dumps(CONNECTOR).answers(CloudSamples.listing(CloudSamples.dump("t"), CloudSamples.dump("e")));
            dms.detail(CONNECTOR, "t").answers(CloudSamples.detail("t", 950));
            dms.detail(CONNECTOR, "e").answers(CloudSamples.detail("e", 5));
        }

        @Test
        void instanceIsDown_whileTheRestStaysFresh() {
            Instance polled = instance.nextPoll();

            assertThat(polled.up()).contains(false);
            assertThat(polled.failures().count(FailureReason.SERVER_ERROR)).isOne();
            assertThat(polled.lastError().map(PollError::text)).contains("because of server_error");
            assertThat(polled.complete()).isTrue();
            assertThat(OneInstance.ids(polled)).containsExactly("e", "s", "t");
            assertThat(OneInstance.transferred(polled, "t")).containsExactly(950L);
            assertThat(OneInstance.transferred(polled, "e")).containsExactly(5L);
        }

        @Test
        void tasksThatOnlyItNamedGo_whenItIsTooOld() {
            assertThat(OneInstance.ids(instance.pollAfter(STALE_AFTER))).contains("s");

            Instance polled = instance.pollAfter(MOMENT);

            assertThat(polled.complete()).isFalse();
            assertThat(polled.quotas()).containsOnlyKeys(ApiFamily.DUMP);
            assertThat(OneInstance.ids(polled)).containsExactly("e", "t");
            assertThat(OneInstance.task(polled, "t").apis()).containsExactly(ApiFamily.DUMP);
            assertThat(OneInstance.transferred(polled, "t")).containsExactly(950L);
        }
    }

    @Nested
    class FailedDumpListing {

        @BeforeEach
        void fail() {
            dms.dumps(CONNECTOR).fails(Failure.of(FailureReason.TIMEOUT));
            dms.tasks(ID).answers(CloudSamples.listing(CloudSamples.obs("t"), CloudSamples.obs("u")));
            dms.detail(CONNECTOR, "t").answers(CloudSamples.detail("t", 950));
            dms.detail(CONNECTOR, "d").answers(CloudSamples.detail("d", 200));
            dms.detail(CONNECTOR, "u").answers(CloudSamples.detail("u", 7));
        }

        @Test
        void instanceIsDown_whileDetailsAreStillAsked() {
            Instance polled = instance.nextPoll();

            assertThat(polled.up()).contains(false);
            assertThat(polled.failures().count(FailureReason.TIMEOUT)).isOne();
            assertThat(OneInstance.ids(polled)).containsExactly("d", "t", "u");
            assertThat(OneInstance.transferred(polled, "t")).containsExactly(950L);
            assertThat(OneInstance.transferred(polled, "d")).containsExactly(200L);
            assertThat(OneInstance.transferred(polled, "u")).containsExactly(7L);
        }

        @Test
        void tasksThatOnlyItNamedGo_whenItIsTooOld() {
            Instance polled = instance.pollAfter(STALE_AFTER.plus(MOMENT));

            assertThat(polled.complete()).isFalse();
            assertThat(polled.quotas()).containsOnlyKeys(ApiFamily.SMART_CONNECT);
            assertThat(OneInstance.ids(polled)).containsExactly("t", "u");
            assertThat(OneInstance.transferred(polled, "t")).containsExactly(950L);
        }
    }

    @Nested
    class EverythingFails {

        @BeforeEach
        void fail() {
            dms.tasks(ID).fails(Failure.of(FailureReason.UNREACHABLE));
            dms.dumps(CONNECTOR).fails(Failure.of(FailureReason.UNREACHABLE));
            dms.detail(CONNECTOR, "t").fails(Failure.of(FailureReason.UNREACHABLE));
            dms.detail(CONNECTOR, "d").fails(Failure.of(FailureReason.UNREACHABLE));
        }

        @Test
        void allThatWasKnownStays_untilItIsTooOld() {
            Instance before = instance.frozen();

            Instance polled = instance.pollAfter(STALE_AFTER);

            assertThat(polled.tasks()).isEqualTo(before.tasks());
            assertThat(polled.quotas()).isEqualTo(before.quotas());
            assertThat(polled.complete()).isTrue();
            assertThat(polled.up()).contains(false);
        }

        @Test
        void infoCountersAndUpStay_whenAllElseIsTooOld() {
            Instant lastSuccess = instance.time.instant();

            Instance polled = instance.pollAfter(STALE_AFTER.plus(MOMENT));

            assertThat(polled.tasks()).isEmpty();
            assertThat(polled.quotas()).isEmpty();
            assertThat(polled.complete()).isFalse();
            assertThat(polled.info().name()).isEqualTo("name of i");
            assertThat(polled.up()).contains(false);
            assertThat(polled.polls()).isEqualTo(2);
            assertThat(polled.failures().count(FailureReason.UNREACHABLE)).isOne();
            assertThat(polled.lastSuccess()).contains(lastSuccess);
            assertThat(polled.lastError().map(PollError::text)).contains("because of unreachable");
        }
    }

    @Test
    void ageIsJudged_withoutAnyPollThatEnds() {
        assertThat(instance.judgedAfter(STALE_AFTER).tasks()).hasSize(3);

        Instance judged = instance.judgedAfter(MOMENT);

        assertThat(judged.tasks()).isEmpty();
        assertThat(judged.complete()).isFalse();
        assertThat(judged.up()).contains(true);
        assertThat(judged.polls()).isOne();
        assertThat(judged.info().name()).isEqualTo("name of i");
    }

    @Test
    void eachAnswerHasItsOwnAge() {
        dms.tasks(ID).fails(Failure.of(FailureReason.SERVER_ERROR));
        instance.pollAfter(Duration.ofMinutes(3));
        dms.dumps(CONNECTOR).fails(Failure.of(FailureReason.SERVER_ERROR));
        dms.detail(CONNECTOR, "t").fails(Failure.of(FailureReason.SERVER_ERROR));

        assertThat(OneInstance.ids(instance.pollAfter(Duration.ofMinutes(3)))).containsExactly("d", "t");
        assertThat(OneInstance.transferred(instance.frozen(), "t")).containsExactly(900L);
        assertThat(OneInstance.ids(instance.pollAfter(Duration.ofMinutes(3)))).isEmpty();
    }

    @Test
    void instance_isTheSameObject_whileNothingNewIsKnown() {
        Instance polled = instance.poll();

        assertThat(instance.judgedAfter(MOMENT)).isSameAs(polled);
        assertThat(instance.nextPoll()).isNotSameAs(polled);
    }

    /** At 10,000 instances, comparing all of them with their last state took half of the processor time. */
    @Test
    void freshState_isNotBuiltAgain_toFindStaleAnswers() {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        instance.withOneTask().poll();
        instance.judgedAfter(MOMENT);

        long before = memory.getCurrentThreadAllocatedBytes();
        instance.judgedAfter(Duration.ZERO);
        assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
    }

    @Test
    void pollOutOfTime_keepsTheListingThatWasRead() {
        Promise<TaskListing> dumps = dms.dumps(CONNECTOR).hangs();
        dms.tasks(ID).answers(CloudSamples.listing(CloudSamples.obs("new")));
        int detailsAsked = dms.detailsAsked();

        Future<Void> polled = instance.begin();
        instance.time.advance(CloudSamples.SETTINGS.timeout().plus(MOMENT));
        dumps.fail(Failure.of(FailureReason.TIMEOUT));

        assertThat(polled.succeeded()).isTrue();
        assertThat(instance.frozen().up()).contains(false);
        assertThat(instance.frozen().failures().count(FailureReason.TIMEOUT)).isOne();
        assertThat(OneInstance.ids(instance.frozen())).containsExactly("d", "new", "t");
        assertThat(OneInstance.transferred(instance.frozen(), "t")).containsExactly(900L);
        assertThat(dms.detailsAsked()).isEqualTo(detailsAsked);
    }

    @Test
    void task_disappearsAtOnce_whenTheNextGoodListingsDoNotNameIt() {
        dms.tasks(ID).answers(CloudSamples.listing(CloudSamples.obs("t")));
        dms.dumps(CONNECTOR).answers(CloudSamples.listing());

        assertThat(OneInstance.ids(instance.nextPoll())).containsExactly("t");
    }

    @Test
    void task_stays_whileOneOfTheListingsNamesIt() {
        dms.tasks(ID).answers(CloudSamples.listing());

        Instance polled = instance.nextPoll();

        assertThat(OneInstance.ids(polled)).containsExactly("d", "t");
        assertThat(OneInstance.task(polled, "t").apis()).containsExactly(ApiFamily.DUMP);
    }

    @Test
    void partitionsOfARecreatedTask_areNotThoseOfTheOldOne() {
        dms.tasks(ID).answers(CloudSamples.listing());
        dms.dumps(CONNECTOR).answers(CloudSamples.listing());
        instance.nextPoll();
        instance.withOneTask();
        dms.detail(CONNECTOR, "t").fails(Failure.of(FailureReason.SERVER_ERROR));

        assertThat(OneInstance.transferred(instance.nextPoll(), "t")).isEmpty();
    }

    @Test
    void up_comesBack_withTheNextGoodPoll() {
        dms.tasks(ID).fails(Failure.of(FailureReason.SERVER_ERROR));
        instance.nextPoll();
        dms.tasks(ID).answers(CloudSamples.listing());

        Instance polled = instance.nextPoll();

        assertThat(polled.up()).contains(true);
        assertThat(polled.lastError()).isEmpty();
        assertThat(polled.lastSuccess()).contains(instance.time.instant());
        assertThat(polled.polls()).isEqualTo(3);
        assertThat(polled.failures().count(FailureReason.SERVER_ERROR)).isOne();
    }
}
