package io.smartconnect.exporter.cloud.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.smartconnect.exporter.log.LogCapture;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The needed requests of polls, and the warning when the allowed ones can't carry them. */
class RequestBudgetTest {

    private final LogCapture log = new LogCapture(RequestBudget.class);
    private final RequestBudget budget = new RequestBudget("orders");

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void overload_isLoggedOnce_withTargetAndNumbers_andItsEnd() {
        budget.update(9, 10);
        assertThat(log.events()).isEmpty();

        budget.update(16.66, 10);
        budget.update(9.5, 10);
        budget.update(12, 10);
        assertThat(log.events())
                .singleElement()
                .returns(Level.WARN, ILoggingEvent::getLevel)
                .returns(
                        "needs 16.7 requests a second, allowed are 10: raise api.max-requests-per-second,"
                                + " lengthen poll.interval, or poll fewer instances",
                        ILoggingEvent::getFormattedMessage)
                .satisfies(
                        event -> assertThat(event.getKeyValuePairs().toString()).contains("target=\"orders\""));

        budget.update(0.3, 0.67);
        assertThat(log.events()).hasSize(2).last().returns(Level.INFO, ILoggingEvent::getLevel);
        assertThat(log.events().get(1).getFormattedMessage())
                .isEqualTo("needs 0.30 requests a second, allowed are 0.67");
    }

    @Test
    void share_isUnknown_beforeTheFirstPoll() {
        budget.update(0, 10);
        assertThat(budget.used()).isEmpty();

        budget.update(5, 10);
        assertThat(budget.used()).contains(0.5);
    }

    @Test
    void retention_countsAtItsOwnInterval_andStaysWhenAPollDoesNotReadIt() {
        Bulkhead bulkhead = new Bulkhead();
        bulkhead.count(RequestPriority.URGENT);
        bulkhead.count(RequestPriority.NORMAL);
        bulkhead.skip(4);
        bulkhead.count(RequestPriority.LOW);
        assertThat(bulkhead.need()).isEqualTo(RequestNeed.NONE);

        bulkhead.endPoll();
        assertThat(bulkhead.need()).isEqualTo(new RequestNeed(6, 1));
        assertThat(bulkhead.need().perSecond(Duration.ofSeconds(60), Duration.ofSeconds(300)))
                .isCloseTo(6 / 60.0 + 1 / 300.0, within(1e-12));

        bulkhead.count(RequestPriority.HIGH);
        bulkhead.endPoll();
        assertThat(bulkhead.need()).isEqualTo(new RequestNeed(1, 1));
    }
}
