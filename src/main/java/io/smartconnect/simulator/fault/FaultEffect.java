package io.smartconnect.simulator.fault;

import io.smartconnect.simulator.http.ResponseDelivery;
import io.smartconnect.simulator.http.SimulatedResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The changes that a fault makes to the response of a request.
 *
 * @param delay time before the response is sent
 * @param response replaces the API's response
 * @param body changes the body of the response
 * @param retryAfter the header {@code Retry-After}
 * @param repeatPages ignores the query's {@code offset} and {@code start}
 * @param transmission the way in which the response is sent
 */
public record FaultEffect(
        Duration delay,
        Optional<SimulatedResponse> response,
        UnaryOperator<String> body,
        Optional<String> retryAfter,
        boolean repeatPages,
        ResponseDelivery transmission) {

    static final FaultEffect NONE = new FaultEffect(
            Duration.ZERO,
            Optional.empty(),
            UnaryOperator.identity(),
            Optional.empty(),
            false,
            new ResponseDelivery.Whole());

    /** This response with the fault's body and header. */
    public SimulatedResponse on(SimulatedResponse real) {
        SimulatedResponse changed = real.withBody(body.apply(real.body()));
        return retryAfter.map(text -> changed.with("Retry-After", text)).orElse(changed);
    }

    FaultEffect withDelay(Duration time) {
        return new FaultEffect(time, response, body, retryAfter, repeatPages, transmission);
    }

    FaultEffect withResponse(SimulatedResponse other) {
        return new FaultEffect(delay, Optional.of(other), body, retryAfter, repeatPages, transmission);
    }

    /** Applies the change after the earlier changes of the body. */
    FaultEffect withBody(UnaryOperator<String> change) {
        UnaryOperator<String> all = real -> change.apply(body.apply(real));
        return new FaultEffect(delay, response, all, retryAfter, repeatPages, transmission);
    }

    FaultEffect withRetryAfter(String text) {
        return new FaultEffect(delay, response, body, Optional.of(text), repeatPages, transmission);
    }

    FaultEffect withRepeatedPages() {
        return new FaultEffect(delay, response, body, retryAfter, true, transmission);
    }

    FaultEffect withTransmission(ResponseDelivery other) {
        return new FaultEffect(delay, response, body, retryAfter, repeatPages, other);
    }
}
