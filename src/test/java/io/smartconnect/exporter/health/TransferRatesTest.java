package io.smartconnect.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.task.TransferRates;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TransferRatesTest {

    private final Polled task = new Polled();

    private TransferRates rates() {
        return task.progress().rates();
    }

    @Test
    void rates_areUnknown_beforeTwoSamples() {
        task.poll(100, 50);
        assertThat(rates()).isEqualTo(TransferRates.UNKNOWN);

        task.poll(700, 350);
        assertThat(rates())
                .isEqualTo(new TransferRates(OptionalDouble.of(5), OptionalDouble.of(10), OptionalDouble.empty()));
    }

    @Test
    void rates_areThoseOfTheWindow() {
        task.poll(100_000, 99_000);
        task.grows(1, 600_000, 600_000);
        task.grows(Polled.WINDOW, 60, 120);

        assertThat(rates().producedPerSecond()).hasValue(1);
        assertThat(rates().transferredPerSecond()).hasValue(2);
    }

    @Test
    void rates_areSumsOverThePartitions_ofThisAnswer() {
        task.poll(Polled.partition(0, 0, 0), Polled.partition(1, 0, 0), Polled.partition(2, 0, 0));
        task.poll(Polled.partition(0, 60, 0), Polled.partition(1, 120, 60), Polled.unknown(2));

        assertThat(rates().producedPerSecond()).hasValue(3);
        assertThat(rates().transferredPerSecond()).hasValue(1);
    }

    @Test
    void rates_countForwardMovesOnly() {
        task.poll(1_000, 600);
        task.poll(1_000, 0);
        task.poll(1_000, 240);

        assertThat(rates().transferredPerSecond()).hasValue(2);
        assertThat(rates().producedPerSecond()).hasValue(0);
    }

    @Test
    void catchUp_isTheLagDividedByTheGain() {
        task.poll(10_000, 0);
        task.poll(10_060, 660);

        assertThat(rates().catchUpSeconds()).hasValue(940);
    }

    @Test
    void catchUp_isKnown_forABacklogThatIsOlderThanTheExporter() {
        task.poll(10_000, 0);
        task.grows(2, 60, 660);

        assertThat(task.lagTime(0).orElseThrow().isLowerBound()).isTrue();
        assertThat(rates().catchUpSeconds()).hasValue((10_120.0 - 1_320) / (11 - 1));
    }

    @Test
    void catchUp_isKnown_forADumpWhoseBacklogIsOlderThanTheExporter_afterItsFirstDelivery() {
        task.deliverSeconds = OptionalLong.of(300);
        task.poll(100_000, 0);
        task.grows(3, 60, 0);
        assertThat(rates().catchUpSeconds()).isEmpty();

        task.grows(1, 60, 12_240);

        assertThat(task.lagTime(0).orElseThrow().isLowerBound()).isTrue();
        assertThat(rates().catchUpSeconds()).hasValue((100_240.0 - 12_240) / (51 - 1));
    }

    @Test
    void catchUp_isAbsent_unlessTheTaskGains() {
        task.poll(10_000, 0);
        task.poll(10_060, 60);
        assertThat(rates().catchUpSeconds()).isEmpty();

        task.poll(10_120, 10_120);
        assertThat(rates().catchUpSeconds()).isEmpty();
    }

    @Test
    void catchUp_isAbsent_whileNothingWaitsLongerThanADeliveryTakes() {
        for (long poll = 0; poll < 20; poll++) {
            task.poll(600 * poll, Math.max(0, 600 * poll - (poll % 2 == 0 ? 500 : 100)));

            assertThat(rates().catchUpSeconds()).isEmpty();
        }
    }

    @Test
    void rates_areUnknown_whileTheTaskIsPaused_andWhileItsOffsetsAreStale() {
        task.runsWell(100);
        assertThat(task.watch.progress(task.task(Optional.empty())).rates()).isEqualTo(TransferRates.UNKNOWN);

        task.status = Optional.of("PAUSED");
        task.poll(2_000, 1_000);
        assertThat(rates()).isEqualTo(TransferRates.UNKNOWN);
    }
}
