package io.smartconnect.exporter.cloud.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class AdaptiveRateTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Duration INTERVAL = Duration.ofSeconds(60);

    private static AdaptiveRate pace(double perSecond) {
        return new AdaptiveRate(perSecond, INTERVAL, 0);
    }

    @Example
    void requests_areSpacedEvenly() {
        AdaptiveRate pace = pace(10);
        assertThat(pace.delay(0)).isZero();
        pace.take(0);
        assertThat(pace.delay(0)).isEqualTo(SECOND / 10);
        assertThat(pace.delay(SECOND / 20)).isEqualTo(SECOND / 20);
        assertThat(pace.delay(SECOND / 10)).isZero();
    }

    @Example
    void idleTime_isNotSavedUp() {
        AdaptiveRate pace = pace(10);
        pace.take(100 * SECOND);
        assertThat(pace.delay(100 * SECOND)).isEqualTo(SECOND / 10);
    }

    /** Any 1 s is half-open: two requests exactly a second apart are in different ones. */
    @Property
    void rate_isNeverExceeded_inAnySecond(
            @ForAll @DoubleRange(min = 1, max = 500) double perSecond,
            @ForAll @Size(min = 1, max = 300) List<@LongRange(min = 0, max = SECOND / 2) Long> pauses) {
        AdaptiveRate pace = pace(Math.floor(perSecond));
        List<Long> sent = new ArrayList<>();
        long now = 0;
        for (long pause : pauses) {
            now += pause % 3 == 0 ? pause : 0;
            now += pace.delay(now);
            pace.take(now);
            sent.add(now);
        }
        for (int first = 0, last = 0; last < sent.size(); last++) {
            while (sent.get(last) - sent.get(first) >= SECOND) {
                first++;
            }
            assertThat(last - first + 1).isLessThanOrEqualTo((int) perSecond);
        }
    }

    @Example
    void halvedRate_recoversLinearly_overTenIntervals_fromTheResumption() {
        AdaptiveRate pace = pace(10);
        pace.halve(0);
        pace.recoverFrom(60 * SECOND);
        assertThat(pace.rate(0)).isEqualTo(5);
        assertThat(pace.rate(60 * SECOND)).isEqualTo(5);
        assertThat(pace.rate((60 + 300) * SECOND)).isCloseTo(7.5, within(1e-9));
        assertThat(pace.rate((60 + 599) * SECOND)).isLessThan(10);
        assertThat(pace.rate((60 + 600) * SECOND)).isEqualTo(10);
        assertThat(pace.rate((60 + 6000) * SECOND)).isEqualTo(10);
    }

    @Example
    void halvingAgain_halvesWhatHadRecovered() {
        AdaptiveRate pace = pace(10);
        pace.halve(0);
        pace.halve(300 * SECOND);
        pace.recoverFrom(360 * SECOND);
        assertThat(pace.rate(360 * SECOND)).isCloseTo(3.75, within(1e-9));
        assertThat(pace.rate(960 * SECOND)).isEqualTo(10);
    }

    @Example
    void repeatedHalving_leavesARateThatIsNotZero() {
        AdaptiveRate pace = pace(64);
        for (int i = 0; i < 100; i++) {
            pace.halve(0);
        }
        assertThat(pace.rate(0)).isEqualTo(1);
    }
}
