package io.smartconnect.exporter.cloud.failure;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.PollError;
import io.smartconnect.exporter.text.HumanReadable;
import io.smartconnect.exporter.text.Truncation;
import io.vertx.core.MultiMap;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A failed request to the cloud. Failures are expected, so they have no stack trace. The message is one line of at
 * most {@value #LONGEST_MESSAGE} characters that is safe to log.
 */
public final class CloudFailure extends Exception {
    static final int LONGEST_MESSAGE = 200;

    private static final long serialVersionUID = 1;

    /** The reasons of error codes that count more than the HTTP status. */
    private static final Map<String, FailureReason> REASONS = Map.of(
            "APIG.0308", FailureReason.THROTTLED,
            "APIGW.0308", FailureReason.THROTTLED,
            "DMS.10240407", FailureReason.THROTTLED,
            "DMS.111400864", FailureReason.NOT_FOUND,
            "ces.0429", FailureReason.THROTTLED,
            "ces.0015", FailureReason.AUTH,
            "ces.0016", FailureReason.NOT_FOUND,
            "ces.0017", FailureReason.DENIED);

    /** Error codes of the gateway and of DMS for Kafka for a URL without an API. */
    private static final Set<String> MISSING_API = Set.of("APIG.0101", "APIGW.0101", "DMS.00404001", "DMS.10240406");

    private static final String MISSING_INSTANCE = "DMS.00404022";

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /**
     * The facts of a failure.
     *
     * @param status of HTTP; 0 without a response
     * @param errorCode empty for none
     * @param unsent whether the request never left
     */
    private record Facts(
            FailureReason reason,
            @Nullable CloudOperation operation,
            int status,
            String errorCode,
            @Nullable Duration retryAfter,
            boolean unsent)
            implements Serializable {

        static Facts of(FailureReason reason) {
            return new Facts(reason, null, 0, "", null, false);
        }

        Facts during(CloudOperation attempted) {
            return new Facts(reason, attempted, status, errorCode, retryAfter, unsent);
        }

        Facts asUnsent() {
            return new Facts(reason, operation, status, errorCode, retryAfter, true);
        }
    }

    private final Facts facts;

    private CloudFailure(Facts facts, String message, @Nullable Throwable cause) {
        super(Truncation.oneLine(message, LONGEST_MESSAGE), cause, false, false);
        this.facts = facts;
    }

    /** Creates a failure without an HTTP response; {@code message} must hold no secret. */
    public static CloudFailure of(FailureReason reason, String message) {
        return new CloudFailure(Facts.of(reason), message, null);
    }

    /** Creates the {@code timeout} of a request that never left. */
    public static CloudFailure unsent(String why) {
        Facts facts = new Facts(FailureReason.TIMEOUT, null, 0, "", null, true);
        return new CloudFailure(facts, "not sent: " + why, null);
    }

    /**
     * Creates the failure of an HTTP response with any status and body. Never throws.
     *
     * @param body empty, JSON, HTML or any other text
     * @param now start of the wait until a date in {@code Retry-After}
     * @param conceal removes secrets that the response may repeat
     */
    public static CloudFailure from(
            int status, MultiMap headers, @Nullable String body, Instant now, UnaryOperator<String> conceal) {
        CloudErrorBody error = CloudErrorBody.parse(body == null ? null : conceal.apply(body));
        String code = errorCode(status, conceal.apply(error.code()));
        FailureReason reason = REASONS.getOrDefault(code, reason(status));
        String message = message(
                code.isEmpty() ? String.valueOf(status) : status + " " + code,
                error.message().isBlank() ? phrase(status, code) : conceal.apply(error.message()),
                conceal.apply(requestId(headers, error)));
        Optional<Duration> wait = reason == FailureReason.THROTTLED || reason == FailureReason.SERVER_ERROR
                ? RetryAfter.parse(headers.get("Retry-After"), now)
                : Optional.empty();
        return new CloudFailure(new Facts(reason, null, status, code, wait.orElse(null), false), message, null);
    }

    /**
     * Creates the failure of an exception of the HTTP client: {@code timeout} if connecting or the response took too
     * long, {@code bad_response} if the response was not HTTP, else {@code unreachable}. Exceptions without a network
     * cause are {@code internal}, as in {@link #from(Throwable)}.
     */
    public static CloudFailure ofExchange(Throwable thrown) {
        return thrown instanceof CloudFailure failure
                ? failure
                : NetworkTrouble.explain(thrown).orElseGet(() -> from(thrown));
    }

    /**
     * Returns {@code thrown} if it is a failure, else an {@code internal} failure, which is a bug of the exporter.
     * Its {@linkplain #getCause() cause} is {@code thrown}, so that its stack trace can be logged.
     */
    public static CloudFailure from(Throwable thrown) {
        return thrown instanceof CloudFailure failure
                ? failure
                : new CloudFailure(
                        Facts.of(FailureReason.INTERNAL),
                        "unexpected " + thrown.getClass().getSimpleName(),
                        thrown);
    }

    /** This failure as a value for the snapshot, with the time that the cloud asks to wait. */
    public PollError error() {
        String wait = retryAfter()
                .map(time -> " (asks to wait " + HumanReadable.duration(time) + ")")
                .orElse("");
        return new PollError(reason(), operation(), getMessage() + wait);
    }

    /** Returns a copy of this failure with {@code operation}. */
    public CloudFailure during(CloudOperation operation) {
        return new CloudFailure(facts.during(operation), getMessage(), getCause());
    }

    /** Returns a copy of this failure for a request that never left, because an earlier one failed. */
    public CloudFailure asUnsent() {
        return new CloudFailure(facts.asUnsent(), getMessage(), getCause());
    }

    /** Returns a copy of this failure with a longer message, for example {@code log-in: 401 ...}. */
    public CloudFailure precededBy(String step) {
        return new CloudFailure(facts, step + ": " + getMessage(), getCause());
    }

    /**
     * Returns this failure, or {@code later} if only that is {@code internal}: an expected failure must not hide a
     * bug.
     */
    public CloudFailure orInternal(CloudFailure later) {
        return reason() != FailureReason.INTERNAL && later.reason() == FailureReason.INTERNAL ? later : this;
    }

    /** The kind of failure. */
    public FailureReason reason() {
        return facts.reason;
    }

    /** The failed operation, if it is a single one. */
    public Optional<CloudOperation> operation() {
        return Optional.ofNullable(facts.operation);
    }

    /** The HTTP status; empty without a response. */
    public OptionalInt status() {
        return facts.status == 0 ? OptionalInt.empty() : OptionalInt.of(facts.status);
    }

    /** The error code of the cloud, for example {@code DMS.00404022}; empty for none. */
    public String errorCode() {
        return facts.errorCode;
    }

    /** Returns true if this cloud has no such API, unlike a missing resource of an API that it has. */
    public boolean isMissingApi() {
        return reason() == FailureReason.NOT_FOUND && MISSING_API.contains(errorCode());
    }

    /** Returns true if the instance does not exist, for example because it was deleted during the poll. */
    public boolean isMissingInstance() {
        return reason() == FailureReason.NOT_FOUND && errorCode().equals(MISSING_INSTANCE);
    }

    /** Returns true if the request never left. */
    public boolean isUnsent() {
        return facts.unsent;
    }

    /** The wait that a throttling or unavailable cloud requests: positive, at most 15 minutes. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(facts.retryAfter);
    }

    /** The message without the operation: one line, safe to log. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The message with the operation: one line, safe to log. */
    public String text() {
        return new PollError(reason(), operation(), getMessage()).text();
    }

    private static FailureReason reason(int status) {
        return switch (status) {
            case 401 -> FailureReason.AUTH;
            case 403 -> FailureReason.DENIED;
            case 404 -> FailureReason.NOT_FOUND;
            case 429 -> FailureReason.THROTTLED;
            default ->
                status >= 500
                        ? FailureReason.SERVER_ERROR
                        : status >= 400 ? FailureReason.REJECTED : FailureReason.BAD_RESPONSE;
        };
    }

    /** Returns {@code code}, or empty if IAM only repeats the status or the text is not a code. */
    private static String errorCode(int status, String code) {
        boolean isErrorCode =
                !code.equals(String.valueOf(status)) && CODE.matcher(code).matches();
        return isErrorCode ? code : "";
    }

    private static String message(String head, String detail, String requestId) {
        String request = requestId.isBlank() ? "" : " (request " + Truncation.oneLine(requestId, 64) + ")";
        String text = Truncation.oneLine(detail, LONGEST_MESSAGE - head.length() - 2 - request.length());
        return text.isEmpty() ? head + request : head + ": " + text + request;
    }

    private static String phrase(int status, String code) {
        return code.isEmpty() ? HttpResponseStatus.valueOf(status).reasonPhrase() : "";
    }

    private static String requestId(MultiMap headers, CloudErrorBody error) {
        String gateway = headers.get("X-Request-Id");
        String iam = headers.get("X-IAM-Trace-Id");
        return gateway != null ? gateway : iam != null ? iam : error.requestId();
    }
}
