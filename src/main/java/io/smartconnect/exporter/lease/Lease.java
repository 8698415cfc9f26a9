package io.smartconnect.exporter.lease;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A Lease of the API group {@value #API_VERSION}: one state of the object, as the API server holds it or as this process wants it.
 * Immutable. Times in it are for people: nobody compares them with a clock.
 */
final class Lease {

    static final String API_VERSION = "coordination.k8s.io/v1";

    /** The time for which a holder has the lease after a renewal. */
    static final Duration DURATION = Duration.ofSeconds(15);

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final String SPEC = "spec";
    private static final String HOLDER = "holderIdentity";
    private static final String SECONDS = "leaseDurationSeconds";
    private static final String ACQUIRED = "acquireTime";
    private static final String RENEWED = "renewTime";
    private static final String TRANSITIONS = "leaseTransitions";

    /** The API's MicroTime: always six fractional digits. */
    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final Pattern UNIQUE_PART = Pattern.compile("_[0-9a-f-]{36}$");

    private final JsonObject object;
    private final String holder;
    private final Duration duration;

    private Lease(JsonObject object) {
        this.object = object;
        JsonObject spec = spec(object);
        this.holder = text(spec, HOLDER);
        this.duration = duration(spec.getInteger(SECONDS));
    }

    /** A lease that does not exist yet, claimed by {@code holder}. */
    static Lease first(String namespace, String name, String holder, Instant now) {
        JsonObject object = JsonObject.of(
                "apiVersion",
                API_VERSION,
                "kind",
                "Lease",
                "metadata",
                JsonObject.of("name", name, "namespace", namespace),
                SPEC,
                new JsonObject());
        return new Lease(object).claimedBy(holder, now);
    }

    /** Reads an answer of the API server. */
    static Lease read(Buffer body) throws CloudFailure {
        try {
            return new Lease(body.toJsonObject());
        } catch (DecodeException | ClassCastException other) {
            throw CloudFailure.of(FailureReason.BAD_RESPONSE, "the answer is no Lease of " + API_VERSION);
        }
    }

    /** The process that holds the lease; empty if it is free. */
    String holder() {
        return holder;
    }

    /** A name of {@code process} that differs from that of the process with the same name before it. */
    static String unique(String process) {
        return process + "_" + UUID.randomUUID();
    }

    /** The holder, without what {@link #unique} adds. */
    String process() {
        return UNIQUE_PART.matcher(holder).replaceFirst("");
    }

    /** Returns true if {@code process} holds the lease. */
    boolean isHeldBy(String process) {
        return holder.equals(process);
    }

    /** The time after the last renewal for which the lease must not be taken. */
    Duration duration() {
        return duration;
    }

    /** Returns true if {@code other} has the same holder and renewal. */
    boolean hasSpecOf(Lease other) {
        return spec(object).equals(spec(other.object));
    }

    /** This lease, taken or renewed by {@code process}. The time of renewal always changes, for others to see. */
    Lease claimedBy(String process, Instant now) {
        JsonObject next = object.copy();
        JsonObject spec = spec(next);
        String present = MICRO_TIME.format(now);
        String renewed =
                present.equals(text(spec, RENEWED)) ? MICRO_TIME.format(now.plus(1, ChronoUnit.MICROS)) : present;
        if (!isHeldBy(process)) {
            spec.put(ACQUIRED, renewed)
                    .put(TRANSITIONS, spec.getInteger(TRANSITIONS, 0) + (spec.containsKey(HOLDER) ? 1 : 0));
        }
        spec.put(HOLDER, process).put(SECONDS, (int) DURATION.toSeconds()).put(RENEWED, renewed);
        return new Lease(next.put(SPEC, spec));
    }

    /** This lease without a holder, so that the next candidate can take it at once. */
    Lease released(Instant now) {
        JsonObject next = object.copy();
        next.getJsonObject(SPEC).put(HOLDER, "").put(SECONDS, 1).put(RENEWED, MICRO_TIME.format(now));
        return new Lease(next);
    }

    /** The body of a request. */
    Buffer toBuffer() {
        return object.toBuffer();
    }

    private static JsonObject spec(JsonObject object) {
        return object.getJsonObject(SPEC, new JsonObject());
    }

    private static String text(JsonObject spec, String key) {
        String text = spec.getString(key, "");
        return text == null ? "" : text;
    }

    private static Duration duration(Integer seconds) {
        if (seconds == null || seconds < 1 || seconds > LONGEST.toSeconds()) {
            return DURATION;
        }
        return Duration.ofSeconds(seconds);
    }
}
