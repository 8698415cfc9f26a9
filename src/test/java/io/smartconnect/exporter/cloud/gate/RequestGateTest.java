package io.smartconnect.exporter.cloud.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.route.CertificateAuthorities;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.FakeTime;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestGateTest {

    private static final Duration INTERVAL = Duration.ofSeconds(60);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration COOL_DOWN = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofHours(10);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final double UNHURRIED = 1e6;

    private final FakeTime time = new FakeTime();
    private RequestGate gate = gate(4, UNHURRIED);
    private final List<Request> sent = new ArrayList<>();

    private RequestGate gate(int concurrency, double perSecond) {
        return new RequestGate(time, new ApiSettings(REQUEST_TIMEOUT, concurrency, perSecond, 3, COOL_DOWN), INTERVAL);
    }

    /** A request whose response and renewal the test completes. */
    private final class Request {
        private final Promise<Boolean> renewal = Promise.promise();
        private final Future<String> result;
        private Promise<String> answer = Promise.promise();
        private long sentAt;
        private int sends;

        Request(Bulkhead bulkhead, Duration patience) {
            result = gate.pass(
                    new RequestContext(bulkhead, Deadline.in(patience, time)), this::send, refusal -> renewal.future());
        }

        private Future<String> send() {
            sends++;
            sentAt = time.nanos();
            sent.add(this);
            answer = Promise.promise();
            return answer.future();
        }

        void succeed() {
            answer.complete("well");
        }

        void fail(FailureReason reason) {
            answer.fail(failure(reason));
        }

        boolean wasSent() {
            return sends > 0;
        }

        boolean wasSentAgain() {
            return sends > 1;
        }

        FailureReason reason() {
            return ((CloudFailure) result.cause()).reason();
        }
    }

    private static CloudFailure failure(FailureReason reason) {
        return CloudFailure.of(reason, "for the test");
    }

    private static CloudFailure throttled(Duration retryAfter) {
        MultiMap headers =
                MultiMap.caseInsensitiveMultiMap().add("Retry-After", String.valueOf(retryAfter.toSeconds()));
        return CloudFailure.from(429, headers, "", Instant.EPOCH, UnaryOperator.identity());
    }

    private Request ask(Bulkhead bulkhead, Duration patience) {
        return new Request(bulkhead, patience);
    }

    private Request ask() {
        return ask(new Bulkhead(), LONG);
    }

    private List<Request> askTogether(int requests) {
        List<Request> asked = IntStream.range(0, requests).mapToObj(i -> ask()).toList();
        time.advance(MOMENT);
        return asked;
    }

    private Request prove() {
        Request request = ask();
        time.advance(MOMENT);
        request.succeed();
        time.advance(MOMENT);
        return request;
    }

    private static long count(List<Request> requests) {
        return requests.stream().filter(Request::wasSent).count();
    }

    @Test
    void sentRequest_leavesNoTimer_inMemory() {
        gate = gate(1, UNHURRIED);
        Request first = new Request(new Bulkhead(), LONG);
        Request queued = new Request(new Bulkhead(), LONG);
        assertThat(time.timers()).isPositive();

        first.succeed();
        time.advance(MOMENT);
        assertThat(queued.sends).isEqualTo(1);
        assertThat(time.timers()).isZero();
    }

    @Test
    void pauseAfterThrottling_doublesUpToItsLimit_untilARequestSucceeds() {
        gate = new RequestGate(
                time,
                new ApiSettings(
                        REQUEST_TIMEOUT,
                        1,
                        UNHURRIED,
                        3,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(4),
                        true,
                        CertificateAuthorities.OF_JVM),
                INTERVAL);

        assertThat(closedFor()).isEqualTo(Duration.ofSeconds(1));
        assertThat(closedFor()).isEqualTo(Duration.ofSeconds(2));
        assertThat(closedFor()).isEqualTo(Duration.ofSeconds(4));
        assertThat(closedFor()).isEqualTo(Duration.ofSeconds(4));
        Request good = ask();
        time.advance(MOMENT);
        good.succeed();
        assertThat(closedFor()).isEqualTo(Duration.ofSeconds(1));
        Request named = ask();
        time.advance(MOMENT);
        named.answer.fail(throttled(Duration.ofSeconds(7)));
        assertThat(untilSent()).isEqualTo(Duration.ofSeconds(7));
    }

    /** The pause after one throttled request. */
    private Duration closedFor() {
        Request refused = ask();
        time.advance(MOMENT);
        refused.fail(FailureReason.THROTTLED);
        return untilSent();
    }

    /** The time until the gate sends a request, in whole seconds. */
    private Duration untilSent() {
        Request next = ask();
        Duration waited = Duration.ZERO;
        while (!next.wasSent()) {
            time.advance(Duration.ofSeconds(1));
            waited = waited.plusSeconds(1);
        }
        next.fail(FailureReason.NOT_FOUND);
        return waited;
    }

    @Test
    void request_goesAtOnce_whenTheGateIsOpen() {
        Request request = ask();
        assertThat(request.wasSent()).isTrue();
        request.succeed();
        assertThat(request.result.result()).isEqualTo("well");
    }

    @Test
    void failure_isPassedOn() {
        Request request = ask();
        request.fail(FailureReason.DENIED);
        assertThat(request.reason()).isEqualTo(FailureReason.DENIED);
    }

    @Test
    void notMoreThanTheConcurrency_areUnderWay() {
        prove();
        List<Request> asked = askTogether(9);
        assertThat(count(asked)).isEqualTo(4);
        asked.get(1).succeed();
        time.advance(MOMENT);
        assertThat(count(asked)).isEqualTo(5);
        asked.get(0).fail(FailureReason.SERVER_ERROR);
        asked.get(2).fail(FailureReason.NOT_FOUND);
        time.advance(MOMENT);
        assertThat(count(asked)).isEqualTo(7);
    }

    @Test
    void atMostFour_areUnderWay_beforeTheFirstAnswer() {
        gate = gate(64, UNHURRIED);
        List<Request> asked = askTogether(64);
        assertThat(count(asked)).isEqualTo(4);
        asked.get(0).fail(FailureReason.TIMEOUT);
        time.advance(MOMENT);
        assertThat(count(asked)).isEqualTo(5);
        asked.get(1).succeed();
        time.advance(MOMENT);
        assertThat(count(asked)).isEqualTo(64);
    }

    @Test
    void notMoreThanTheConcurrency_areUnderWay_beforeTheFirstAnswer() {
        gate = gate(2, UNHURRIED);
        assertThat(count(askTogether(5))).isEqualTo(2);
    }

    @Test
    void waiters_goInTheOrderInWhichTheyCame() {
        gate = gate(1, UNHURRIED);
        List<Request> asked = askTogether(20);
        for (Request request : asked) {
            request.succeed();
            time.advance(MOMENT);
        }
        assertThat(sent).containsExactlyElementsOf(asked);
    }

    @Test
    void rate_isNotExceeded_inAnySecond() {
        gate = gate(64, 10);
        for (int i = 0; i < 45; i++) {
            Request request = ask();
            request.succeed();
        }
        time.advance(Duration.ofSeconds(10));
        assertThat(sent).hasSize(45);
        for (int i = 10; i < sent.size(); i++) {
            assertThat(sent.get(i).sentAt - sent.get(i - 10).sentAt).isGreaterThanOrEqualTo(1_000_000_000L);
        }
        assertThat(sent.get(44).sentAt - sent.get(0).sentAt).isEqualTo(4_400_000_000L);
    }

    @Test
    void waiter_failsAsTimeout_whenItsTurnDoesNotCome() {
        gate = gate(1, UNHURRIED);
        Request first = ask();
        Request second = ask(new Bulkhead(), Duration.ofSeconds(10));
        Request third = ask();
        time.advance(Duration.ofSeconds(10));
        assertThat(second.reason()).isEqualTo(FailureReason.TIMEOUT);
        first.succeed();
        time.advance(MOMENT);
        assertThat(second.wasSent()).isFalse();
        assertThat(third.wasSent()).isTrue();
    }

    @Test
    void waiter_failsAsTimeout_whenNoTimeForAnAnswerIsLeft() {
        gate = gate(1, UNHURRIED);
        Request first = ask();
        Request second = ask(new Bulkhead(), Duration.ofSeconds(10));
        time.advance(Duration.ofMillis(9_900));
        first.succeed();
        time.advance(MOMENT);
        assertThat(second.wasSent()).isFalse();
        assertThat(second.reason()).isEqualTo(FailureReason.TIMEOUT);
    }

    @Test
    void waiters_areNotSent_whileARefusedRequestGetsFreshCredentials() {
        gate = gate(4, UNHURRIED);
        Request refused = ask();
        refused.fail(FailureReason.AUTH);
        Request other = ask();
        time.advance(Duration.ofSeconds(1));
        assertThat(other.wasSent()).isFalse();
        refused.renewal.complete(true);
        time.advance(MOMENT);
        assertThat(refused.wasSentAgain()).isTrue();
        assertThat(other.wasSent()).isFalse();
        refused.succeed();
        time.advance(MOMENT);
        assertThat(other.wasSent()).isTrue();
    }

    @Test
    void waiters_areSentAfterThePause_thoughTheRenewalOutlivesTheRefusedRequest() {
        prove();
        Request refused = ask(new Bulkhead(), Duration.ofSeconds(10));
        time.advance(MOMENT);
        Request throttled = ask();
        time.advance(MOMENT);
        refused.fail(FailureReason.AUTH);
        throttled.fail(FailureReason.THROTTLED);
        Request waiter = ask();

        refused.renewal.complete(true);
        assertThat(refused.reason()).isEqualTo(FailureReason.THROTTLED);
        time.advance(COOL_DOWN.minus(MOMENT));
        assertThat(waiter.wasSent()).isFalse();
        time.advance(MOMENT);

        assertThat(waiter.wasSent()).isTrue();
    }

    @Test
    void waiterThatWent_isNotGivenUp_atItsDeadline() {
        Request request = ask(new Bulkhead(), Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(2));
        assertThat(request.result.isComplete()).isFalse();
    }

    @Test
    void requestsBeyondTheQueue_failAtOnce() {
        gate = gate(1, UNHURRIED);
        ask();
        for (int i = 0; i < 100_000; i++) {
            ask();
        }
        assertThat(ask().reason()).isEqualTo(FailureReason.TIMEOUT);
    }

    @Test
    void throttling_closesTheGate_forTheCoolDown() {
        prove();
        ask().fail(FailureReason.THROTTLED);
        Request next = ask();
        time.advance(COOL_DOWN.minus(MOMENT));
        assertThat(next.wasSent()).isFalse();
        time.advance(MOMENT);
        assertThat(next.wasSent()).isTrue();
    }

    @Test
    void throttling_closesTheGate_forRetryAfter() {
        prove();
        ask().answer.fail(throttled(Duration.ofSeconds(7)));
        Request next = ask();
        time.advance(Duration.ofMillis(6_999));
        assertThat(next.wasSent()).isFalse();
        time.advance(MOMENT);
        assertThat(next.wasSent()).isTrue();
    }

    @Test
    void waiters_failAtOnceAsThrottled_unlessTheyHaveTime() {
        gate = gate(1, UNHURRIED);
        Request first = ask();
        Request hurried = ask(new Bulkhead(), Duration.ofSeconds(50));
        Request patient = ask(new Bulkhead(), Duration.ofSeconds(70));
        first.fail(FailureReason.THROTTLED);
        Request late = ask(new Bulkhead(), Duration.ofSeconds(50));
        assertThat(hurried.reason()).isEqualTo(FailureReason.THROTTLED);
        assertThat(late.reason()).isEqualTo(FailureReason.THROTTLED);
        assertThat(patient.result.isComplete()).isFalse();
        time.advance(COOL_DOWN.plus(MOMENT));
        assertThat(patient.wasSent()).isTrue();
    }

    @Test
    void requests_failAtOnceAsThrottled_ifTheyDoNotWait() {
        ApiSettings settings = new ApiSettings(REQUEST_TIMEOUT, 1, UNHURRIED, 3, COOL_DOWN);
        gate = new RequestGate(time, settings.withoutWaiting(), INTERVAL);
        Request first = ask();
        Request waiting = ask();
        first.fail(FailureReason.THROTTLED);
        time.advance(MOMENT);
        Request later = ask();

        assertThat(waiting.reason()).isEqualTo(FailureReason.THROTTLED);
        assertThat(later.reason()).isEqualTo(FailureReason.THROTTLED);
        assertThat(waiting.wasSent() || later.wasSent()).isFalse();
        time.advance(COOL_DOWN);
        assertThat(ask().wasSent()).isTrue();
    }

    @Test
    void waiter_failsAsThrottled_whenItsTimeIsUpSoonAfterThePause() {
        gate = gate(1, UNHURRIED);
        Request first = ask();
        Request ahead = ask();
        Request behind = ask(new Bulkhead(), COOL_DOWN.plusSeconds(5));
        first.fail(FailureReason.THROTTLED);
        time.advance(COOL_DOWN.plusSeconds(5));
        assertThat(ahead.wasSent()).isTrue();
        assertThat(behind.wasSent()).isFalse();
        assertThat(behind.reason()).isEqualTo(FailureReason.THROTTLED);
    }

    @Test
    void throttling_halvesTheRateOncePerPause_howeverManyReportIt() {
        gate = gate(4, 100);
        prove();
        time.advance(Duration.ofSeconds(1));
        List<Request> asked = IntStream.range(0, 4).mapToObj(i -> ask()).toList();
        time.advance(Duration.ofSeconds(1));
        for (Request request : asked) {
            request.fail(FailureReason.THROTTLED);
            time.advance(Duration.ofMillis(10));
        }
        assertThat(gate.rate()).isEqualTo(50);
        time.advance(COOL_DOWN);
        Request again = ask();
        time.advance(MOMENT);
        again.fail(FailureReason.THROTTLED);
        assertThat(gate.rate()).isCloseTo(25, within(0.1));
    }

    @Test
    void longestPause_counts_whenSeveralAreReported() {
        prove();
        List<Request> asked = askTogether(3);
        asked.get(0).answer.fail(throttled(Duration.ofSeconds(10)));
        asked.get(1).answer.fail(throttled(Duration.ofMinutes(15)));
        asked.get(2).answer.fail(throttled(Duration.ofSeconds(20)));
        Request next = ask();
        time.advance(Duration.ofMinutes(15).minus(MOMENT));
        assertThat(next.wasSent()).isFalse();
        time.advance(Duration.ofSeconds(1));
        assertThat(next.wasSent()).isTrue();
    }

    @Test
    void rate_isHalved_whenTheLongestPauseEnds() {
        gate = gate(4, 100);
        prove();
        time.advance(Duration.ofSeconds(1));
        Request first = ask();
        time.advance(Duration.ofSeconds(1));
        Request second = ask();
        time.advance(Duration.ofSeconds(1));
        first.answer.fail(throttled(Duration.ofSeconds(1)));
        time.advance(MOMENT);
        second.answer.fail(throttled(Duration.ofMinutes(15)));
        time.advance(Duration.ofMinutes(15));
        assertThat(gate.rate()).isEqualTo(50);
        time.advance(INTERVAL.multipliedBy(10).minus(Duration.ofSeconds(1)));
        assertThat(gate.rate()).isLessThan(100);
        time.advance(Duration.ofSeconds(1));
        assertThat(gate.rate()).isEqualTo(100);
    }

    /** Refuses a request without fresh credentials. */
    private static void refuse(Request request) {
        request.fail(FailureReason.AUTH);
        request.renewal.complete(false);
    }

    @Test
    void refusal_closesTheGate_forOneInterval_doublingTo15Minutes() {
        for (long seconds : List.of(60, 120, 240, 480, 900, 900)) {
            Request request = ask();
            time.advance(MOMENT);
            assertThat(request.wasSent()).isTrue();
            refuse(request);
            Request hurried = ask(new Bulkhead(), Duration.ofSeconds(50));
            assertThat(hurried.reason()).isEqualTo(FailureReason.AUTH);
            Request next = ask(new Bulkhead(), Duration.ofSeconds(seconds + 1));
            time.advance(Duration.ofSeconds(seconds).minus(MOMENT));
            assertThat(next.wasSent()).isFalse();
            time.advance(MOMENT);
            assertThat(next.wasSent()).isTrue();
            next.fail(FailureReason.TIMEOUT);
            time.advance(MOMENT);
        }
    }

    @Test
    void refusal_closesTheGate_for15MinutesAtMost_evenIfTheIntervalIsLonger() {
        gate = new RequestGate(time, new ApiSettings(REQUEST_TIMEOUT, 4, UNHURRIED, 3, COOL_DOWN), Duration.ofHours(1));
        refuse(ask());
        Request next = ask();
        time.advance(Duration.ofMinutes(15).minus(MOMENT));
        assertThat(next.wasSent()).isFalse();
        time.advance(MOMENT);
        assertThat(next.wasSent()).isTrue();
    }

    @Test
    void backOff_isOneIntervalAgain_afterASuccess() {
        refuse(ask());
        time.advance(INTERVAL);
        refuse(ask());
        time.advance(INTERVAL.multipliedBy(2));
        prove();
        refuse(ask());
        Request next = ask();
        time.advance(INTERVAL);
        assertThat(next.wasSent()).isTrue();
    }

    @Test
    void severalRefusals_countAsOne_whenTheyComeTogether() {
        List<Request> asked = askTogether(4);
        asked.forEach(RequestGateTest::refuse);
        Request next = ask();
        time.advance(INTERVAL.minus(MOMENT));
        assertThat(next.wasSent()).isFalse();
        time.advance(MOMENT);
        refuse(next);
        Request second = ask();
        time.advance(INTERVAL.multipliedBy(2).minus(MOMENT));
        assertThat(second.wasSent()).isFalse();
        time.advance(MOMENT);
        assertThat(second.wasSent()).isTrue();
    }

    @Test
    void oneRequestGoesFirst_afterARefusal() {
        prove();
        refuse(ask());
        List<Request> asked = askTogether(4);
        time.advance(INTERVAL);
        assertThat(count(asked)).isEqualTo(1);
        asked.get(0).fail(FailureReason.TIMEOUT);
        time.advance(MOMENT);
        assertThat(count(asked)).isEqualTo(2);
        asked.get(1).succeed();
        time.advance(MOMENT);
        assertThat(count(asked)).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "NOT_FOUND", "REJECTED"})
    void credentials_areProven_byAnyAnswerThatIsNotAboutThem(FailureReason reason) {
        refuse(ask());
        time.advance(INTERVAL);
        Request first = ask();
        time.advance(MOMENT);
        first.fail(reason);
        assertThat(count(askTogether(4))).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT", "UNREACHABLE", "SERVER_ERROR"})
    void credentials_stayInDoubt_withoutAnAnswer(FailureReason reason) {
        refuse(ask());
        time.advance(INTERVAL);
        Request first = ask();
        time.advance(MOMENT);
        first.fail(reason);
        assertThat(count(askTogether(4))).isEqualTo(1);
    }

    @Test
    void credentials_stayInDoubt_afterASurprise() {
        refuse(ask());
        time.advance(INTERVAL);
        Request first = ask();
        time.advance(MOMENT);
        first.answer.fail(new IllegalStateException("for the test"));
        assertThat(count(askTogether(4))).isEqualTo(1);
    }

    @Test
    void waiters_stayBehindTheSecondTry_ofARefusedRequest() {
        List<Request> asked = askTogether(20);
        asked.subList(0, 4).forEach(request -> request.fail(FailureReason.AUTH));
        time.advance(MOMENT);
        assertThat(count(asked)).isEqualTo(4);
        asked.get(2).renewal.complete(true);
        time.advance(MOMENT);
        assertThat(asked.get(2).wasSentAgain()).isTrue();
        assertThat(count(asked)).isEqualTo(4);
        asked.get(2).succeed();
        time.advance(MOMENT);
        assertThat(count(asked)).isEqualTo(8);
    }

    @Test
    void secondTry_goesBeforeThoseThatWaitLonger() {
        gate = gate(1, UNHURRIED);
        Request refused = ask();
        Request waiting = ask();
        refused.fail(FailureReason.AUTH);
        refused.renewal.complete(true);
        time.advance(MOMENT);
        assertThat(refused.wasSentAgain()).isTrue();
        assertThat(waiting.wasSent()).isFalse();
    }

    @Test
    void refusedRequest_isSentTwiceAtMost_andThenClosesTheGate() {
        Request request = ask();
        request.renewal.complete(true);
        request.fail(FailureReason.AUTH);
        time.advance(MOMENT);
        request.fail(FailureReason.AUTH);

        assertThat(request.sends).isEqualTo(2);
        assertThat(request.reason()).isEqualTo(FailureReason.AUTH);
        assertThat(ask(new Bulkhead(), Duration.ofSeconds(50)).reason()).isEqualTo(FailureReason.AUTH);
    }

    @Test
    void gate_closesWithTheFailureOfTheRenewal() {
        Request request = ask();
        request.fail(FailureReason.AUTH);
        request.renewal.fail(CloudFailure.of(FailureReason.AUTH, "no such file"));

        assertThat(request.result.cause()).hasMessage("no such file");
        assertThat(ask(new Bulkhead(), Duration.ofSeconds(50)).result.cause()).hasMessage("no such file");
    }

    @Test
    void gate_closes_whenTheRenewalThrows() {
        Future<String> broken = gate.pass(
                new RequestContext(new Bulkhead(), Deadline.in(LONG, time)),
                () -> Future.failedFuture(failure(FailureReason.AUTH)),
                refusal -> {
                    throw new IllegalStateException("for the test");
                });

        assertThat(broken.failed()).isTrue();
        Request next = ask();
        time.advance(INTERVAL);
        assertThat(next.wasSent()).isTrue();
    }

    @Test
    void hangingInstance_neverTakesTheLastPlace() {
        prove();
        Bulkhead hanging = new Bulkhead();
        List<Request> hung =
                IntStream.range(0, 10).mapToObj(i -> ask(hanging, LONG)).toList();
        time.advance(MOMENT);
        assertThat(count(hung)).isEqualTo(3);
        Request other = ask();
        time.advance(MOMENT);
        assertThat(other.wasSent()).isTrue();
    }

    @Test
    void hangingInstance_neverTakesTheLastPlace_beforeTheFirstAnswer() {
        gate = gate(64, UNHURRIED);
        Bulkhead hanging = new Bulkhead();
        for (int i = 0; i < 10; i++) {
            ask(hanging, LONG);
        }
        time.advance(MOMENT);
        Request other = ask();
        time.advance(MOMENT);
        assertThat(other.wasSent()).isTrue();
    }

    private Bulkhead suspect() {
        Bulkhead bulkhead = new Bulkhead();
        Request request = ask(bulkhead, LONG);
        time.advance(MOMENT);
        request.fail(FailureReason.TIMEOUT);
        time.advance(MOMENT);
        return bulkhead;
    }

    @Test
    void suspects_neverTakeTheLastPlaceTogether() {
        prove();
        List<Bulkhead> suspects = IntStream.range(0, 6).mapToObj(i -> suspect()).toList();
        List<Request> asked =
                suspects.stream().map(bulkhead -> ask(bulkhead, LONG)).toList();
        time.advance(MOMENT);
        assertThat(count(asked)).isEqualTo(3);
        Request other = ask();
        time.advance(MOMENT);
        assertThat(other.wasSent()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT", "UNREACHABLE", "SERVER_ERROR"})
    void bulkhead_isSuspect_afterFailuresThatAreNoAnswers(FailureReason reason) {
        Bulkhead bulkhead = new Bulkhead();
        ask(bulkhead, LONG).fail(reason);
        assertThat(bulkhead.suspect()).isTrue();
        time.advance(MOMENT);
        ask(bulkhead, LONG).fail(FailureReason.NOT_FOUND);
        assertThat(bulkhead.suspect()).isFalse();
        assertThat(bulkhead.inFlight()).isZero();
    }

    @Test
    void bulkhead_isSuspect_whenItAnswersLate() {
        Bulkhead bulkhead = new Bulkhead();
        Request late = ask(bulkhead, LONG);
        time.advance(REQUEST_TIMEOUT.dividedBy(5));
        late.succeed();
        assertThat(bulkhead.suspect()).isTrue();
        Request timely = ask(bulkhead, LONG);
        time.advance(REQUEST_TIMEOUT.dividedBy(5).minus(MOMENT));
        timely.succeed();
        assertThat(bulkhead.suspect()).isFalse();
    }

    @Test
    void onlyInstance_takesEveryPlace_butAsASuspectNotTheLast() {
        prove();
        Bulkhead alone = new Bulkhead();
        alone.setAlone(true);
        List<Request> first =
                IntStream.range(0, 10).mapToObj(i -> ask(alone, LONG)).toList();
        time.advance(MOMENT);
        assertThat(count(first)).isEqualTo(4);

        first.subList(0, 4).forEach(request -> request.fail(FailureReason.TIMEOUT));
        time.advance(MOMENT);

        assertThat(count(first)).as("four, and three as a suspect").isEqualTo(7);
    }

    @Test
    void suspect_mayTakeTheOnlyPlaceThereIs() {
        gate = gate(1, UNHURRIED);
        Request request = ask(suspect(), LONG);
        time.advance(MOMENT);
        assertThat(request.wasSent()).isTrue();
    }

    @Test
    void placeIsGivenBack_whenTheRequestThrows() {
        gate = gate(1, UNHURRIED);
        Bulkhead bulkhead = new Bulkhead();
        Future<String> broken = gate.pass(
                new RequestContext(bulkhead, Deadline.in(LONG, time)),
                () -> {
                    throw new IllegalStateException("for the test");
                },
                refusal -> Future.succeededFuture(false));
        assertThat(broken.cause()).isInstanceOf(IllegalStateException.class);
        assertThat(bulkhead.inFlight()).isZero();
        time.advance(MOMENT);
        assertThat(ask().wasSent()).isTrue();
    }

    /** After any sequence of results, every request has ended and every place is free. */
    @Property(tries = 200)
    void everyPlaceIsThereAgain_afterAnything(
            @ForAll @IntRange(min = 1, max = 6) int concurrency,
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 12) Integer> fates) {
        RequestGateTest test = new RequestGateTest();
        test.gate = test.gate(concurrency, 50);
        List<Bulkhead> bulkheads = List.of(new Bulkhead(), new Bulkhead(), new Bulkhead());
        List<Request> asked = new ArrayList<>();
        for (int fate : fates) {
            asked.add(test.ask(bulkheads.get(fate % 3), Duration.ofSeconds(10L + 30L * fate)));
            test.time.advance(Duration.ofMillis(fate * 7L));
            List.copyOf(test.sent).forEach(request -> test.meet(request, fate));
        }
        for (int i = 0; i < 100; i++) {
            test.time.advance(Duration.ofMinutes(1));
            List.copyOf(test.sent).forEach(request -> {
                request.renewal.tryComplete(false);
                request.answer.tryComplete("well");
            });
        }
        assertThat(asked).allMatch(request -> request.result.isComplete());
        test.prove();
        assertThat(count(test.askInTurn(concurrency))).isEqualTo(concurrency);
    }

    private List<Request> askInTurn(int requests) {
        List<Request> asked = askTogether(requests);
        time.advance(Duration.ofMinutes(1));
        return asked;
    }

    private void meet(Request request, int fate) {
        boolean undecided = !request.answer.future().isComplete();
        if (undecided && fate < FailureReason.values().length) {
            FailureReason reason = List.of(FailureReason.values()).get(fate);
            request.fail(reason);
            if (reason == FailureReason.AUTH) {
                request.renewal.tryComplete(fate % 2 == 0);
            }
        } else if (undecided && fate % 2 == 0) {
            request.succeed();
        }
    }
}
