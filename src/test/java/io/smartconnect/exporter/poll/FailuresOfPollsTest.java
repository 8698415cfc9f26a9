package io.smartconnect.exporter.poll;

import static io.smartconnect.exporter.poll.OneInstance.CONNECTOR;
import static io.smartconnect.exporter.poll.OneInstance.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.dms.TaskListing;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.PollError;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How polls that fail are counted, and that nothing else goes wrong with them. */
class FailuresOfPollsTest {

    private final OneInstance instance = OneInstance.discovered();
    private final FakeDms dms = instance.dms;

    @Test
    void instance_isNeitherUpNorDown_beforeItsFirstPollHasEnded() {
        Promise<TaskListing> open = dms.tasks(ID).hangs();

        Future<Void> polled = instance.begin();

        assertThat(instance.frozen().up()).isEmpty();
        assertThat(instance.frozen().polls()).isZero();
        open.complete(CloudSamples.listing());
        assertThat(polled.succeeded()).isTrue();
        assertThat(instance.frozen().up()).contains(true);
    }

    @ParameterizedTest
    @EnumSource
    void poll_isCountedWithItsReason_whenAListingFails(FailureReason reason) {
        dms.tasks(ID).fails(Failure.of(reason));

        instance.poll();
        Instance polled = instance.nextPoll();

        assertThat(polled.up()).contains(false);
        assertThat(polled.polls()).isEqualTo(2);
        assertThat(polled.failures().counts()).containsOnlyKeys(reason).containsEntry(reason, 2L);
        assertThat(polled.lastSuccess()).isEmpty();
        assertThat(polled.lastError().map(PollError::text)).contains("because of " + reason.label());
    }

    @Test
    void poll_isCountedOnce_whenBothListingsFail() {
        dms.tasks(ID).fails(Failure.of(FailureReason.THROTTLED));
        dms.dumps(CONNECTOR).fails(Failure.of(FailureReason.SERVER_ERROR));

        assertThat(instance.poll().failures().counts()).containsOnlyKeys(FailureReason.THROTTLED);
    }

    @Test
    void duration_isThatOfTheLastPoll() {
        Promise<TaskListing> open = dms.tasks(ID).hangs();
        instance.begin();
        instance.time.advance(Duration.ofSeconds(3));
        open.complete(CloudSamples.listing());

        assertThat(instance.frozen().lastPollDuration()).contains(Duration.ofSeconds(3));
    }

    @Test
    void duration_isNotTouched_whenTheWallClockSteps() {
        Promise<TaskListing> open = dms.tasks(ID).hangs();
        instance.begin();
        instance.time.stepWallClock(Duration.ofHours(-1));
        instance.time.advance(Duration.ofSeconds(3));
        open.complete(CloudSamples.listing());

        assertThat(instance.frozen().lastPollDuration()).contains(Duration.ofSeconds(3));
    }

    @Nested
    class Facts {

        private final OneInstance instance = OneInstance.listed().withOneTask();
        private final FakeDms dms = instance.dms;

        @Test
        void areAskedByEachPoll_whenTheConfigurationNamesTheInstance() {
            Instance polled = instance.poll();

            assertThat(polled.up()).contains(true);
            assertThat(polled.info().name()).isEqualTo("name of i");
            assertThat(polled.info().engineVersion()).isEqualTo("2.7");
            assertThat(OneInstance.transferred(polled, "t")).containsExactly(900L);
            instance.nextPoll();
            assertThat(dms.facts(ID).asked()).isEqualTo(2);
        }

        @Test
        void areNotAsked_whenTheDiscoveryTellsThem() {
            OneInstance discovered = OneInstance.discovered();

            discovered.poll();

            assertThat(discovered.dms.facts(ID).asked()).isZero();
        }

        @Test
        void areTheLastOnes_whenTheyCanNotBeRead() {
            instance.poll();
            dms.facts(ID).fails(Failure.of(FailureReason.DENIED));
            dms.detail(CONNECTOR, "t").answers(CloudSamples.detail("t", 950));

            Instance polled = instance.nextPoll();

            assertThat(polled.up()).contains(false);
            assertThat(polled.failures().count(FailureReason.DENIED)).isOne();
            assertThat(polled.info().name()).isEqualTo("name of i");
            assertThat(OneInstance.transferred(polled, "t")).containsExactly(950L);
            assertThat(polled.complete()).isTrue();
        }

        @Test
        void leaveTheCountsOut_whileItIsNotKnownWhichListingsThereAre() {
            dms.facts(ID).fails(Failure.of(FailureReason.SERVER_ERROR));

            Instance polled = instance.poll();

            assertThat(polled.up()).contains(false);
            assertThat(polled.complete()).isFalse();
            assertThat(polled.info().id()).isEqualTo(ID);
            assertThat(polled.info().name()).isEmpty();
            assertThat(OneInstance.ids(polled)).containsExactly("t");
        }
    }

    @Nested
    class Surprises {

        @Test
        void areFailuresOfThePoll_whenAListingFailsOfThem() {
            dms.tasks(ID).fails(new NullPointerException("surprise"));

            Instance polled = instance.poll();

            assertThat(polled.up()).contains(false);
            assertThat(polled.lastError())
                    .contains(
                            new PollError(FailureReason.INTERNAL, Optional.empty(), "unexpected NullPointerException"));
            assertThat(polled.failures().counts()).containsOnlyKeys(FailureReason.INTERNAL);
        }

        @Test
        void areNotHidden_whenAnotherListingHasFailedBefore() {
            dms.tasks(ID).fails(Failure.of(FailureReason.TIMEOUT));
            dms.dumps(CONNECTOR).breaks(new IllegalArgumentException("surprise"));

            Instance polled = instance.poll();

            assertThat(polled.lastError()).map(PollError::reason).contains(FailureReason.INTERNAL);
        }

        @Test
        void costTheOtherListingNothing_whenTheQuestionItselfThrows() {
            instance.withOneTask();
            dms.tasks(ID).breaks(new NullPointerException("surprise"));

            Instance polled = instance.poll();

            assertThat(polled.up()).contains(false);
            assertThat(OneInstance.transferred(polled, "t")).containsExactly(900L);
        }

        @Test
        void costTheDetailsNothing_whenTheDumpListingThrows() {
            instance.withOneTask();
            dms.dumps(CONNECTOR).breaks(new NullPointerException("surprise"));

            assertThat(OneInstance.transferred(instance.poll(), "t")).containsExactly(900L);
        }

        @Test
        void costOnlyTheirOwnTaskItsPartitions_whenADetailThrows() {
            instance.withOneTask();
            dms.dumps(CONNECTOR)
                    .answers(CloudSamples.listing(
                            CloudSamples.dump("a"), CloudSamples.dump("b"), CloudSamples.dump("t")));
            dms.detail(CONNECTOR, "a").breaks(new NullPointerException("surprise"));
            dms.detail(CONNECTOR, "b").fails(new NullPointerException("surprise"));

            Instance polled = instance.poll();

            assertThat(polled.up()).contains(true);
            assertThat(OneInstance.ids(polled)).containsExactly("a", "b", "t");
            assertThat(OneInstance.transferred(polled, "t")).containsExactly(900L);
        }

        @Test
        void doNotEndThePollEarly_whenTheFactsThrow() {
            OneInstance listed = OneInstance.listed().withOneTask();
            listed.dms.facts(ID).breaks(new NullPointerException("surprise"));

            assertThat(listed.poll().up()).contains(false);
            assertThat(OneInstance.ids(listed.frozen())).containsExactly("t");
        }
    }
}
