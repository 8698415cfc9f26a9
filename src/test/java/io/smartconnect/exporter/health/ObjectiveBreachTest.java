package io.smartconnect.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.smartconnect.exporter.snapshot.progress.Health;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The time until the lag time passes its objective, of tasks whose future the test computes. */
class ObjectiveBreachTest {

    private static final double OBJECTIVE = 1_800;

    /**
     * A dump at constant rates.
     *
     * @param perSecond messages produced per second
     * @param share of the production that each delivery takes
     * @param deliverSeconds time between two deliveries
     * @param behind lag time after the first delivery, in seconds
     * @param first time of the first delivery; until then the lag time is {@code behind}
     */
    private record Dump(double perSecond, double share, double deliverSeconds, double behind, double first) {

        /** Production time of the oldest untransferred message. */
        double oldest(double second) {
            double step = Math.max(0.001, deliverSeconds);
            double moved = Math.max(0, Math.floor((second - first) / step)) * step * share;
            return Math.min(second, Math.min(second, first) - behind + moved);
        }

        double lagSeconds(double second) {
            return second - oldest(second);
        }

        double breach(double objective) {
            double second = first;
            while (lagSeconds(second) <= objective) {
                second += 0.5;
            }
            return second;
        }

        long end(double second) {
            return (long) ((second + 100_000) * perSecond);
        }

        long transferred(double second) {
            return end(oldest(second));
        }
    }

    private final Polled task = new Polled();
    private final Instant start = task.now;

    private OptionalDouble breach() {
        return task.progress().rates().breachSeconds();
    }

    private void poll(Dump dump, double second) {
        task.deliverSeconds = OptionalLong.of((long) dump.deliverSeconds);
        task.now = start.plusMillis(Math.round(second * 1_000)).minus(task.interval);
        task.poll(dump.end(second), dump.transferred(second));
    }

    private static double jittered(int poll, Random random) {
        return 60 * poll + random.nextDouble(2);
    }

    /** Relative errors at all polls until the breach; every {@code missing}-th poll fails. */
    private List<Double> errors(Dump dump, int missing) {
        Random random = new Random(1);
        List<Double> errors = new ArrayList<>();
        double breach = dump.breach(OBJECTIVE);
        for (int poll = 1; jittered(poll + 1, random) < breach; poll++) {
            double second = jittered(poll, random);
            if (poll % missing > 0) {
                poll(dump, second);
                double left = breach - second;
                breach().ifPresent(found -> errors.add(Math.abs(found - left) / Math.max(60, left)));
            }
        }
        Collections.sort(errors);
        return errors;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 100",
        "0, 0.53, 100",
        "0, 0.78, 100",
        "0, 0.88, 100",
        "0, 0.78, 3",
        "30, 0, 100",
        "30, 0.53, 100",
        "30, 0.78, 100",
        "30, 0.88, 100",
        "30, 0.78, 3",
        "300, 0, 100",
        "300, 0.53, 100",
        "300, 0.78, 100",
        "300, 0.88, 100",
        "300, 0.78, 3",
        "900, 0, 100",
        "900, 0.53, 100",
        "900, 0.78, 100",
        "900, 0.88, 100"
    })
    void breach_isRight_atConstantRates(double deliverSeconds, double share, int missing) {
        List<Double> errors = errors(new Dump(20, share, deliverSeconds, 1, 1_000), missing);

        assertThat(errors).hasSizeGreaterThan(8);
        assertThat(errors.get(errors.size() / 2)).isLessThan(0.1);
    }

    @Test
    void breach_isKnownAtEveryPoll_ofASlowDump_afterItsFirstDeliveries() {
        Dump dump = new Dump(20, 0.78, 300, 1, 1_000);
        for (int poll = 1; poll <= 130; poll++) {
            poll(dump, 60 * poll);
            assertThat(breach().isPresent()).as("poll " + poll).isEqualTo(poll > 26);
        }
    }

    @Test
    void breach_isZero_whileTheLagTimeExceedsTheObjective_andGrows() {
        Dump dump = new Dump(20, 0.5, 0, 600, 0);
        for (int poll = 1; poll <= 60; poll++) {
            poll(dump, 60 * poll);
        }
        assertThat(breach()).hasValue(0);

        task.poll(task.end + 1_200, task.end);

        assertThat(breach()).isEmpty();
    }

    @Test
    void breach_isThatOfTheFirstPartition() {
        Dump late = new Dump(20, 0.5, 0, 300, 0);
        Dump later = new Dump(20, 0.5, 0, 200, 0);
        for (int second = 60; second <= 1_200; second += 60) {
            task.poll(
                    Polled.partition(0, later.end(second), later.transferred(second)),
                    Polled.partition(1, late.end(second), late.transferred(second)));
        }

        assertThat(breach().orElseThrow()).isCloseTo(1_800, within(20.0));
    }

    @Test
    void breach_isZero_onceAnyPartitionExceedsTheObjective_andAnotherOneGrows() {
        Dump far = new Dump(20, 1, 0, 2_000, 0);
        Dump later = new Dump(20, 0.5, 0, 200, 0);
        for (int second = 60; second <= 2_400; second += 60) {
            task.poll(
                    Polled.partition(0, later.end(second), later.transferred(second)),
                    Polled.partition(1, far.end(second), far.transferred(second)));
        }

        assertThat(breach()).hasValue(0);
    }

    @Test
    void reason_namesTheBreach_ofATaskWhoseLagOnlyGrows() {
        Dump dump = new Dump(20, 0.5, 0, 1, 0);
        for (int second = 60; second <= 2_400; second += 60) {
            poll(dump, second);
        }

        assertThat(task.judgement().health()).isEqualTo(Health.WARN);
        assertThat(task.judgement().reason()).contains("; lag time passes the objective of 30m 0s in about 19m 5");
    }

    @Test
    void breach_isAbsent_beforeTheWindowIsFull_andWhileTheTaskDoesNotRun() {
        Dump dump = new Dump(20, 0.5, 0, 300, 0);
        for (int poll = 1; poll < Polled.WINDOW; poll++) {
            poll(dump, 60 * poll);
            assertThat(breach()).isEmpty();
        }
        poll(dump, 60 * Polled.WINDOW);
        assertThat(breach()).isEmpty();

        for (String status : List.of("PAUSED", "RESTARTING", "FAILED")) {
            task.status = Optional.of(status);
            task.poll(task.end + 1_200, task.transferred + 600);
            assertThat(breach()).as(status).isEmpty();
        }
    }

    @Test
    void breach_isAbsent_whileOffsetsAreUnknown_afterARewind_andOfATail() {
        Dump dump = new Dump(20, 0.5, 0, 300, 0);
        for (int poll = 1; poll <= 20; poll++) {
            poll(dump, 60 * poll);
        }
        assertThat(breach()).isPresent();

        for (int poll = 0; poll < 3; poll++) {
            task.poll(Polled.unknown(0));
        }
        assertThat(breach()).isEmpty();

        task.poll(task.end + 4 * 1_200, task.transferred - 10_000);
        assertThat(breach()).isEmpty();

        Polled idle = new Polled();
        idle.runsWell(0);
        idle.poll(idle.end + 1_000, idle.transferred + 100);
        for (int poll = 0; poll < 2 * Polled.WINDOW; poll++) {
            idle.poll(idle.end, idle.transferred);
            assertThat(idle.progress().rates().breachSeconds()).isEmpty();
        }
    }

    @Test
    void breach_isAbsent_ifTheTaskCatchesUpBefore() {
        task.poll(0, 0);
        task.grows(10, 60_000, 6_000);
        assertThat(breach()).isPresent();

        task.grows(Polled.WINDOW, 0, 30_000);

        assertThat(breach()).isEmpty();
    }

    @Property(tries = 150)
    void breach_isAbsent_unlessTheLagTimeGrows(@ForAll Random random) {
        double perSecond = Math.exp(random.nextDouble(-4, 5));
        double interval = Math.floor(Math.exp(random.nextDouble(7)));
        double share = Math.max(1, random.nextDouble(0.7, 1.3));
        double behind = random.nextDouble(OBJECTIVE);
        double lost = random.nextDouble(0.5);
        Dump dump = new Dump(perSecond, share, interval, behind, random.nextDouble(interval));
        for (int poll = 1; poll < 80; poll++) {
            double second = 60 * poll + random.nextDouble(20);
            if (random.nextDouble() > lost) {
                poll(dump, second);
                assertThat(breach())
                        .as("poll %d of %s, %.2f lost", poll, dump, lost)
                        .isEmpty();
            }
        }
    }
}
