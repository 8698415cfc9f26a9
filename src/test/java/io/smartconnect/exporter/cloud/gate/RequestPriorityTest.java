package io.smartconnect.exporter.cloud.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.FakeTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The order in which a gate sends what is queued. */
class RequestPriorityTest {

    private static final Duration INTERVAL = Duration.ofSeconds(60);

    private final FakeTime time = new FakeTime();
    private final List<String> sent = new ArrayList<>();
    private final Promise<String> first = Promise.promise();

    private RequestGate gate(int concurrency, double perSecond) {
        return new RequestGate(
                time,
                new ApiSettings(Duration.ofSeconds(15), concurrency, perSecond, 3, Duration.ofSeconds(60)),
                INTERVAL);
    }

    private RequestContext scope(RequestPriority priority) {
        return new RequestContext(new Bulkhead(), Deadline.in(Duration.ofHours(1), time)).withPriority(priority);
    }

    /** Queues a request that is answered at once. */
    private Future<String> ask(RequestGate gate, RequestContext scope, String name) {
        return gate.pass(scope, () -> note(name), refusal -> Future.succeededFuture(false));
    }

    private Future<String> note(String name) {
        sent.add(name);
        return Future.succeededFuture(name);
    }

    /** Takes the only place until the test completes {@link #first}. */
    private RequestGate occupied() {
        RequestGate gate = gate(1, 1e6);
        gate.pass(scope(RequestPriority.LOW), first::future, refusal -> Future.succeededFuture(true));
        return gate;
    }

    @Property(tries = 100)
    void requests_goByPriority_andThenInOrderOfArrival(@ForAll @Size(max = 40) List<RequestPriority> priorities) {
        RequestPriorityTest test = new RequestPriorityTest();
        RequestGate gate = test.occupied();
        List<Integer> arrivals = IntStream.range(0, priorities.size()).boxed().toList();
        arrivals.forEach(i -> test.ask(gate, test.scope(priorities.get(i)), String.valueOf(i)));

        test.first.complete("done");
        test.time.advance(Duration.ofSeconds(1));

        assertThat(test.sent)
                .isEqualTo(arrivals.stream()
                        .sorted(Comparator.comparing(priorities::get))
                        .map(String::valueOf)
                        .toList());
    }

    @Test
    void urgentRequest_takesTheNextSlotOfTheRate() {
        RequestGate gate = gate(4, 1);
        for (int i = 0; i < 400; i++) {
            ask(gate, scope(RequestPriority.NORMAL), "detail");
        }
        time.advance(Duration.ofMillis(4_500));
        ask(gate, scope(RequestPriority.URGENT), "listing");
        time.advance(Duration.ofMillis(500));

        assertThat(sent).hasSize(6).endsWith("listing");
    }

    @Test
    void secondTry_goesBeforeUrgentRequests() {
        RequestGate gate = gate(1, 1e6);
        List<String> tries = new ArrayList<>();
        gate.pass(
                scope(RequestPriority.LOW),
                () -> {
                    tries.add("try");
                    return tries.size() == 1 ? first.future() : note("second try");
                },
                refusal -> Future.succeededFuture(true));
        ask(gate, scope(RequestPriority.URGENT), "listing");

        first.fail(CloudFailure.of(FailureReason.AUTH, "for the test"));
        time.advance(Duration.ofSeconds(1));

        assertThat(sent).containsExactly("second try", "listing");
    }

    /** The last place stays free for other instances, whatever the priority of the one that hangs. */
    @Test
    void priority_doesNotBreakBulkheads() {
        RequestGate gate = gate(2, 1e6);
        RequestContext hanging = scope(RequestPriority.URGENT);
        IntStream.range(0, 5)
                .forEach(i -> gate.pass(
                        hanging, () -> Promise.<String>promise().future(), refusal -> Future.succeededFuture(false)));
        time.advance(Duration.ofSeconds(1));

        ask(gate, scope(RequestPriority.LOW), "retention");
        time.advance(Duration.ofSeconds(1));

        assertThat(sent).containsExactly("retention");
    }

    @Test
    void starvingRequest_failsNearItsDeadline() {
        RequestGate gate = gate(4, 1);
        ask(gate, scope(RequestPriority.NORMAL), "detail");
        RequestContext impatient = new RequestContext(new Bulkhead(), Deadline.in(Duration.ofSeconds(20), time));
        Future<String> starving = ask(gate, impatient.withPriority(RequestPriority.LOW), "starving");
        IntStream.range(0, 60).forEach(i -> ask(gate, scope(RequestPriority.NORMAL), "detail"));

        time.advance(Duration.ofSeconds(20));

        assertThat(starving.failed()).isTrue();
        assertThat(CloudFailure.from(starving.cause()).reason()).isEqualTo(FailureReason.TIMEOUT);
        assertThat(sent).hasSize(21).doesNotContain("starving");
    }
}
