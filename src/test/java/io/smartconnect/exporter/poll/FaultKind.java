package io.smartconnect.exporter.poll;

import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.ThrottlingResponse;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A fault of the simulator in the matrix of faults. */
enum FaultKind {
    SERVER_ERROR(Fault::serverError),
    BUSY(fault -> fault.status(503, "<html>busy</html>").retryAfter("120")),
    DENIED(Fault::denied),
    UNAUTHORIZED(Fault::unauthorized),
    THROTTLED_BY_GATEWAY(fault -> fault.throttle(ThrottlingResponse.APIG_429, "3600")),
    THROTTLED_AS_NOT_FOUND(fault -> fault.throttle(ThrottlingResponse.DMS_404)),
    THROTTLED_BY_CLOUD_EYE(fault -> fault.throttle(ThrottlingResponse.CES_429)),
    NOT_FOUND(fault -> fault.status(404, "{}")),
    TEAPOT(fault -> fault.status(418, "")),
    STATUS_OUT_OF_RANGE(fault -> fault.status(799, "{}")),
    NO_AGENCY(Fault::noAgency),
    RESET(Fault::reset),
    RESET_MIDWAY(Fault::resetMidway),
    TRUNCATED(Fault::truncate),
    HTML(Fault::html),
    EMPTY(fault -> fault.body("")),
    NULL(fault -> fault.body("null")),
    ARRAY(fault -> fault.body("[]")),
    NO_FIELDS(fault -> fault.body("{}")),
    DEEP(fault -> fault.deepNesting(20_000)),
    HUGE_NUMBER(fault -> fault.edit(answer -> answer.put("total_number", Double.MAX_VALUE))),
    TOTALS(fault -> fault.totals(Integer.MAX_VALUE)),
    REPEATED_PAGES(Fault::repeatPages),
    REPEATED_IDS(Fault::repeatIds),
    LATE(fault -> fault.delay(Duration.ofMillis(5))),
    DRIPPING(fault -> fault.drip(4096, Duration.ofMillis(1))),
    HUGE(fault -> fault.hugeBody(17 << 20)),
    HANGING(Fault::hang);

    @SuppressWarnings("ImmutableEnumChecker") // faults are immutable
    private final UnaryOperator<Fault> change;

    FaultKind(UnaryOperator<Fault> change) {
        this.change = change;
    }

    /** Adds this fault to {@code matched}. */
    Fault in(Fault matched) {
        return change.apply(matched);
    }

    /** Returns true if the whole target pauses after such an answer: the cloud limits accounts and locks credentials. */
    boolean pausesTarget() {
        return switch (this) {
            case UNAUTHORIZED, NO_AGENCY, THROTTLED_BY_GATEWAY, THROTTLED_AS_NOT_FOUND, THROTTLED_BY_CLOUD_EYE -> true;
            default -> false;
        };
    }
}
