package io.smartconnect.exporter.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.lease.SimulatedLeases.Fate;
import io.smartconnect.exporter.snapshot.Standby;
import io.smartconnect.exporter.time.FakeTime;
import io.vertx.core.Future;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeaderElectorTest {

    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration TAKE_OVER = Duration.ofSeconds(20);
    private static final Duration TAKE_OVER_AFTER_RELEASE = Duration.ofSeconds(5);

    private final FakeTime machine = new FakeTime();
    private final SimulatedLeases leases = new SimulatedLeases(machine);
    private final List<Candidate> candidates = new ArrayList<>();

    /** A process of the test. */
    private final class Candidate implements LeaderElector.Polls {

        private final ProcessTime time = new ProcessTime(machine);
        private final PollPermit permit = new PollPermit(time);
        private final List<String> events = new ArrayList<>();
        private final List<String> pollers = new ArrayList<>();
        private final LeaderElector elector;

        Candidate(String name) {
            LeaseSettings settings = new LeaseSettings(
                    "ops", "exporter", name, Optional.of(URI.create("https://127.0.0.1")), Path.of("account"));
            elector = new LeaderElector(settings, leases.of(time), permit, time, this);
            candidates.add(this);
            elector.start();
        }

        @Override
        public void begin(boolean wasInterrupted) {
            events.add(wasInterrupted ? "continue" : "begin");
        }

        @Override
        public void end() {
            events.add("end");
        }

        @Override
        public void standBy(Standby standby) {
            pollers.add(standby.poller().orElse("unknown"));
        }

        boolean polls() {
            return time.isRunning() && permit.isValid();
        }
    }

    /** The first process, which has the lease. */
    private Candidate holder() {
        return holder("one");
    }

    private Candidate holder(String name) {
        Candidate first = new Candidate(name);
        pass(STEP.multipliedBy(30));
        return first;
    }

    /** The second process, which stands by. */
    private Candidate standby() {
        Candidate second = new Candidate("two");
        pass(Duration.ofSeconds(7));
        return second;
    }

    @Test
    void one_ofThree_polls() {
        Candidate first = new Candidate("one");
        new Candidate("two");
        new Candidate("three");

        pass(Duration.ofHours(1));

        assertThat(first.elector.isHolder()).isTrue();
        assertThat(first.events).containsExactly("begin");
        assertThat(leases.spec().getString("holderIdentity")).isEqualTo("one");
        assertThat(leases.spec().getInteger("leaseTransitions")).isZero();
        assertThat(leases.spec().getString("renewTime")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    }

    @Test
    void standby_polls_within20s_ofTheHoldersDeath() {
        Candidate first = holder();
        Candidate second = standby();

        first.time.killProcess();
        pass(TAKE_OVER);

        assertThat(second.polls()).isTrue();
        assertThat(leases.spec().getInteger("leaseTransitions")).isEqualTo(1);
    }

    @Test
    void standby_namesTheProcessThatPolls() {
        Candidate first = holder("one_0b0cbb4c-6a0d-4e4b-9a56-6a2f0a2f3c11");
        Candidate second = standby();
        assertThat(first.pollers).as("before its lease").containsExactly("unknown");
        assertThat(second.pollers).containsExactly("unknown", "one");

        first.time.stopProcess();
        pass(Duration.ofSeconds(60));
        first.time.continueProcess();
        pass(Duration.ofSeconds(7));

        assertThat(first.pollers).containsExactly("unknown", "unknown", "two");
    }

    @Test
    void standby_polls_within5s_ofARelease() {
        Candidate first = holder();
        Candidate second = standby();

        Future<Void> released = first.elector.stop();
        pass(TAKE_OVER_AFTER_RELEASE);

        assertThat(released.succeeded()).isTrue();
        assertThat(second.polls()).isTrue();
    }

    @Test
    void stoppedProcess_doesNotPoll_whenItContinues() {
        Candidate first = holder();
        Candidate second = standby();

        first.time.stopProcess();
        pass(Duration.ofSeconds(60));
        assertThat(second.polls()).isTrue();

        assertThat(first.permit.isValid()).isFalse();
        first.time.continueProcess();
        pass(Duration.ofSeconds(60));

        assertThat(second.polls()).isTrue();
        assertThat(first.events).containsExactly("begin", "end");
    }

    @Test
    void holder_stopsPolling_beforeItsLeaseCouldBeTaken_whenTheApiServerHangs() {
        Candidate first = holder();
        Candidate second = standby();

        leases.setFates(() -> Fate.LOST_BEFORE);
        pass(Duration.ofSeconds(10));
        assertThat(first.polls()).isFalse();
        assertThat(first.events).containsExactly("begin", "end");
        pass(Duration.ofMinutes(5));
        assertThat(second.polls()).isFalse();

        leases.setFates(() -> Fate.ANSWERED);
        pass(TAKE_OVER);
        assertThat(first.polls() ^ second.polls()).isTrue();
    }

    @Test
    void holder_continuesWhatItHad_whenNobodyTookItsLease() {
        Candidate alone = new Candidate("one");
        pass(Duration.ofSeconds(30));

        leases.setFates(() -> Fate.REFUSED);
        pass(Duration.ofSeconds(30));
        leases.setFates(() -> Fate.ANSWERED);
        pass(TAKE_OVER);

        assertThat(alone.events).containsExactly("begin", "end", "continue");
    }

    @Test
    void nobody_believesAnAnswer_thatDoesNotConfirmTheClaim() {
        leases.setFates(() -> Fate.LIED_ABOUT);
        Candidate first = new Candidate("one");
        new Candidate("two");

        pass(Duration.ofMinutes(1));

        assertThat(candidates).noneMatch(Candidate::polls);
        assertThat(first.events).isEmpty();
    }

    @Test
    void clockSteps_changeNothing() {
        Candidate first = new Candidate("one");
        pass(STEP.multipliedBy(30));
        Candidate second = new Candidate("two");

        for (Duration step : List.of(Duration.ofHours(5), Duration.ofHours(-20), Duration.ofDays(400))) {
            second.time.stepWallClock(step);
            first.time.stepWallClock(step.negated());
            pass(Duration.ofMinutes(1));
        }

        assertThat(first.events).containsExactly("begin");
        assertThat(second.events).isEmpty();
    }

    @Test
    void deletedLease_isCreatedByOneProcess_afterTheHolderHasNoticed() {
        holder();
        standby();

        leases.delete();
        pass(TAKE_OVER);

        assertThat(candidates.stream().filter(Candidate::polls)).hasSize(1);
    }

    @Test
    void labels_ofOthers_stay_andCostNoPoll() {
        Candidate first = new Candidate("one");
        pass(Duration.ofSeconds(5));

        leases.label("team", "kafka");
        pass(Duration.ofMinutes(1));

        assertThat(first.events).containsExactly("begin");
        assertThat(leases.lease()
                        .getJsonObject("metadata")
                        .getJsonObject("labels")
                        .getString("team"))
                .isEqualTo("kafka");
    }

    /** A thousand disturbances: lost and late answers, stops, clock steps, deaths and new processes. */
    @Test
    void neverTwo_pollAtOnce_whateverHappens() {
        Random random = new Random(20261128);
        leases.setDelays(
                () -> Duration.ofMillis(random.nextInt(10) == 0 ? random.nextInt(9_000) : random.nextInt(200)));
        leases.setFates(() -> random.nextInt(3) > 0
                ? Fate.ANSWERED
                : List.of(Fate.values()).get(random.nextInt(Fate.values().length)));
        int polled = 0;
        for (int i = 0; i < 1_000; i++) {
            disturb(random, i);
            pass(Duration.ofMillis(random.nextInt(40_000)));
            polled += (int) candidates.stream().filter(Candidate::polls).count();
        }

        assertThat(polled).isBetween(100, 1_000);
        leases.setDelays(() -> Duration.ofMillis(20));
        leases.setFates(() -> Fate.ANSWERED);
        candidates.forEach(each -> each.time.continueProcess());
        pass(TAKE_OVER.multipliedBy(2));
        assertThat(candidates.stream().filter(Candidate::polls)).hasSize(1);
    }

    private void disturb(Random random, int number) {
        if (candidates.size() < 4) {
            new Candidate("process-" + number);
        }
        Candidate struck = candidates.get(random.nextInt(candidates.size()));
        switch (random.nextInt(6)) {
            case 0 -> struck.time.stopProcess();
            case 1, 2 -> struck.time.continueProcess();
            case 3 -> struck.time.stepWallClock(Duration.ofSeconds(random.nextInt(200_000) - 100_000));
            case 4 -> {
                struck.time.killProcess();
                candidates.remove(struck);
            }
            default -> {
                struck.time.continueProcess();
                struck.elector.stop();
                candidates.remove(struck);
            }
        }
    }

    private void pass(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= STEP.toMillis()) {
            machine.advance(STEP);
            assertThat(candidates.stream().filter(Candidate::polls)).hasSizeLessThan(2);
        }
    }
}
