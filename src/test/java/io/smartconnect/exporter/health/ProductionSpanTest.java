package io.smartconnect.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.OffsetHistory;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Ends of 0, 6,000 and 12,000 messages, a minute apart; the messages between two of them came evenly. */
class ProductionSpanTest {

    private static final long START = 1_772_323_200_000L;
    private static final long MINUTE = 60_000;
    private static final long NOW = START + 3 * MINUTE;

    private final OffsetHistories histories = new OffsetHistories();

    private OffsetHistory history(long firstEnd) {
        observe(0, firstEnd);
        observe(MINUTE, firstEnd + 6_000);
        return observe(2 * MINUTE, firstEnd + 12_000);
    }

    private OffsetHistory observe(long sinceStart, long end) {
        return histories.observe("orders", 0, START + sinceStart, end, OptionalLong.empty());
    }

    @Test
    void tail_isTheTimeBetweenItsMessages_lessATenthOfTheirAges() {
        double seconds = ProductionSpan.seconds(history(0), 3_000, 9_000, NOW);

        assertThat(seconds).isCloseTo(60 - (150 + 90) / 10.0, within(0.1));
    }

    @Test
    void tail_endsWithTheLastMessage() {
        double seconds = ProductionSpan.seconds(history(0), 6_000, 12_000, NOW);

        assertThat(seconds).isCloseTo(60 - (120 + 60) / 10.0, within(0.1));
    }

    @Test
    void tail_mayBeOfAnyLength_whenItBeginsBeforeTheHistory_withMoreThanAThousandMessages() {
        OffsetHistory history = history(5_000);

        assertThat(ProductionSpan.seconds(history, 4_000, 5_000, NOW)).isFinite();
        assertThat(ProductionSpan.seconds(history, 3_999, 5_000, NOW)).isInfinite();
    }
}
