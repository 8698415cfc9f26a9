package io.smartconnect.simulator.fault;

import io.smartconnect.simulator.http.ApiOperation;
import io.smartconnect.simulator.http.Delivery;
import io.smartconnect.simulator.http.Refusal;
import io.smartconnect.simulator.http.SimulatorAnswer;
import io.smartconnect.simulator.http.Throttling;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Something that goes wrong, once it is added to the simulator: which requests it meets, and what becomes of
 * their answers. Immutable; each method answers a changed copy. Parts combine: {@code
 * Fault.on(LIST_TASKS).delay(ofSeconds(2)).status(503, "busy").times(3)}. Of several faults that meet a request, only
 * the one added first acts.
 *
 * <p>A fault with a status answers in place of the API, authentication included, as a gateway would; one that changes a
 * body works on whatever would have been answered.
 */
public final class Fault {

    /** Largest body that {@link #hugeBody} makes. */
    static final int MAX_BODY_BYTES = 256 * 1024 * 1024;

    private final Match match;
    private final Effect effect;
    private final OptionalInt times;

    private Fault(Match match, Effect effect, OptionalInt times) {
        this.match = match;
        this.effect = effect;
        this.times = times;
    }

    private record Match(Set<ApiOperation> operations, Optional<String> instanceId) {}

    /**
     * What becomes of a request that a fault meets.
     *
     * @param answer said in place of the real one
     * @param body said in place of the real one's body, with the real status
     * @param repeatPages pay no heed to the offset that is asked for
     */
    public record Effect(
            Duration delay,
            Optional<SimulatorAnswer> answer,
            UnaryOperator<String> body,
            Optional<String> retryAfter,
            boolean repeatPages,
            Delivery delivery) {

        static final Effect NONE = new Effect(
                Duration.ZERO,
                Optional.empty(),
                UnaryOperator.identity(),
                Optional.empty(),
                false,
                new Delivery.Whole());

        public SimulatorAnswer on(SimulatorAnswer real) {
            SimulatorAnswer changed = real.withBody(body.apply(real.body()));
            return retryAfter.map(text -> changed.with("Retry-After", text)).orElse(changed);
        }
    }

    /** Meets these operations, or every one when none is named. */
    public static Fault on(ApiOperation... operations) {
        return new Fault(new Match(Set.of(operations), Optional.empty()), Effect.NONE, OptionalInt.empty());
    }

    /** Meets requests about this instance only, those for its dump tasks included. */
    public Fault instance(String instanceId) {
        return new Fault(new Match(match.operations, Optional.of(instanceId)), effect, times);
    }

    /** Goes away after so many requests; else it stays until it is removed. */
    public Fault times(int requests) {
        if (requests < 1) {
            throw new IllegalArgumentException("times: must be at least 1. Found: " + requests);
        }
        return new Fault(match, effect, OptionalInt.of(requests));
    }

    /** Waits before it answers; at least 1 ms. */
    public Fault delay(Duration delay) {
        checkMillis("delay", delay);
        return with(
                new Effect(delay, effect.answer, effect.body, effect.retryAfter, effect.repeatPages, effect.delivery));
    }

    /** Never answers and keeps the connection. */
    public Fault hang() {
        return deliver(new Delivery.Never());
    }

    /** Any status with any body, said to be JSON. */
    public Fault status(int status, String body) {
        return answer(SimulatorAnswer.json(status, body));
    }

    /** 500 with DMS's "internal error". */
    public Fault serverError() {
        return answer(SimulatorAnswer.dms(500, "DMS.00500000", "Internal service error."));
    }

    /** 403 as a user without the right gets it. */
    public Fault denied() {
        return answer(
                SimulatorAnswer.dms(403, "DMS.00403003", "You do not have the permission to perform this operation."));
    }

    /** 401 as for a wrong signature. */
    public Fault unauthorized() {
        return answer(Refusal.unauthorized("verify aksk signature fail").answer());
    }

    public Fault throttle(Throttling form) {
        return answer(form.answer());
    }

    /** With this text as {@code Retry-After}: seconds, a date, or nonsense. */
    public Fault throttle(Throttling form, String retryAfter) {
        return throttle(form).retryAfter(retryAfter);
    }

    public Fault retryAfter(String text) {
        return with(new Effect(
                effect.delay, effect.answer, effect.body, Optional.of(text), effect.repeatPages, effect.delivery));
    }

    /** Closes the connection before the first byte of the answer. */
    public Fault reset() {
        return deliver(new Delivery.Reset());
    }

    /** Promises the whole body in Content-Length and closes the connection after half of it. */
    public Fault resetMidway() {
        return deliver(new Delivery.ResetMidway());
    }

    /** Sends half of the body as if it were the whole: JSON that ends too early. */
    public Fault truncate() {
        return body(real -> real.substring(0, real.length() / 2));
    }

    /** Sends the body in pieces, with a pause before each. */
    public Fault drip(int bytes, Duration pause) {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes: must be at least 1. Found: " + bytes);
        }
        checkMillis("pause", pause);
        return deliver(new Delivery.Drip(bytes, pause));
    }

    /** This text as the body, whatever the real one was; status and content type stay. */
    public Fault body(String text) {
        return body(real -> text);
    }

    /** The page that a proxy shows, with status 200. */
    public Fault html() {
        return answer(new SimulatorAnswer(
                200,
                Map.of("Content-Type", "text/html"),
                "<html><head><title>Sign in</title></head><body>Please sign in.</body></html>"));
    }

    /** A JSON object of exactly so many bytes, at least 14, at most 256 MiB. */
    public Fault hugeBody(int bytes) {
        if (bytes < 14 || bytes > MAX_BODY_BYTES) {
            throw new IllegalArgumentException("bytes: must be between 14 and " + MAX_BODY_BYTES + ". Found: " + bytes);
        }
        return body(real -> "{\"padding\":\"" + "x".repeat(bytes - 14) + "\"}");
    }

    /** Objects in objects, this deep. */
    public Fault deepNesting(int depth) {
        return body(real -> "{\"tasks\":".repeat(depth) + "[]" + "}".repeat(depth));
    }

    /** Says that there are so many items, whatever the truth. */
    public Fault totals(int total) {
        return edit(answer -> answer.put(answer.containsKey("instance_num") ? "instance_num" : "total_number", total));
    }

    /** Pays no heed to the offset: the first page again and again. */
    public Fault repeatPages() {
        return with(new Effect(effect.delay, effect.answer, effect.body, effect.retryAfter, true, effect.delivery));
    }

    /** Names the first item of a page twice. */
    public Fault repeatIds() {
        return edit(answer -> {
            JsonArray items = answer.getJsonArray(answer.containsKey("instances") ? "instances" : "tasks");
            if (items != null && !items.isEmpty()) {
                items.add(items.getValue(0));
            }
            return answer;
        });
    }

    /** Any change to an answer that is a JSON object; others stay as they are. */
    public Fault edit(UnaryOperator<JsonObject> change) {
        return body(real ->
                real.startsWith("{") ? change.apply(new JsonObject(real)).encode() : real);
    }

    boolean meets(ApiOperation operation, Optional<String> instanceId) {
        return (match.operations.isEmpty() || match.operations.contains(operation))
                && (match.instanceId.isEmpty() || match.instanceId.equals(instanceId));
    }

    Effect effect() {
        return effect;
    }

    OptionalInt times() {
        return times;
    }

    private static void checkMillis(String name, Duration duration) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException(name + ": must be at least 1 ms. Found: " + duration);
        }
    }

    private Fault answer(SimulatorAnswer answer) {
        return with(new Effect(
                effect.delay,
                Optional.of(answer),
                effect.body,
                effect.retryAfter,
                effect.repeatPages,
                effect.delivery));
    }

    private Fault body(UnaryOperator<String> change) {
        UnaryOperator<String> both = real -> change.apply(effect.body.apply(real));
        return with(
                new Effect(effect.delay, effect.answer, both, effect.retryAfter, effect.repeatPages, effect.delivery));
    }

    private Fault deliver(Delivery delivery) {
        return with(
                new Effect(effect.delay, effect.answer, effect.body, effect.retryAfter, effect.repeatPages, delivery));
    }

    private Fault with(Effect changed) {
        return new Fault(match, changed, times);
    }
}
