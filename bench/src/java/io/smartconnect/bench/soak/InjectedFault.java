package io.smartconnect.bench.soak;

import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.http.ThrottlingResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A failure of the cloud, with the reasons that the exporter may log for it. */
enum InjectedFault {
    SERVER_ERROR(Fault::serverError, FailureReason.SERVER_ERROR),
    BUSY(fault -> fault.status(503, "<html>busy</html>").retryAfter("2"), FailureReason.SERVER_ERROR),
    HANGING(Fault::hang, FailureReason.TIMEOUT),
    THROTTLED(fault -> fault.throttle(ThrottlingResponse.APIG_429, "3"), FailureReason.THROTTLED),
    FLOW_CONTROL(fault -> fault.throttle(ThrottlingResponse.DMS_404, "3"), FailureReason.THROTTLED),
    RESET(Fault::reset, FailureReason.UNREACHABLE),
    RESET_MIDWAY(Fault::resetMidway, FailureReason.UNREACHABLE),
    TRUNCATED(Fault::truncate, FailureReason.BAD_RESPONSE),
    HTML(Fault::html, FailureReason.BAD_RESPONSE),
    NOT_JSON(fault -> fault.body("\u0000{"), FailureReason.BAD_RESPONSE),
    NO_FIELDS(fault -> fault.body("{}"), FailureReason.BAD_RESPONSE),
    DEEP(fault -> fault.deepNesting(20_000), FailureReason.BAD_RESPONSE),
    HUGE(fault -> fault.hugeBody(17 << 20), FailureReason.BAD_RESPONSE),
    DRIPPING(fault -> fault.drip(64, Duration.ofMillis(5)), FailureReason.TIMEOUT),
    DENIED(Fault::denied, FailureReason.DENIED),
    REPEATED_PAGES(Fault::repeatPages, FailureReason.BAD_RESPONSE),
    REPEATED_IDS(Fault::repeatIds, FailureReason.BAD_RESPONSE),
    NOT_FOUND(fault -> fault.status(404, "{}"), FailureReason.NOT_FOUND);

    private static final List<InjectedFault> ALL = List.of(values());

    @SuppressWarnings("ImmutableEnumChecker") // faults are immutable
    private final UnaryOperator<Fault> change;

    private final FailureReason reason;

    InjectedFault(UnaryOperator<Fault> change, FailureReason reason) {
        this.change = change;
        this.reason = reason;
    }

    /** The fault of a round; after the last one, the first follows. */
    static InjectedFault ofRound(int round) {
        return ALL.get(round % ALL.size());
    }

    /** This fault in the responses of an operation. */
    Fault on(SimulatedOperation operation) {
        return change.apply(Fault.on(operation));
    }

    /** What the exporter may log: polls that wait too long behind the fault time out. */
    Set<FailureReason> reasons() {
        return reason == FailureReason.TIMEOUT
                ? Set.of(FailureReason.TIMEOUT)
                : Set.of(reason, FailureReason.TIMEOUT);
    }
}
