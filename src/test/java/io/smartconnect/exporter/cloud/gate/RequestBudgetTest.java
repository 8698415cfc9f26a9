package io.smartconnect.exporter.cloud.gate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.smartconnect.exporter.log.LogCapture;
import io.smartconnect.exporter.snapshot.BudgetUse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The needed requests of polls, and the warning when the allowed ones can't carry them. */
class RequestBudgetTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final LogCapture log = new LogCapture(RequestBudget.class);
    private final RequestBudget budget = new RequestBudget("orders");

    @AfterEach
    void close() {
        log.close();
    }

    private void update(double needed, double allowed) {
        budget.update(new RequestNeed.PerSecond(needed, 0), allowed, allowed);
    }

    @Test
    void overload_isLoggedOnce_withTargetAndNumbers_andItsEnd() {
        update(9, 10);
        assertThat(log.events()).isEmpty();

        update(16.66, 10);
        update(9.5, 10);
        update(12, 10);
        assertThat(log.events())
                .singleElement()
                .returns(Level.WARN, ILoggingEvent::getLevel)
                .returns(
                        "needs 16.7 requests a second, allowed are 10: raise api.max-requests-per-second,"
                                + " lengthen poll.interval, or poll fewer instances",
                        ILoggingEvent::getFormattedMessage)
                .satisfies(
                        event -> assertThat(event.getKeyValuePairs().toString()).contains("target=\"orders\""));

        update(0.3, 0.67);
        assertThat(log.events()).hasSize(2).last().returns(Level.INFO, ILoggingEvent::getLevel);
        assertThat(log.events().get(1).getFormattedMessage())
                .isEqualTo("needs 0.30 requests a second, allowed are 0.67");
    }

    @Test
    void share_isUnknown_beforeTheFirstPoll() {
        update(0, 10);
        assertThat(budget.use(MINUTE)).isEmpty();

        update(5, 10);
        assertThat(budget.use(MINUTE)).contains(new BudgetUse(0.5, MINUTE, Optional.of(MINUTE)));
    }

    @Test
    void offsets_areReadLessOften_whenTheRateLeavesTooLittle() {
        budget.update(new RequestNeed.PerSecond(4, 5), 10, 10);
        assertThat(budget.offsetsShare()).isOne();
        assertThat(budget.use(MINUTE)).get().returns(false, BudgetUse::isTooSmall);

        budget.update(new RequestNeed.PerSecond(4, 20), 10, 10);
        assertThat(budget.offsetsShare()).isEqualTo(0.25);
        assertThat(budget.use(MINUTE))
                .contains(new BudgetUse(2.4, MINUTE, Optional.of(MINUTE.multipliedBy(4))))
                .get()
                .returns(true, BudgetUse::isTooSmall);
    }

    @Test
    void throttling_lengthensTheInterval_butIsNoOverload() {
        budget.update(new RequestNeed.PerSecond(2, 5), 10, 5);

        assertThat(budget.use(MINUTE)).contains(new BudgetUse(0.7, MINUTE, Optional.of(MINUTE.multipliedBy(2))));
        assertThat(log.events()).isEmpty();
    }

    @Test
    void offsets_haveNoInterval_whenListingsNeedTheWholeRate() {
        budget.update(new RequestNeed.PerSecond(10, 5), 10, 10);

        assertThat(budget.use(MINUTE)).contains(new BudgetUse(1.5, MINUTE, Optional.empty()));
        assertThat(budget.offsetsShare()).isEqualTo(0.01);
    }

    @Test
    void pollsWithoutOffsets_haveTheirOwnInterval_howeverLowTheRate() {
        budget.update(new RequestNeed.PerSecond(10, 0), 1, 1);

        assertThat(budget.use(MINUTE)).get().returns(false, BudgetUse::isTooSmall);
        assertThat(budget.offsetsShare()).isOne();
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
        assertThat(bulkhead.need()).isEqualTo(new RequestNeed(1, 5, 1));

        bulkhead.count(RequestPriority.HIGH);
        bulkhead.endPoll();
        assertThat(bulkhead.need()).isEqualTo(new RequestNeed(1, 0, 1));
    }
}
