package io.smartconnect.exporter.cloud.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalLimitTest {

    private final CloudFailure refusal = CloudFailure.of(FailureReason.AUTH, "401: no such key");

    private final FakeTime time = new FakeTime();
    private final RefusalLimit limit = new RefusalLimit(time, Duration.ZERO);
    private final Queue<RefusalLimit.Try> underWay = new ArrayDeque<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void refusedSecret_isTriedFiveTimesInAQuarterOfAnHour_howeverManyAskAtTheSameTime(long seed) throws Exception {
        Random random = new Random(seed);
        List<Instant> tries = new ArrayList<>();
        assertThat(begins("key", tries)).isTrue();
        underWay.remove().end(refusal);
        for (int step = 0; step < 5_000; step++) {
            if (random.nextBoolean()) {
                begins("key", tries);
            } else if (!underWay.isEmpty()) {
                underWay.remove().end(refusal);
            }
            time.advance(Duration.ofMillis(random.nextInt(5_000)));
        }

        assertThat(tries).hasSizeGreaterThan(10);
        for (int first = 0; first + RefusalLimit.MOST_REFUSALS < tries.size(); first++) {
            assertThat(Duration.between(tries.get(first), tries.get(first + RefusalLimit.MOST_REFUSALS)))
                    .isGreaterThanOrEqualTo(RefusalLimit.WINDOW);
        }
    }

    @Test
    void anotherSecret_startsWithNewTries() throws Exception {
        refuse("old", 5);
        assertThatThrownBy(() -> limit.begin("old"))
                .hasMessage("401: no such key")
                .isInstanceOfSatisfying(CloudFailure.class, failure -> {
                    assertThat(failure.reason()).isEqualTo(FailureReason.AUTH);
                    assertThat(failure.isUnsent()).isTrue();
                });
        assertThat(limit.differs("old")).isFalse();
        assertThat(limit.differs("new")).isTrue();

        refuse("new", 5);

        assertThatThrownBy(() -> limit.begin("new")).isInstanceOf(CloudFailure.class);
    }

    @Test
    void lateEnds_ofAnEarlierSecret_changeNothing() throws Exception {
        List<RefusalLimit.Try> old = new ArrayList<>();
        for (int request = 0; request < 5; request++) {
            old.add(limit.begin("old"));
        }
        limit.begin("new").end(null);

        for (RefusalLimit.Try late : old) {
            late.end(refusal);
        }

        assertThat(limit.differs("new")).isTrue();
        limit.begin("new");
    }

    @Test
    void lateSuccess_ofAnEarlierSecret_provesNothingAboutTheNextOne() throws Exception {
        RefusalLimit.Try old = limit.begin("old");
        refuse("new", 4);
        old.end(null);
        refuse("new", 1);

        assertThatThrownBy(() -> limit.begin("new")).isInstanceOf(CloudFailure.class);
    }

    @Test
    void acceptedSecret_hasNoLimit() throws Exception {
        refuse("key", 4);
        limit.begin("key").end(null);

        for (int request = 0; request < 100; request++) {
            limit.begin("key");
        }
    }

    @Test
    void secretThatAnotherServiceAccepts_isNotNewForTheOneThatRefusesIt() throws Exception {
        limit.begin("key").end(refusal);
        limit.begin("key").end(null);

        assertThat(limit.differs("key")).isFalse();
    }

    @Test
    void requestsInProgressWithAnAcceptedSecret_leaveTries_whenAnotherServiceRefusesIt() throws Exception {
        limit.begin("key").end(null);
        for (int request = 0; request < 20; request++) {
            limit.begin("key");
        }
        limit.begin("key").end(refusal);

        limit.begin("key").end(null);
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "TIMEOUT", "UNREACHABLE", "SERVER_ERROR", "INTERNAL"})
    void secret_staysInDoubt_withoutAnAnswerAboutIt(FailureReason reason) throws Exception {
        refuse("key", 4);
        limit.begin("key").end(CloudFailure.of(reason, "no answer"));
        refuse("key", 1);

        assertThatThrownBy(() -> limit.begin("key")).isInstanceOf(CloudFailure.class);
    }

    @Test
    void pause_doublesToAQuarterOfAnHour_andIsFirstAgainForAnotherSecret() throws Exception {
        RefusalLimit pausing = new RefusalLimit(time, Duration.ofMinutes(1));
        for (int minutes : new int[] {1, 2, 4, 8, 15, 15}) {
            pausing.begin("key").end(refusal);
            time.advance(Duration.ofMinutes(minutes).minusNanos(1));
            assertThatThrownBy(() -> pausing.begin("key")).isInstanceOf(CloudFailure.class);
            time.advance(Duration.ofNanos(1));
        }
        pausing.begin("key").end(refusal);

        pausing.begin("other").end(refusal);
        time.advance(Duration.ofMinutes(1));
        pausing.begin("other");
    }

    private void refuse(String secret, int times) throws CloudFailure {
        for (int time = 0; time < times; time++) {
            limit.begin(secret).end(refusal);
        }
    }

    private boolean begins(String secret, List<Instant> tries) {
        try {
            underWay.add(limit.begin(secret));
            tries.add(time.instant());
            return true;
        } catch (CloudFailure refused) {
            return false;
        }
    }
}
