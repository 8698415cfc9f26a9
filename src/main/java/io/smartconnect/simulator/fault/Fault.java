package io.smartconnect.simulator.fault;

import io.smartconnect.simulator.http.ResponseDelivery;
import io.smartconnect.simulator.http.SimulatedErrorException;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.http.SimulatedResponse;
import io.smartconnect.simulator.http.ThrottlingResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A failure to inject into the simulator: the requests that it matches, and its effect on their responses. Immutable;
 * each method returns a changed copy. Effects combine: {@code
 * Fault.on(LIST_TASKS).delay(ofSeconds(2)).status(503, "busy").times(3)}. If several faults match a request, only the
 * one added first takes effect.
 *
 * <p>A fault with a status replaces the API's response, authentication included, as a gateway does. A fault that
 * changes the body changes whatever response would have been sent.
 */
public final class Fault {

    /** The largest body that {@link #hugeBody} makes. */
    static final int MAX_BODY_BYTES = 256 * 1024 * 1024;

    private final Match match;
    private final FaultEffect effect;
    private final OptionalInt times;

    private Fault(Match match, FaultEffect effect, OptionalInt times) {
        this.match = match;
        this.effect = effect;
        this.times = times;
    }

    private record Match(Set<SimulatedOperation> operations, Optional<String> instanceId) {}

    /** Matches these operations, or all if none is named. */
    public static Fault on(SimulatedOperation... operations) {
        return new Fault(new Match(Set.of(operations), Optional.empty()), FaultEffect.NONE, OptionalInt.empty());
    }

    /** Matches only requests for this instance, including those for its dump tasks. */
    public Fault instance(String instanceId) {
        return new Fault(new Match(match.operations, Optional.of(instanceId)), effect, times);
    }

    /** Ends after this number of requests; by default a fault stays until it is removed. */
    public Fault times(int requests) {
        if (requests < 1) {
            throw new IllegalArgumentException("times: must be at least 1; found " + requests);
        }
        return new Fault(match, effect, OptionalInt.of(requests));
    }

    /** Delays the response by at least 1 ms. */
    public Fault delay(Duration delay) {
        checkMillis("delay", delay);
        return with(effect.withDelay(delay));
    }

    /** Sends no response and keeps the connection open. */
    public Fault hang() {
        return transmit(new ResponseDelivery.Never());
    }

    /** Responds with any status and any body, as {@code application/json}. */
    public Fault status(int status, String body) {
        return respond(SimulatedResponse.json(status, body));
    }

    /** Responds with DMS's 500. */
    public Fault serverError() {
        return respond(SimulatedResponse.dms(500, "DMS.00500000", "Internal service error."));
    }

    /** Responds with DMS's 403 for a user without the permission. */
    public Fault denied() {
        return respond(SimulatedResponse.dms(
                403, "DMS.00403003", "You do not have the permission to perform this operation."));
    }

    /** Responds with the 403 of version 1 of Cloud Eye for a user without this action, such as {@code ces:metricData:list}. */
    public Fault cloudEyeDenied(String action) {
        return respond(SimulatedResponse.cloudEye(403, "403", "Policy doesn't allow [" + action + "] to be performed"));
    }

    /** Responds with the 403 of version 2 of Cloud Eye for a user without this action. */
    public Fault cloudEyeV2Denied(String action) {
        return respond(
                SimulatedResponse.gateway(403, "ces.0017", "Policy doesn't allow [" + action + "] to be performed"));
    }

    /** Responds with the gateway's 401 for a wrong signature. */
    public Fault unauthorized() {
        return respond(SimulatedErrorException.unauthorized("verify aksk signature fail")
                .response());
    }

    /** Responds as the metadata service of a machine without an agency. */
    public Fault noAgency() {
        return status(401, "{\"error\": \"Please configure Cloud Service Agency first\"}");
    }

    /** Responds with this form of throttling. */
    public Fault throttle(ThrottlingResponse form) {
        return respond(form.response());
    }

    /** Responds with this form of throttling and this {@code Retry-After}. */
    public Fault throttle(ThrottlingResponse form, String retryAfter) {
        return throttle(form).retryAfter(retryAfter);
    }

    /** Adds the header {@code Retry-After}: seconds, a date, or an invalid text. */
    public Fault retryAfter(String text) {
        return with(effect.withRetryAfter(text));
    }

    /** Closes the connection before the first byte of the response. */
    public Fault reset() {
        return transmit(new ResponseDelivery.Reset());
    }

    /** Announces the whole body in Content-Length and closes the connection after half of it. */
    public Fault resetMidway() {
        return transmit(new ResponseDelivery.ResetMidway());
    }

    /** Sends half of the body with a matching Content-Length: incomplete JSON. */
    public Fault truncate() {
        return body(real -> real.substring(0, real.length() / 2));
    }

    /** Sends the body in pieces, with a pause between them. */
    public Fault drip(int bytes, Duration pause) {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes: must be at least 1; found " + bytes);
        }
        checkMillis("pause", pause);
        return transmit(new ResponseDelivery.Drip(bytes, pause));
    }

    /** Replaces the body; status and content type stay. */
    public Fault body(String text) {
        return body(real -> text);
    }

    /** Responds with a proxy's HTML page and status 200. */
    public Fault html() {
        return respond(new SimulatedResponse(
                200,
                Map.of("Content-Type", "text/html"),
                "<html><head><title>Sign in</title></head><body>Please sign in.</body></html>"));
    }

    /** Replaces the body by a JSON object of exactly this size: 14 bytes to 256 MiB. */
    public Fault hugeBody(int bytes) {
        if (bytes < 14 || bytes > MAX_BODY_BYTES) {
            throw new IllegalArgumentException("bytes: must be between 14 and " + MAX_BODY_BYTES + "; found " + bytes);
        }
        return body(real -> "{\"padding\":\"" + "x".repeat(bytes - 14) + "\"}");
    }

    /** Replaces the body by JSON objects nested to this depth. */
    public Fault deepNesting(int depth) {
        return body(real -> "{\"tasks\":".repeat(depth) + "[]" + "}".repeat(depth));
    }

    /** Replaces the total number of items of a list. */
    public Fault totals(int total) {
        return edit(answer -> answer.put(
                Stream.of("instance_num", "total_number", "total", "count")
                        .filter(answer::containsKey)
                        .findFirst()
                        .orElse("total_number"),
                total));
    }

    /** Ignores the query's {@code offset} and {@code start}: every page is the first page. */
    public Fault repeatPages() {
        return with(effect.withRepeatedPages());
    }

    /** Repeats the first item of a page at its end. */
    public Fault repeatIds() {
        return edit(answer -> {
            Stream.of("instances", "tasks", "groups", "topics", "partitions", "metrics")
                    .map(answer::getValue)
                    .filter(JsonArray.class::isInstance)
                    .map(JsonArray.class::cast)
                    .filter(items -> !items.isEmpty())
                    .findFirst()
                    .ifPresent(items -> items.add(items.getValue(0)));
            return answer;
        });
    }

    /** Changes a body that is a JSON object; others stay. */
    public Fault edit(UnaryOperator<JsonObject> change) {
        return body(real ->
                real.startsWith("{") ? change.apply(new JsonObject(real)).encode() : real);
    }

    boolean matches(SimulatedOperation operation, Optional<String> instanceId) {
        return (match.operations.isEmpty() || match.operations.contains(operation))
                && (match.instanceId.isEmpty() || match.instanceId.equals(instanceId));
    }

    FaultEffect effect() {
        return effect;
    }

    OptionalInt times() {
        return times;
    }

    private static void checkMillis(String name, Duration duration) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException(name + ": must be at least 1 ms; found " + duration);
        }
    }

    private Fault respond(SimulatedResponse response) {
        return with(effect.withResponse(response));
    }

    private Fault body(UnaryOperator<String> change) {
        return with(effect.withBody(change));
    }

    private Fault transmit(ResponseDelivery transmission) {
        return with(effect.withTransmission(transmission));
    }

    private Fault with(FaultEffect changed) {
        return new Fault(match, changed, times);
    }
}
