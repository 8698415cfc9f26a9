package io.smartconnect.exporter.cloud.failure;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.smartconnect.exporter.snapshot.Operation;
import io.smartconnect.exporter.snapshot.PollError;
import io.smartconnect.exporter.snapshot.Reason;
import io.smartconnect.exporter.text.Truncation;
import io.vertx.core.MultiMap;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A failed request to the cloud. It is an expected result, so it has no stack trace. Its message is one line of at most
 * {@value #LONGEST_MESSAGE} characters that is safe to log.
 */
public final class CloudFailure extends Exception {
    static final int LONGEST_MESSAGE = 200;

    private static final long serialVersionUID = 1;
    private static final Set<String> THROTTLING = Set.of("APIG.0308", "APIGW.0308", "DMS.10240407");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /**
     * The facts of a failure.
     *
     * @param status of HTTP; 0 without a response
     * @param errorCode empty for none
     */
    private record Facts(
            Reason reason,
            @Nullable Operation operation,
            int status,
            String errorCode,
            @Nullable Duration retryAfter) implements Serializable {

        static Facts of(Reason reason) {
            return new Facts(reason, null, 0, "", null);
        }

        Facts during(Operation attempted) {
            return new Facts(reason, attempted, status, errorCode, retryAfter);
        }
    }

    private final Facts facts;

    private CloudFailure(Facts facts, String message, @Nullable Throwable cause) {
        super(Truncation.oneLine(message, LONGEST_MESSAGE), cause, false, false);
        this.facts = facts;
    }

    /** A failure without an HTTP response; {@code message} must hold no secret. */
    public static CloudFailure of(Reason reason, String message) {
        return new CloudFailure(Facts.of(reason), message, null);
    }

    /**
     * The failure that an HTTP response means, whatever its status and body are. Never throws.
     *
     * @param body may be empty, JSON, HTML or anything else
     * @param now the moment against which a date in {@code Retry-After} counts
     * @param conceal removes secrets that the response may repeat
     */
    public static CloudFailure from(
            int status, MultiMap headers, @Nullable String body, Instant now, UnaryOperator<String> conceal) {
        ErrorBody said = ErrorBody.parse(body);
        String code = errorCode(status, conceal.apply(said.code()));
        Reason reason = THROTTLING.contains(code) ? Reason.THROTTLED : reason(status);
        String message = message(
                code.isEmpty() ? String.valueOf(status) : status + " " + code,
                said.message().isBlank() ? phrase(status, code) : conceal.apply(said.message()),
                conceal.apply(requestId(headers, said)));
        Optional<Duration> wait =
                reason == Reason.THROTTLED ? RetryAfter.parse(headers.get("Retry-After"), now) : Optional.empty();
        return new CloudFailure(new Facts(reason, null, status, code, wait.orElse(null)), message, null);
    }

    /**
     * The failure behind an exception of the HTTP client: {@code timeout} if connecting or the response took too long, {@code
     * bad_response} if the response was not HTTP, else {@code unreachable}. Exceptions that the network does not explain are
     * {@code internal}, as in {@link #from(Throwable)}.
     */
    public static CloudFailure ofExchange(Throwable thrown) {
        return thrown instanceof CloudFailure failure
                ? failure
                : NetworkTrouble.explain(thrown).orElseGet(() -> from(thrown));
    }

    /**
     * The failure that {@code thrown} is, else an {@code internal} one: a bug of the exporter. Its {@linkplain #getCause()
     * cause} is {@code thrown}, so that its stack can be logged.
     */
    public static CloudFailure from(Throwable thrown) {
        return thrown instanceof CloudFailure failure
                ? failure
                : new CloudFailure(
                        Facts.of(Reason.INTERNAL),
                        "unexpected " + thrown.getClass().getSimpleName(),
                        thrown);
    }

    /** The same failure, of {@code operation}. */
    public CloudFailure during(Operation operation) {
        return new CloudFailure(facts.during(operation), getMessage(), getCause());
    }

    /** The same failure with a longer message, for example {@code log-in: 401 ...}. */
    public CloudFailure precededBy(String step) {
        return new CloudFailure(facts, step + ": " + getMessage(), getCause());
    }

    /** This failure, unless only {@code later} is {@code internal}: a bug must not hide behind an expected failure. */
    public CloudFailure orInternal(CloudFailure later) {
        return reason() != Reason.INTERNAL && later.reason() == Reason.INTERNAL ? later : this;
    }

    /** The kind of failure. */
    public Reason reason() {
        return facts.reason;
    }

    /** The operation that failed, if a single one did. */
    public Optional<Operation> operation() {
        return Optional.ofNullable(facts.operation);
    }

    /** The HTTP status; absent without a response. */
    public OptionalInt status() {
        return facts.status == 0 ? OptionalInt.empty() : OptionalInt.of(facts.status);
    }

    /** The cloud's own code, for example {@code DMS.00404022}; empty if the response has none. */
    public String errorCode() {
        return facts.errorCode;
    }

    /** The time that the cloud asks to wait: positive, at most 15 minutes. Only present when throttled. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(facts.retryAfter);
    }

    /** One safe line, without the operation. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** One safe line for people, with the operation. */
    public String text() {
        return new PollError(reason(), operation(), getMessage()).text();
    }

    private static Reason reason(int status) {
        return switch (status) {
            case 401 -> Reason.AUTH;
            case 403 -> Reason.DENIED;
            case 404 -> Reason.NOT_FOUND;
            case 429 -> Reason.THROTTLED;
            default -> status >= 500 ? Reason.SERVER_ERROR : status >= 400 ? Reason.REJECTED : Reason.BAD_RESPONSE;
        };
    }

    /** The code without IAM's repetition of the status, and without text that is no code. */
    private static String errorCode(int status, String code) {
        boolean saysMore =
                !code.equals(String.valueOf(status)) && CODE.matcher(code).matches();
        return saysMore ? code : "";
    }

    private static String message(String head, String said, String requestId) {
        String request = requestId.isBlank() ? "" : " (request " + Truncation.oneLine(requestId, 64) + ")";
        String text = Truncation.oneLine(said, LONGEST_MESSAGE - head.length() - 2 - request.length());
        return text.isEmpty() ? head + request : head + ": " + text + request;
    }

    private static String phrase(int status, String code) {
        return code.isEmpty() ? HttpResponseStatus.valueOf(status).reasonPhrase() : "";
    }

    private static String requestId(MultiMap headers, ErrorBody said) {
        String gateway = headers.get("X-Request-Id");
        String iam = headers.get("X-IAM-Trace-Id");
        return gateway != null ? gateway : iam != null ? iam : said.requestId();
    }
}
